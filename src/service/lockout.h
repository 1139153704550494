// Use cases: slowing down those who guess passwords. A log-in asks `locked_out` before it compares the password and notes
// the outcome afterwards, in a unit of its own (a unit that fails leaves no trace). Functions on a transaction.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "core/user.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

/// Whether nobody may try now, with the right password neither.
bool locked_out(const core::Account& account, Context context);
/// A wrong password or second factor. The third in a row locks for a minute, the fourth for five, each further one for an
/// hour. not_found "user".
Result<void> note_failed_login(store::Transaction& tx, Context context, core::UserId user);
/// The row is over, and the lock. not_found "user".
Result<void> note_good_login(store::Transaction& tx, core::UserId user);

}  // namespace service
