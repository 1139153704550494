// What the use cases on messages and reactions share: getting at a channel's messages on somebody's behalf, and at the rows
// that a message is made of. Runs inside a unit of work.
#pragma once

#include <vector>

#include "service/message_views.h"
#include "service/messages.h"
#include "service/standing.h"

namespace service {

struct ChannelAccess {
  Standing standing;
  core::Channel channel;
  core::Permissions permissions = 0;  // in the channel; has view_channel

  base::Result<void> require(core::Permissions wanted) const;
  core::StreamId stream() const { return core::stream_of(channel.community); }
};

/// not_member "channel": unknown, hidden, or of a community the actor is not in.
base::Result<ChannelAccess> open_channel(store::Reader& reader, Context context, Actor actor, core::ChannelId id);
/// not_found "message": unknown, or of another channel.
base::Result<core::Message> load_message(store::Reader& reader, const ChannelAccess& access, core::MessageId id);
/// The author, or manage_messages; otherwise forbidden.
base::Result<void> require_power_over(const ChannelAccess& access, const core::Message& message);
/// The stored message as `access` sees it. It is known to be there.
MessageViewRef view_of(store::Reader& reader, const ChannelAccess& access, core::MessageId id);

}  // namespace service
