// ./dev bench: what the server costs, beside a bare server that does nothing but write, in the same run.
// Server and load have one core each. CPU is the server process's own, all threads; wall clock decides only latencies.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/baseline.h"
#include "tests/bench/load.h"
#include "tests/bench/process.h"
#include "tests/bench/world.h"

namespace bench {
namespace {

constexpr std::uint16_t kServerPort = 17'100;
constexpr std::size_t kContentBytes = 200;

BenchOptions options;
double paced_baseline_us = 0;     // bare send of one frame per receiver
double gathered_baseline_rate = 0;  // deliveries per second of the bare gathering server

void row(const char* scenario, const std::string& what) {
  std::printf("%-34s %s\n", scenario, what.c_str());
  std::fflush(stdout);
}

template <typename... Args>
std::string text(const char* format, Args... args) {
  char out[512];
  std::snprintf(out, sizeof out, format, args...);
  return out;
}

std::uint16_t next_port() {
  static std::uint16_t port = kServerPort;
  return port++;
}

/// A world with `count` receivers in one community; several connections per person keep the snapshots small.
struct Crowd {
  Crowd(std::size_t connections, std::size_t people_count, const std::string& durability)
      : world(options, next_port(), durability), receivers(world.poller, {world.port, "/pandemonium", true}) {
    people = world.make_people(people_count);
    std::vector<std::size_t> everybody(people_count);
    for (std::size_t i = 0; i < people_count; ++i) everybody[i] = i;
    channel = world.make_communities(people, {everybody})[0].channel;
    for (std::size_t i = 0; i < connections; ++i) tokens.push_back(people[i % people_count].token);
    if (!receivers.open(tokens, 64, 120'000)) {
      std::fprintf(stderr, "bench: only %zu of %zu receivers got their snapshot\n", receivers.ready, connections);
      std::exit(1);
    }
    settle();
  }
  /// Reads until nothing arrives any more (presence of the last ones).
  void settle() {
    std::uint64_t before;
    do {
      before = receivers.bytes;
      const std::int64_t end = now_ns() + 300'000'000;
      while (now_ns() < end) world.poller.turn(10);
    } while (receivers.bytes != before);
    receivers.messages = 0;
    receivers.bytes = 0;
    receivers.latencies_ns.clear();
  }
  World world;
  Receivers receivers;
  std::vector<Person> people;
  std::vector<std::string> tokens;
  std::string channel;
};

struct FanOut {
  double us_per_delivery = 0, deliveries_per_s = 0;
  Percentiles latency;
  std::uint64_t delivered = 0, expected = 0, closed = 0;
  std::size_t frame_bytes = 0;
};

/// Offers `rate` messages a second for `seconds` through 64 REST connections and waits until all are delivered.
FanOut fan_out(Crowd& crowd, double rate, double seconds) {
  HttpLoad rest(crowd.world.poller, crowd.world.port, 64);
  crowd.receivers.messages = crowd.receivers.bytes = 0;
  crowd.receivers.latencies_ns.clear();
  const auto total = static_cast<std::uint64_t>(rate * seconds);
  std::uint64_t offered = 0, answered = 0;
  const std::int64_t begin = now_ns();
  const std::int64_t cpu = crowd.world.server->cpu_ns();
  FanOut result;
  result.expected = total * crowd.receivers.count();
  const std::int64_t give_up = begin + static_cast<std::int64_t>((seconds + 30) * 1e9);
  while ((crowd.receivers.messages < result.expected || answered < total) && crowd.receivers.closed == 0 && now_ns() < give_up) {
    const auto due = static_cast<std::uint64_t>(static_cast<double>(now_ns() - begin) * rate / 1e9);
    while (offered < total && offered <= due) {
      const std::string& token = crowd.people[offered % crowd.people.size()].token;
      // The clock of a message starts when it is due, also when no REST connection is free: waiting counts.
      rest.send(crowd.world.message(crowd.channel, token, kContentBytes), [&](const HttpResponse& r) {
        if (r.status != 200) {
          std::fprintf(stderr, "bench: message answered %d %s\n", r.status, r.body.c_str());
          std::exit(1);
        }
        ++answered;
      });
      ++offered;
    }
    crowd.world.poller.turn(offered < total ? 1 : 5);
  }
  const double elapsed_s = static_cast<double>(now_ns() - begin) / 1e9;
  result.delivered = crowd.receivers.messages;
  result.closed = crowd.receivers.closed;
  result.us_per_delivery = static_cast<double>(crowd.world.server->cpu_ns() - cpu) / 1e3 / static_cast<double>(std::max<std::uint64_t>(1, result.delivered));
  result.deliveries_per_s = static_cast<double>(result.delivered) / elapsed_s;
  result.latency = percentiles(crowd.receivers.latencies_ns);
  result.frame_bytes = result.delivered ? crowd.receivers.bytes / result.delivered : 0;
  return result;
}

/// The bare server with the same number of receivers and frames of the same size.
struct Baseline {
  double us_per_delivery = 0, deliveries_per_s = 0;
};
Baseline baseline(std::size_t count, std::size_t frame_bytes, double rate, double seconds, std::size_t gather) {
  BaselineLoad load;
  load.port = next_port();
  load.receivers = count;
  load.frame_bytes = frame_bytes - 4;
  load.gather = gather;
  load.messages = rate > 0 ? static_cast<std::uint64_t>(rate * seconds) : ~0ull >> 1;
  load.interval_ns = rate > 0 ? static_cast<std::int64_t>(1e9 / rate) : 0;
  int ready[2];
  if (pipe(ready) != 0) std::exit(1);
  load.ready_fd = ready[1];
  Process server = Process::fork_and([&] { run_baseline(load); }, options.server_core);
  close(ready[1]);
  char listening;
  if (read(ready[0], &listening, 1) != 1) std::exit(1);
  close(ready[0]);
  Poller poller;
  Receivers receivers(poller, {load.port, "/", false});
  const std::vector<std::string> tokens(count);
  if (!receivers.open(tokens, 64, 60'000)) std::exit(1);
  const std::int64_t begin = now_ns();
  const std::int64_t cpu = server.cpu_ns();
  const std::uint64_t expected = rate > 0 ? load.messages * count : ~0ull;
  poller.until([&] { return receivers.messages >= expected || now_ns() - begin > static_cast<std::int64_t>((rate > 0 ? seconds + 20 : seconds) * 1e9); },
               1'000'000);
  Baseline result;
  result.us_per_delivery = static_cast<double>(server.cpu_ns() - cpu) / 1e3 / static_cast<double>(receivers.messages);
  result.deliveries_per_s = static_cast<double>(receivers.messages) / (static_cast<double>(now_ns() - begin) / 1e9);
  return result;
}

void paced(std::size_t count, std::size_t people, double rate, double seconds) {
  // One crowd after the other: both together need more descriptors than a process may have in many places.
  FanOut ours;
  {
    Crowd crowd(count, people, "full");
    ours = fan_out(crowd, rate, seconds);
  }
  const Baseline bare = baseline(count, ours.frame_bytes, rate, seconds, 1);
  paced_baseline_us = bare.us_per_delivery;
  row(text("fan-out to %zu, paced", count).c_str(),
      text("%.0f msg/s, %zu B frames: %.2f us CPU per delivery, bare send %.2f us, ratio %.2f (target 1.15); "
           "p50 %.1f p99 %.1f p99.9 %.1f ms; %llu of %llu delivered",
           rate, ours.frame_bytes, ours.us_per_delivery, bare.us_per_delivery, ours.us_per_delivery / bare.us_per_delivery,
           ours.latency.p50_ms, ours.latency.p99_ms, ours.latency.p999_ms, static_cast<unsigned long long>(ours.delivered),
           static_cast<unsigned long long>(ours.expected)));
}

void saturation() {
  Crowd crowd(1'000, 1'000, "full");
  FanOut best;
  const double steps[] = {250, 500, 750, 1'000, 1'250, 1'500, 1'750, 2'000, 2'500, 3'000};
  for (const double rate : steps) {
    const FanOut now = fan_out(crowd, rate, options.quick ? 1 : 4);
    std::printf("  offered %.0f msg/s: %.2f million deliveries/s, %.2f us CPU each, p50 %.1f p99 %.1f p99.9 %.1f ms, lost %llu, closed %llu\n",
                rate, now.deliveries_per_s / 1e6, now.us_per_delivery, now.latency.p50_ms, now.latency.p99_ms, now.latency.p999_ms,
                static_cast<unsigned long long>(now.expected - now.delivered), static_cast<unsigned long long>(now.closed));
    std::fflush(stdout);
    if (now.delivered != now.expected || now.latency.p99_ms > 100) break;
    best = now;
  }
  const Baseline gathered = baseline(1'000, best.frame_bytes, 0, options.quick ? 1 : 4, 64);
  gathered_baseline_rate = gathered.deliveries_per_s;
  row("fan-out to 1000, saturation, full",
      text("%.2f million deliveries/s at p99 %.1f ms (target 1.5 at 100 ms), %.2f us CPU each; bare gathered write %.2f million/s, ratio %.2f (target 0.2)",
           best.deliveries_per_s / 1e6, best.latency.p99_ms, best.us_per_delivery, gathered.deliveries_per_s / 1e6,
           best.deliveries_per_s / gathered.deliveries_per_s));
}

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

/// `per_person` communities of 50 members each.
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
  Receivers receivers(world.poller, {world.port, "/pandemonium", true});
  if (!receivers.open(tokens, 64, 120'000)) std::exit(1);
  std::uint64_t last;
  do {
    last = receivers.bytes;
    const std::int64_t end = now_ns() + 3'000'000'000;
    while (now_ns() < end) world.poller.turn(50);
  } while (last != receivers.bytes);
  const double each = static_cast<double>(world.server->resident_bytes() - before) / static_cast<double>(count);
  row(text("idle session, in %zu communities", per_person).c_str(),
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
  Receivers receivers(world.poller, {world.port, "/pandemonium", true});
  const std::int64_t begin = now_ns(), cpu = world.server->cpu_ns();
  if (!receivers.open(tokens, 256, 120'000)) std::exit(1);
  const double seconds = static_cast<double>(now_ns() - begin) / 1e9;
  row(text("connect storm of %zu", count).c_str(),
      text("%.0f sessions/s (target 5000), %.0f us CPU each; in communities of 50, everybody told of everybody's presence",
           static_cast<double>(count) / seconds, static_cast<double>(world.server->cpu_ns() - cpu) / 1e3 / static_cast<double>(count)));
}

void cold_start() {
  double best = 1e9;
  std::int64_t resident = 0;
  for (int i = 0; i < 5; ++i) {
    World world(options, next_port(), "full");
    best = std::min(best, world.cold_start_ms);
    resident = world.resident_at_start;
  }
  row("cold start, empty database", text("%.0f ms (target 500), %.1f MB resident (target 40)", best, static_cast<double>(resident) / 1e6));
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  using namespace bench;
  std::string only;
  options.binary = std::filesystem::path(argv[0]).parent_path().parent_path().parent_path() / "tetragate";
  options.folder = std::filesystem::temp_directory_path() / ("tetragate-bench-" + std::to_string(getpid()));
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    if (a == "--quick") {
      options.quick = true;
    } else if (a == "--binary" && i + 1 < argc) {
      options.binary = argv[++i];
    } else if (a == "--only" && i + 1 < argc) {
      only = argv[++i];
    } else {
      std::fprintf(stderr, "usage: tetragate_bench [--quick] [--binary PATH] [--only paced|saturation|create|idle|storm|start]\n");
      return 2;
    }
  }
  raise_open_files();
  pin_to(options.load_core);
  const auto wanted = [&](const char* name) { return only.empty() || only == name; };
  const std::size_t scale = options.quick ? 10 : 1;
  const double seconds = options.quick ? 2 : 10;
  std::printf("server on core %d, load on core %d; messages of %zu bytes, created through REST and committed\n", options.server_core,
              options.load_core, kContentBytes);
  if (wanted("start")) cold_start();
  if (wanted("paced")) {
    paced(1'000 / scale, 1'000 / scale, 20, seconds);
    paced(10'000 / scale, 100, 4, seconds);
  }
  if (wanted("saturation")) saturation();
  if (wanted("create")) create_messages();
  if (wanted("idle")) {
    idle_memory(5'000 / scale, 1, 1.5);
    idle_memory(5'000 / scale, 20, 3);
  }
  if (wanted("storm")) storm(5'000 / scale);
  std::filesystem::remove_all(options.folder);
  return 0;
}
