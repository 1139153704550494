// System notes: what the server itself says in a channel. Runs inside a unit of work.
#pragma once

#include <optional>

#include "core/message.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

/// Posts the note as a message of kSystemUser. Event: MessageCreated. The channel is known to be there.
void post_note(store::Transaction& tx, const Context& context, const core::Channel& channel, core::SystemNote note);
/// In the channel that a community has for it, when it has one and the channel is still there.
void announce(store::Transaction& tx, const Context& context, core::CommunityId community,
              const std::optional<core::ChannelId>& channel, core::SystemNote note);

}  // namespace service
