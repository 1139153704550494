#include "app/store_health.h"

namespace app {

bool StoreHealth::failing(const store::sql::StoreMetrics& metrics, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t failures = metrics.commits_failed.value(), commits = metrics.commits.value();
  if (failures > failures_seen_) {
    failures_seen_ = failures;
    commits_then_ = commits;
    failed_at_ms_ = now_ms;
    failing_ = true;
  } else if (failing_ && (commits > commits_then_ || now_ms - failed_at_ms_ > kForgetMs)) {
    failing_ = false;
  }
  return failing_;
}

}  // namespace app
