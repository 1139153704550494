// Use cases: a second proof beside the password: codes of an authenticator app (totp.h), and recovery codes for those who
// lost it. Functions on a transaction; not_found "user" where the account is gone.
//
// A unit that fails leaves no trace, so a wrong code is counted by a unit of its own: note_failed_login (lockout.h).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "core/user.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

/// Whether the password is not enough.
inline bool needs_second_factor(const core::Account& account) { return account.security.totp_enabled; }

/// A new secret in Base32, which is of no use until it is confirmed; replaces one that was not. already_exists "totp" when
/// one is in use.
Result<std::string> begin_totp(store::Transaction& tx, core::UserId user);
/// The app shows the right code: from now on it is asked for. unauthenticated "code" when it does not; forbidden "totp" when
/// there is nothing to confirm.
Result<void> confirm_totp(store::Transaction& tx, Context context, core::UserId user, const std::string& code);
/// Also one that is not confirmed. Recovery codes stay for the next one.
Result<void> remove_totp(store::Transaction& tx, core::UserId user);

inline constexpr std::size_t kRecoveryCodes = 10;
/// Ten new ones, xxxxx-xxxxx of kClearAlphabet; the old ones are void.
Result<std::vector<std::string>> renew_recovery_codes(store::Transaction& tx, core::UserId user);

/// Use up one code, of the app or from the list. unauthenticated "code" when it is wrong; forbidden "method" when the
/// account has no such method (recovery codes count only beside an app).
Result<void> use_totp_code(store::Transaction& tx, Context context, core::UserId user, const std::string& code);
Result<void> use_recovery_code(store::Transaction& tx, core::UserId user, const std::string& code);

}  // namespace service
