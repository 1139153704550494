// Use cases: friends, requests, blocks. Functions on a transaction. Both sides have an entry; what one side does changes
// both at once:
//
//     by one side      from                       to (one / other)
//     request          none                       outgoing / incoming
//     request          incoming                   friends / friends
//     remove           friends, outgoing, incoming   none / none
//     block            none, friends, outgoing, incoming   blocked / blocked_by
//     block            blocked_by                 blocked / blocked
//     unblock          blocked, other blocked_by  none / none
//     unblock          blocked, other blocked     blocked_by / blocked
//
// Everything else is an error: not_found "user" (gone, or nobody), unauthenticated when the actor is gone, invalid "effect"
// when nothing would change (oneself, too), and those below. Events: RelationshipChanged on the stream of each side whose
// entry changed.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "core/user.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

/// The other person, and how they stand to the actor now.
struct Related {
  core::User user;
  core::Relation relation = core::Relation::none;
};

/// Asks, or accepts what the other asked. already_exists "friend", "request" (asked already) or "block" (blocked by the
/// actor); forbidden "blocked" (by the other); invalid "bot" when either is one; invalid "requests" with the limit when the
/// actor has `outgoing_max` unanswered ones.
Result<Related> request_friend(store::Transaction& tx, Context context, Actor actor, core::UserId other,
                               std::uint32_t outgoing_max);
/// Ends a friendship, takes back a request or declines one. invalid "bot" likewise.
Result<Related> remove_friend(store::Transaction& tx, Context context, Actor actor, core::UserId other);
Result<Related> block(store::Transaction& tx, Context context, Actor actor, core::UserId other);
Result<Related> unblock(store::Transaction& tx, Context context, Actor actor, core::UserId other);

/// What two people have in common. not_found "user"; invalid "user" for oneself. Ascending.
struct Mutual {
  std::vector<core::UserId> friends;
  std::vector<core::CommunityId> communities;
  std::vector<core::ChannelId> channels;  // groups and direct channels
};
Result<Mutual> find_mutual(store::Reader& reader, Actor actor, core::UserId other);

}  // namespace service
