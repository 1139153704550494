// Use cases: what links in mails do. Functions on a transaction; the word of the link is a secret (secrets.h, with its
// errors).
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/user.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

struct AddressProved {
  core::UserId user;
  bool moved = false;  // it was about another address, which is the account's now
};
/// The word was sent to an address with `verify_email` (then the address is verified) or `change_email` (then the account
/// has the address that is the secret's data; already_exists "email" when somebody else has got it meanwhile). Event:
/// UserUpdated.
Result<AddressProved> prove_address(store::Transaction& tx, Context context, std::string_view word);

/// A new password by a `reset_password` word; whoever reads the mail of the address has proved that it is theirs, so it
/// counts as verified, and a lock ends. With `end_logins` every log-in ends (LoginSessionsDeleted). Event: UserUpdated when
/// the address was not verified.
Result<core::UserId> reset_password_by_mail(store::Transaction& tx, Context context, std::string_view word,
                                            const std::string& password_hash, bool end_logins);

/// Schedules the deletion of the account (account_end.h) by a `delete_account` word.
Result<core::UserId> delete_account_by_mail(store::Transaction& tx, Context context, std::string_view word,
                                            std::int64_t delay_ms);

}  // namespace service
