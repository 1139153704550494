#include <doctest/doctest.h>

#include "http/rate_limiter.h"

namespace {
constexpr http::RateLimit kThreeInTen{3, 10, 0};
}

TEST_CASE("rate limiter: so many per window, refused ones do not count") {
  base::ManualClock clock;
  http::RateLimiter limiter(clock);
  for (std::uint32_t i = 1; i <= 3; ++i) {
    const auto verdict = limiter.take("a", kThreeInTen);
    CHECK(verdict.allowed);
    CHECK(verdict.count == i);
  }
  clock.advance_ms(4000);
  const auto refused = limiter.take("a", kThreeInTen);
  CHECK_FALSE(refused.allowed);
  CHECK(refused.count == 3);
  CHECK(refused.wait_ms == 6000);
  CHECK(refused.window_started_unix_ms == clock.unix_ms() - 4000);
  CHECK(limiter.take("b", kThreeInTen).allowed);
}

TEST_CASE("rate limiter: a window is over at its end, not before") {
  base::ManualClock clock;
  http::RateLimiter limiter(clock);
  for (int i = 0; i < 3; ++i) limiter.take("a", kThreeInTen);
  clock.advance_ms(9999);
  CHECK(limiter.take("a", kThreeInTen).wait_ms == 1);
  clock.advance_ms(1);
  CHECK(limiter.take("a", kThreeInTen).count == 1);
}

TEST_CASE("rate limiter: bytes are a limit of their own") {
  base::ManualClock clock;
  http::RateLimiter limiter(clock);
  const http::RateLimit limit{10, 60, 1000};
  CHECK(limiter.take("a", limit, 600).allowed);
  CHECK_FALSE(limiter.take("a", limit, 401).allowed);
  const auto exact = limiter.take("a", limit, 400);
  CHECK(exact.allowed);
  CHECK(exact.bytes == 1000);
  CHECK(exact.count == 2);
  CHECK_FALSE(limiter.take("a", limit, ~std::uint64_t{0}).allowed);
  CHECK(limiter.take("a", limit, 0).allowed);
}

TEST_CASE("rate limiter: the wall clock may jump") {
  base::ManualClock clock;
  http::RateLimiter limiter(clock);
  for (int i = 0; i < 3; ++i) limiter.take("a", kThreeInTen);
  clock.step_unix_ms(0);
  CHECK_FALSE(limiter.take("a", kThreeInTen).allowed);
}

TEST_CASE("rate limiter: windows that are over are dropped") {
  base::ManualClock clock;
  http::RateLimiter limiter(clock);
  for (int i = 0; i < 10'000; ++i) limiter.take("key" + std::to_string(i), kThreeInTen);
  CHECK(limiter.windows() == 10'000);
  clock.advance_ms(20'000);
  for (int i = 0; i < 1000; ++i) limiter.take("new" + std::to_string(i), kThreeInTen);
  CHECK(limiter.windows() == 1000);
}
