// Keys of requests: once per author, for ten minutes, and never more than allowed.
#include "service/recent_keys.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

using service::RecentKeys;

TEST_CASE("recent keys: good once for each author") {
  base::ManualClock clock;
  RecentKeys keys(clock);
  CHECK(keys.remember(7, "a"));
  CHECK_FALSE(keys.remember(7, "a"));
  CHECK(keys.remember(7, "b"));
  CHECK(keys.remember(8, "a"));
  CHECK(keys.remember(1, "2 3"));  // no author's keys run into another's
  CHECK(keys.remember(12, "3"));
  CHECK(keys.remember(7, ""));
  CHECK(keys.size() == 6);
}

TEST_CASE("recent keys: kept for ten minutes from their first use") {
  base::ManualClock clock;
  RecentKeys keys(clock);
  CHECK(keys.remember(7, "a"));
  clock.advance_ms(RecentKeys::kKeptMs - 1);
  CHECK_FALSE(keys.remember(7, "a"));
  clock.advance_ms(1);
  CHECK(keys.remember(7, "a"));
  CHECK(keys.size() == 1);
}

TEST_CASE("recent keys: bounded, the oldest go first") {
  base::ManualClock clock;
  RecentKeys keys(clock, 3);
  for (const char* key : {"a", "b", "c", "d"}) CHECK(keys.remember(7, key));
  CHECK(keys.size() == 3);
  CHECK_FALSE(keys.remember(7, "b"));
  CHECK(keys.remember(7, "a"));
  CHECK(keys.size() == 3);
}

TEST_CASE("recent keys: of several threads one wins") {
  base::ManualClock clock;
  RecentKeys keys(clock);
  std::atomic<int> won{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) won += keys.remember(7, std::to_string(i));
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(won == 500);
}
