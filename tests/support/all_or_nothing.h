// A use case with its first, second, third ... call of the store broken: nothing of it may be left, nothing may be told, and
// when no call fails it goes through. On the test's thread.
#pragma once

#include "tests/support/failing_transaction.h"
#include "tests/support/service_world.h"

#include <doctest/doctest.h>

#include <cstdint>

namespace testing_support {

/// `Scene` has a `world` and `facts()` that compare; `run(scene, tx, context)` tells whether the use case succeeded, which
/// it must unless the store throws.
template <typename Scene, typename Run>
void check_all_or_nothing(const Run& run) {
  Scene scene;
  const auto before = scene.facts();
  std::uint32_t fail_at = 0;
  for (bool failed = true; failed;) {
    ++fail_at;
    REQUIRE(fail_at < 1000);
    failed = false;
    const auto result = scene.world.write([&](store::Transaction& real, service::Context at) -> base::Result<void> {
      FailingTransaction tx(real, fail_at);
      try {
        const bool done = run(scene, tx, at);  // REQUIRE itself would catch the failure
        REQUIRE(done);
      } catch (const StorageFailure&) {
        failed = true;
        return base::fail(base::ErrorKind::unavailable);
      }
      return {};
    });
    CHECK(result.has_value() == !failed);
    if (!failed) continue;
    REQUIRE(scene.facts() == before);
    REQUIRE(scene.world.quiet());
  }
  CHECK(fail_at > 2);  // it did use the store
  CHECK_FALSE(scene.facts() == before);
}

}  // namespace testing_support
