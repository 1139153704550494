// See second_factor.h. Run inside a unit of work.
#include "service/second_factor.h"

#include <sodium.h>

#include <algorithm>

#include "service/account_changes.h"
#include "service/random.h"
#include "service/totp.h"

namespace service {

using base::ErrorKind;

namespace {

bool same(const std::string& a, const std::string& b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

Result<std::string> begin_totp(store::Transaction& tx, core::UserId user) {
  auto account = load_account(tx, user);
  if (!account) return base::pass(account);
  core::AccountSecurity& security = account->security;
  if (security.totp_enabled) return base::fail(ErrorKind::already_exists, "totp");
  security.totp_secret = make_totp_secret();
  security.totp_last_step = 0;
  tx.update_account(*account);
  return security.totp_secret;
}

Result<void> confirm_totp(store::Transaction& tx, Context context, core::UserId user, const std::string& code) {
  auto account = load_account(tx, user);
  if (!account) return base::pass(account);
  core::AccountSecurity& security = account->security;
  if (security.totp_secret.empty() || security.totp_enabled) return base::fail(ErrorKind::forbidden, "totp");
  const auto step = match_totp(security.totp_secret, code, context.now_ms, security.totp_last_step);
  if (!step) return base::fail(ErrorKind::unauthenticated, "code");
  security.totp_enabled = true;
  security.totp_last_step = *step;
  tx.update_account(*account);
  return {};
}

Result<void> remove_totp(store::Transaction& tx, core::UserId user) {
  auto account = load_account(tx, user);
  if (!account) return base::pass(account);
  core::AccountSecurity& security = account->security;
  security.totp_secret.clear();
  security.totp_enabled = false;
  security.totp_last_step = 0;
  tx.update_account(*account);
  return {};
}

Result<std::vector<std::string>> renew_recovery_codes(store::Transaction& tx, core::UserId user) {
  auto account = load_account(tx, user);
  if (!account) return base::pass(account);
  std::vector<std::string> codes;
  while (codes.size() < kRecoveryCodes) {
    codes.push_back(random_text(kClearAlphabet, 5) + '-' + random_text(kClearAlphabet, 5));
  }
  account->security.recovery_codes = codes;
  tx.update_account(*account);
  return codes;
}

Result<void> use_totp_code(store::Transaction& tx, Context context, core::UserId user, const std::string& code) {
  auto account = load_account(tx, user);
  if (!account) return base::pass(account);
  core::AccountSecurity& security = account->security;
  if (!security.totp_enabled) return base::fail(ErrorKind::forbidden, "method");
  const auto step = match_totp(security.totp_secret, code, context.now_ms, security.totp_last_step);
  if (!step) return base::fail(ErrorKind::unauthenticated, "code");
  security.totp_last_step = *step;
  tx.update_account(*account);
  return {};
}

Result<void> use_recovery_code(store::Transaction& tx, core::UserId user, const std::string& code) {
  auto account = load_account(tx, user);
  if (!account) return base::pass(account);
  std::vector<std::string>& codes = account->security.recovery_codes;
  if (!account->security.totp_enabled || codes.empty()) return base::fail(ErrorKind::forbidden, "method");
  const auto found = std::find_if(codes.begin(), codes.end(), [&](const std::string& one) { return same(one, code); });
  if (found == codes.end()) return base::fail(ErrorKind::unauthenticated, "code");
  codes.erase(found);
  tx.update_account(*account);
  return {};
}

}  // namespace service
