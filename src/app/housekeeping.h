// Housekeeping: what has to be looked at now and then and belongs to nobody's request. Made on the main thread before the
// loops run; works on one loop's thread.
#pragma once

#include <cstdint>

#include "app/shared.h"
#include "base/task.h"
#include "base/timer_wheel.h"
#include "net/server.h"
#include "service/runner.h"

namespace app {

/// Once after the start, then every ten minutes: uploads that nothing uses, accounts whose deletion is due, audit entries
/// that are too old; the first time also blobs that a crash left behind. What fails is logged and tried again.
class Housekeeping final : private base::Deadline {
 public:
  static constexpr std::int64_t kEveryMs = 10 * 60'000;

  /// Both must outlive it. Begins as soon as the loop runs; destroyed after it has ended.
  Housekeeping(net::Loop& loop, Shared& shared);

 private:
  void on_deadline() override;
  void arm(std::int64_t from_now_ms);
  base::Task<bool> look();
  /// Gives how many accounts were deleted.
  base::Task<base::Result<std::uint64_t>> delete_due_accounts();
  void note(const char* what, const base::Result<std::uint64_t>& count) const;

  net::Loop& loop_;
  Shared& shared_;
  service::Runner runner_;
  const std::int64_t started_ms_;
  bool collected_ = false;  // the blobs that a crash left behind
};

}  // namespace app
