// Use cases: the end of an account: disabling, deletion at a later time, deletion. Functions on a transaction. Not found
// "user" where the account is gone, forbidden "user" for the reserved ones.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "core/user.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

/// No log-in any more until the operator enables it. Event: LoginSessionsDeleted.
Result<void> disable_account(store::Transaction& tx, Context context, core::UserId user);
/// Undoes disabling and a scheduled deletion. For the operator.
Result<void> enable_account(store::Transaction& tx, Context context, core::UserId user);

/// Disables the account now and lets it be deleted `delay_ms` later; without delay it is deleted at once.
Result<void> schedule_deletion(store::Transaction& tx, Context context, core::UserId user, std::int64_t delay_ms);
/// Deletes up to `limit` accounts that are due; gives how many there were. Called every now and then until that is 0.
Result<std::uint32_t> delete_due_accounts(store::Transaction& tx, Context context, std::uint32_t limit);

/// Deletes an account for good. In this order: the person's bots go the same way; UserDeleted with `flags` (user_flag::*;
/// `deleted` is always there), first, because it goes to those who still know the person; in each space the person leaves
/// (MemberLeft), a group that they owned is handed to whoever joined first of the others (CommunityUpdated), a private space
/// that nobody is left in goes (CommunityDeleted); everybody who had a relation to the person loses it (RelationshipChanged
/// on their stream, `other` as deleted). Log-ins, settings, secrets, address, password, names and profile are gone.
///
/// One behaviour for all protocols, and the mildest that a reference has: what belongs to many people does not vanish with
/// one of them. Messages stay, as those of kDeletedUser, and communities stay and keep their owner: members keep what they
/// have built, staff can still run it. (One reference deletes owned communities and messages; a leaver who wants that
/// deletes them first, which every protocol lets them do.)
Result<void> delete_account(store::Transaction& tx, Context context, core::UserId user,
                            std::uint32_t flags = core::user_flag::deleted);

}  // namespace service
