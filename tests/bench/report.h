// What all rows of the table need. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include "tests/bench/world.h"

namespace bench {

constexpr std::size_t kContentBytes = 200;

extern BenchOptions options;  // set once by main

inline void row(const std::string& scenario, const std::string& what) {
  std::printf("%-34s %s\n", scenario.c_str(), what.c_str());
  std::fflush(stdout);
}

template <typename... Args>
std::string text(const char* format, Args... args) {
  char out[512];
  std::snprintf(out, sizeof out, format, args...);
  return out;
}

/// A fresh one each time: what the last server left in TIME_WAIT does not matter.
std::uint16_t next_port();

// The rows. Each prints its own line.
void cold_start();
/// `count` receivers of `people` at `rate` messages a second: single deliveries, beside bare single sends.
void paced(const Speech& speech, std::size_t count, std::size_t people, double rate, double seconds);
/// 1,000 receivers, more messages step by step until p99 passes 100 ms, beside a bare server that gathers.
void saturation(const Speech& speech);
void create_messages();
/// `per_person` communities of 50 members each.
void idle_memory(std::size_t count, std::size_t per_person, double target_kb);
void storm(std::size_t count);
/// Snapshots for a person in 50 communities of 200 members.
void ready_of_many();
/// Snapshots for a member of one community of `members`, and whether others' requests on the thread wait for it.
void ready_of_large(std::size_t members);

}  // namespace bench
