#include <doctest/doctest.h>

#include "base/executor.h"
#include "base/metrics.h"
#include "base/task.h"
#include "base/utf8.h"

TEST_CASE("utf8: well-formed and malformed input") {
  CHECK(base::is_utf8("plain, é, 漢, 🎉"));
  CHECK(base::is_utf8(""));
  CHECK_FALSE(base::is_utf8("\xC0\x80"));          // overlong
  CHECK_FALSE(base::is_utf8("\xED\xA0\x80"));      // surrogate
  CHECK_FALSE(base::is_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
  CHECK_FALSE(base::is_utf8("\xE2\x82"));          // cut off
  CHECK_FALSE(base::is_utf8("\x80"));
  CHECK(base::code_points("é漢🎉a") == 4);
}

TEST_CASE("utf8: trim takes Unicode white space from both ends only") {
  CHECK(base::trim("  a b\t\n") == "a b");
  CHECK(base::trim("\u3000x\u00A0") == "x");
  CHECK(base::trim(" \n ") == "");
  CHECK(base::trim("") == "");
}

namespace {
base::Task<int> add_one(int n) { co_return n + 1; }
base::Task<int> chain(int n) {
  const int once = co_await add_one(n);
  co_return co_await add_one(once);
}
base::Task<int> fails() {
  throw 7;
  co_return 0;
}
}  // namespace

TEST_CASE("task: values and exceptions come out where it ends") {
  int got = 0;
  bool failed = false;
  base::start(
      chain(1), [&](int v) { got = v; }, [&](std::exception_ptr) { failed = true; });
  CHECK(got == 3);
  CHECK_FALSE(failed);
  base::start(
      fails(), [&](int) { got = -1; }, [&](std::exception_ptr) { failed = true; });
  CHECK(failed);
  CHECK(got == 3);
}

TEST_CASE("executor: the manual one runs in order, including what tasks post") {
  base::ManualExecutor executor;
  std::string order;
  executor.post([&] {
    order += 'a';
    executor.post([&] { order += 'c'; });
  });
  executor.post([&] { order += 'b'; });
  CHECK(executor.run_all() == 3);
  CHECK(order == "abc");
}

TEST_CASE("metrics: a histogram counts into the bucket that holds the value") {
  base::Histogram h;
  h.observe_us(64);
  h.observe_us(65);
  h.observe_us(~std::uint64_t{0} >> 1);
  CHECK(h.count(0) == 1);
  CHECK(h.count(1) == 1);
  CHECK(h.count(base::Histogram::kBuckets - 1) == 1);
}
