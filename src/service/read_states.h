// Use cases: how far a person has read. Functions on a transaction. What waits for them is noted when a message is written
// (messages.h).
#pragma once

#include <vector>

#include "base/result.h"
#include "core/user.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

/// Ascending channel.
std::vector<core::ReadState> list_read_states(store::Reader& reader, Actor actor);

/// Read up to that message, which need not exist; an earlier one than before changes nothing. Needs view_channel: not_member
/// "channel" otherwise. Event: ChannelRead, for the person's other clients.
Result<void> mark_read(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                       core::MessageId message);
/// Every channel of the community that the actor may view and that has a message, up to its last one. not_found "community",
/// not_member "community". Events: ChannelRead for each.
Result<void> mark_community_read(store::Transaction& tx, Context context, Actor actor, core::CommunityId community);

}  // namespace service
