#include "app/store_health.h"

#include <doctest/doctest.h>

TEST_CASE("a failed commit counts until a later one succeeds") {
  store::sql::StoreMetrics metrics;
  app::StoreHealth health;
  metrics.commits.add();
  CHECK_FALSE(health.failing(metrics, 0));
  metrics.commits_failed.add();
  CHECK(health.failing(metrics, 10));
  CHECK(health.failing(metrics, 20));
  metrics.commits.add();
  CHECK_FALSE(health.failing(metrics, 30));
}

TEST_CASE("without traffic a failure is forgotten") {
  store::sql::StoreMetrics metrics;
  app::StoreHealth health;
  metrics.commits_failed.add();
  CHECK(health.failing(metrics, 0));
  CHECK(health.failing(metrics, 9'000));
  CHECK_FALSE(health.failing(metrics, 11'000));
  metrics.commits_failed.add();
  CHECK(health.failing(metrics, 12'000));
}
