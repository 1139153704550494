// The hub simulation:  hub_sim [--seed N] [--steps N]
// Without a seed it runs a few, with and without lost messages. A failure prints the line that replays it.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "tests/sim/cluster.h"

namespace {

constexpr std::size_t kStepsBetweenChecks = 600;

bool run(std::uint64_t seed, std::size_t steps) {
  const sim::Faults faults{.lose = seed % 2 == 0};
  std::size_t step = 0;
  try {
    sim::Cluster cluster(seed, faults);
    while (step < steps) {
      cluster.step();
      if (++step % kStepsBetweenChecks == 0) cluster.settle_and_check();
    }
    cluster.settle_and_check();
    const auto t = cluster.totals();
    std::printf(
        "seed %llu: %zu steps, %zu events, %zu attached, %zu compared, %zu lost, %zu typed, %llu slow, %llu dropped: good\n",
        static_cast<unsigned long long>(seed), step, t.events, t.attached, t.compared, t.lost, t.typed,
        static_cast<unsigned long long>(t.slow), static_cast<unsigned long long>(t.dropped));
    return true;
  } catch (const std::exception& failure) {
    std::printf("seed %llu, step %zu: %s\nreplay with: hub_sim --seed %llu --steps %zu\n",
                static_cast<unsigned long long>(seed), step, failure.what(), static_cast<unsigned long long>(seed), steps);
    return false;
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::uint64_t> seeds = {1, 2, 3, 4, 5, 6, 7, 8};
  std::size_t steps = 6000;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    const auto value = std::strtoull(argv[i + 1], nullptr, 10);
    if (option == "--seed") {
      seeds = {value};
    } else if (option == "--steps") {
      steps = static_cast<std::size_t>(value);
    } else {
      std::printf("unknown option %s\n", option.c_str());
      return 2;
    }
  }
  bool good = true;
  for (const std::uint64_t seed : seeds) good = run(seed, steps) && good;
  return good ? 0 : 1;
}
