// See lockout.h. Run inside a unit of work.
#include "service/lockout.h"

#include "service/account_changes.h"

namespace service {
namespace {

std::int64_t lock_ms(std::uint32_t failures) {
  constexpr std::int64_t kMinuteMs = 60'000;
  if (failures < 3) return 0;
  if (failures == 3) return kMinuteMs;
  return failures == 4 ? 5 * kMinuteMs : 60 * kMinuteMs;
}

}  // namespace

bool locked_out(const core::Account& account, Context context) { return context.now_ms < account.security.locked_until_ms; }

Result<void> note_failed_login(store::Transaction& tx, Context context, core::UserId user) {
  auto account = load_account(tx, user);
  if (!account) return base::pass(account);
  core::AccountSecurity& security = account->security;
  ++security.failed_logins;
  if (const std::int64_t locked = lock_ms(security.failed_logins); locked > 0) {
    security.locked_until_ms = context.now_ms + locked;
  }
  tx.update_account(*account);
  return {};
}

Result<void> note_good_login(store::Transaction& tx, core::UserId user) {
  auto account = load_account(tx, user);
  if (!account) return base::pass(account);
  core::AccountSecurity& security = account->security;
  if (security.failed_logins == 0 && security.locked_until_ms == 0) return {};
  security.failed_logins = 0;
  security.locked_until_ms = 0;
  tx.update_account(*account);
  return {};
}

}  // namespace service
