// StoreHealth: whether commits have been failing lately, from the store's counters. Any thread.
#pragma once

#include <cstdint>
#include <mutex>

#include "store/sql/sqlite_store.h"

namespace app {

class StoreHealth {
 public:
  /// A failure counts until a later commit succeeds, and for ten seconds at most: without traffic there is nothing that
  /// could succeed.
  bool failing(const store::sql::StoreMetrics& metrics, std::int64_t now_ms);

 private:
  static constexpr std::int64_t kForgetMs = 10'000;
  std::mutex mutex_;
  std::uint64_t failures_seen_ = 0;
  std::uint64_t commits_then_ = 0;
  std::int64_t failed_at_ms_ = 0;
  bool failing_ = false;
};

}  // namespace app
