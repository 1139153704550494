// Deliveries: one message, many receivers. One thread.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/bench/baseline.h"
#include "tests/bench/report.h"

namespace bench {
namespace {

/// A world with `count` receivers in one community; several connections per person keep the snapshots small.
struct Crowd {
  Crowd(const Speech& speech, std::size_t connections, std::size_t people_count, const std::string& durability)
      : world(options, next_port(), durability), receivers(world.poller, {world.port, &speech}) {
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
  while ((crowd.receivers.messages < result.expected || answered < total) && crowd.receivers.closed == 0 &&
         now_ns() < give_up) {
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
  result.us_per_delivery = static_cast<double>(crowd.world.server->cpu_ns() - cpu) / 1e3 /
                           static_cast<double>(std::max<std::uint64_t>(1, result.delivered));
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
  Receivers receivers(poller, {load.port, &kBare});
  const std::vector<std::string> tokens(count);
  if (!receivers.open(tokens, 64, 60'000)) std::exit(1);
  const std::int64_t begin = now_ns();
  const std::int64_t cpu = server.cpu_ns();
  const std::uint64_t expected = rate > 0 ? load.messages * count : ~0ull;
  poller.until(
      [&] {
        return receivers.messages >= expected ||
               now_ns() - begin > static_cast<std::int64_t>((rate > 0 ? seconds + 20 : seconds) * 1e9);
      },
      1'000'000);
  Baseline result;
  result.us_per_delivery = static_cast<double>(server.cpu_ns() - cpu) / 1e3 / static_cast<double>(receivers.messages);
  result.deliveries_per_s = static_cast<double>(receivers.messages) / (static_cast<double>(now_ns() - begin) / 1e9);
  return result;
}

}  // namespace

void paced(const Speech& speech, std::size_t count, std::size_t people, double rate, double seconds) {
  // One crowd after the other: both together need more descriptors than a process may have in many places.
  FanOut ours;
  {
    Crowd crowd(speech, count, people, "full");
    ours = fan_out(crowd, rate, seconds);
  }
  const Baseline bare = baseline(count, ours.frame_bytes, rate, seconds, 1);
  row(text("fan-out to %zu, paced, %s", count, speech.name),
      text("%.0f msg/s, %zu B frames: %.2f us CPU per delivery, bare send %.2f us, ratio %.2f (target 1.15); "
           "p50 %.1f p99 %.1f p99.9 %.1f ms; %llu of %llu delivered",
           rate, ours.frame_bytes, ours.us_per_delivery, bare.us_per_delivery, ours.us_per_delivery / bare.us_per_delivery,
           ours.latency.p50_ms, ours.latency.p99_ms, ours.latency.p999_ms, static_cast<unsigned long long>(ours.delivered),
           static_cast<unsigned long long>(ours.expected)));
}

void saturation(const Speech& speech) {
  Crowd crowd(speech, 1'000, 1'000, "full");
  FanOut best;
  const double steps[] = {250, 500, 750, 1'000, 1'250, 1'500, 1'750, 2'000, 2'500, 3'000};
  for (const double rate : steps) {
    const FanOut now = fan_out(crowd, rate, options.quick ? 1 : 4);
    std::printf(
        "  offered %.0f msg/s: %.2f million deliveries/s, %.2f us CPU each, p50 %.1f p99 %.1f p99.9 %.1f ms, lost %llu, "
        "closed %llu\n",
        rate, now.deliveries_per_s / 1e6, now.us_per_delivery, now.latency.p50_ms, now.latency.p99_ms, now.latency.p999_ms,
        static_cast<unsigned long long>(now.expected - now.delivered), static_cast<unsigned long long>(now.closed));
    std::fflush(stdout);
    if (now.delivered != now.expected || now.latency.p99_ms > 100) break;
    best = now;
  }
  const Baseline gathered = baseline(1'000, best.frame_bytes, 0, options.quick ? 1 : 4, 64);
  row(text("fan-out to 1000, saturation, %s", speech.name),
      text("%.2f million deliveries/s at p99 %.1f ms (target 1.5 at 100 ms), %.2f us CPU each; bare gathered write %.2f "
           "million/s, ratio %.2f (target 0.2)",
           best.deliveries_per_s / 1e6, best.latency.p99_ms, best.us_per_delivery, gathered.deliveries_per_s / 1e6,
           best.deliveries_per_s / gathered.deliveries_per_s));
}

}  // namespace bench
