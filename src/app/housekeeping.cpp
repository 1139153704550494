#include "app/housekeeping.h"

#include <string>
#include <utility>

#include "base/log.h"
#include "service/account_end.h"
#include "service/audit.h"

namespace app {
namespace {

/// Each is a lot of rows; in between others may write.
constexpr std::uint32_t kAccountsAtOnce = 5;

base::Result<std::uint64_t> counted(const base::Result<std::size_t>& count) {
  if (!count) return base::pass(count);
  return static_cast<std::uint64_t>(*count);
}

}  // namespace

Housekeeping::Housekeeping(net::Loop& loop, Shared& shared)
    : loop_(loop), shared_(shared), runner_(*shared.store, loop), started_ms_(shared.clock.unix_ms()) {
  arm(0);
}

void Housekeeping::arm(std::int64_t from_now_ms) { loop_.timers().arm(*this, shared_.clock.steady_ms() + from_now_ms); }

void Housekeeping::on_deadline() {
  base::start(
      look(), [this](bool) { arm(kEveryMs); },
      [this](const std::exception_ptr&) {
        base::log::error("housekeeping failed");
        arm(kEveryMs);
      });
}

void Housekeeping::note(const char* what, const base::Result<std::uint64_t>& count) const {
  if (shared_.phase == Phase::draining) return;
  if (!count) {
    base::log::warn("housekeeping failed", {{"what", what}, {"why", count.error().info}});
  } else if (*count > 0) {
    base::log::info("housekeeping", {{"what", what}, {"count", std::to_string(*count)}});
  }
}

base::Task<bool> Housekeeping::look() {
  if (!collected_) {
    const auto orphans = co_await shared_.files.collect_orphans(runner_, started_ms_);
    collected_ = orphans.has_value();
    note("blobs without a file", counted(orphans));
  }
  const auto unused = co_await shared_.files.drop_unused(runner_, shared_.clock.unix_ms());
  note("unused uploads", counted(unused));
  const auto deleted = co_await delete_due_accounts();
  note("accounts to delete", deleted);
  service::Context now;
  now.now_ms = shared_.clock.unix_ms();
  base::UniqueFunction<base::Result<std::uint64_t>(store::Transaction&)> unit =
      [now](store::Transaction& tx) -> base::Result<std::uint64_t> {
    if (const auto dropped = service::drop_old_audit_entries(tx, now); !dropped) return base::pass(dropped);
    return std::uint64_t{0};
  };
  const auto dropped = co_await runner_.write<std::uint64_t>(std::move(unit));
  note("old audit entries", dropped);
  co_return true;
}

base::Task<base::Result<std::uint64_t>> Housekeeping::delete_due_accounts() {
  std::uint64_t total = 0;
  for (bool more = true; more;) {
    service::Context now;
    now.now_ms = shared_.clock.unix_ms();
    base::UniqueFunction<base::Result<std::uint32_t>(store::Transaction&)> unit = [now](store::Transaction& tx) {
      return service::delete_due_accounts(tx, now, kAccountsAtOnce);
    };
    const base::Result<std::uint32_t> deleted = co_await runner_.write<std::uint32_t>(std::move(unit));
    if (!deleted) co_return base::pass(deleted);
    total += *deleted;
    more = *deleted > 0;
  }
  co_return total;
}

}  // namespace app
