// One person's cost: a message created, a session that idles, a session that begins, a server that starts. One thread.
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/report.h"

namespace bench {

void create_messages() {
  World world(options, next_port(), "full");
  const auto people = world.make_people(64);
  std::vector<std::size_t> everybody;
  for (std::size_t i = 0; i < people.size(); ++i) everybody.push_back(i);
  const std::string channel = world.make_communities(people, {everybody})[0].channel;
  HttpLoad rest(world.poller, world.port, 64);
  const double seconds = options.quick ? 1 : 6;
  const double commits = world.metric("tetragate_store_commits_total");
  const std::int64_t begin = now_ns(), cpu = world.server->cpu_ns();
  const std::int64_t end = begin + static_cast<std::int64_t>(seconds * 1e9);
  std::uint64_t done = 0;
  std::vector<std::int64_t> latencies;
  // A closed loop: each connection sends its next message when the last one is committed.
  std::function<void(std::size_t)> next = [&](std::size_t i) {
    if (now_ns() > end) return;
    const std::int64_t sent = now_ns();
    rest.send(world.message(channel, people[i].token, kContentBytes), [&, i, sent](const HttpResponse& r) {
      if (r.status != 200) std::exit(1);
      latencies.push_back(now_ns() - sent);
      ++done;
      next(i);
    });
  };
  for (std::size_t i = 0; i < people.size(); ++i) next(i);
  world.poller.until([&] { return rest.waiting() == 0; }, 60'000);
  const double elapsed = static_cast<double>(now_ns() - begin) / 1e9;
  const Percentiles p = percentiles(latencies);
  row("message create, full, 64 connections",
      text("%.0f/s (target 8000), p50 %.1f p99 %.1f p99.9 %.1f ms (target p99 50), %.1f us CPU each, %.0f commits/s",
           static_cast<double>(done) / elapsed, p.p50_ms, p.p99_ms, p.p999_ms,
           static_cast<double>(world.server->cpu_ns() - cpu) / 1e3 / static_cast<double>(done),
           (world.metric("tetragate_store_commits_total") - commits) / elapsed));
}

void idle_memory(std::size_t count, std::size_t per_person, double target_kb) {
  World world(options, next_port(), "normal");
  const auto people = world.make_people(count);
  std::vector<std::vector<std::size_t>> groups;
  // Person p is in one group of each round; rounds shift so that neighbours differ.
  for (std::size_t round = 0; round < per_person; ++round) {
    for (std::size_t g = 0; g < count / 50; ++g) {
      groups.emplace_back();
      for (std::size_t k = 0; k < 50; ++k) groups.back().push_back((g * 50 + k * (round + 1) * 50 + k + round) % count);
    }
  }
  for (auto& g : groups) {
    std::sort(g.begin(), g.end());
    g.erase(std::unique(g.begin(), g.end()), g.end());
  }
  world.make_communities(people, groups);
  std::vector<std::string> tokens;
  for (const auto& p : people) tokens.push_back(p.token);
  const std::int64_t before = world.server->resident_bytes();
  Receivers receivers(world.poller, {world.port, &kPandemonium});
  if (!receivers.open(tokens, 64, 120'000)) std::exit(1);
  std::uint64_t last;
  do {
    last = receivers.bytes;
    const std::int64_t end = now_ns() + 3'000'000'000;
    while (now_ns() < end) world.poller.turn(50);
  } while (last != receivers.bytes);
  const double each = static_cast<double>(world.server->resident_bytes() - before) / static_cast<double>(count);
  row(text("idle session, in %zu communities", per_person),
      text("%.0f bytes of resident memory each (target %.1f KB), %zu sessions, %.1f MB in all", each, target_kb, count,
           static_cast<double>(world.server->resident_bytes()) / 1e6));
}

void storm(std::size_t count) {
  World world(options, next_port(), "normal");
  const auto people = world.make_people(count);
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < count; i += 50) {
    groups.emplace_back();
    for (std::size_t k = i; k < std::min(count, i + 50); ++k) groups.back().push_back(k);
  }
  world.make_communities(people, groups);
  std::vector<std::string> tokens;
  for (const auto& p : people) tokens.push_back(p.token);
  Receivers receivers(world.poller, {world.port, &kPandemonium});
  const std::int64_t begin = now_ns(), cpu = world.server->cpu_ns();
  if (!receivers.open(tokens, 256, 120'000)) std::exit(1);
  const double seconds = static_cast<double>(now_ns() - begin) / 1e9;
  row(text("connect storm of %zu", count),
      text("%.0f sessions/s (target 5000), %.0f us CPU each; in communities of 50, everybody told of everybody's presence",
           static_cast<double>(count) / seconds,
           static_cast<double>(world.server->cpu_ns() - cpu) / 1e3 / static_cast<double>(count)));
}

void cold_start() {
  double best = 1e9;
  std::int64_t resident = 0;
  for (int i = 0; i < 5; ++i) {
    World world(options, next_port(), "full");
    best = std::min(best, world.cold_start_ms);
    resident = world.resident_at_start;
  }
  row("cold start, empty database",
      text("%.0f ms (target 500), %.1f MB resident (target 40)", best, static_cast<double>(resident) / 1e6));
}

}  // namespace bench
