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

  /// forbidden with the name of a permission that is missing.
  base::Result<void> require(core::Permissions wanted) const;
  /// Another channel of the same community. A webhook, which is no member, sees its own and what guests see.
  bool may_view(const core::Channel& other) const;
  core::StreamId stream() const { return core::stream_of(channel.community); }
};

/// not_member "channel": unknown, hidden, or of a community the actor is not in.
base::Result<ChannelAccess> open_channel(store::Reader& reader, Context context, Actor actor, core::ChannelId id);
/// A webhook in its channel: it holds its own permissions and sees what it answers. not_found "webhook".
struct WebhookAccess {
  ChannelAccess access;
  core::Webhook webhook;
};
base::Result<WebhookAccess> open_webhook(store::Reader& reader, Context context, core::WebhookId id);
/// not_found "message": unknown, or of another channel.
base::Result<core::Message> load_message(store::Reader& reader, const ChannelAccess& access, core::MessageId id);
/// The author, or manage_messages; otherwise forbidden.
base::Result<void> require_power_over(const ChannelAccess& access, const core::Message& message);
/// The stored message as `access` sees it. It is known to be there.
MessageViewRef view_of(store::Reader& reader, const ChannelAccess& access, core::MessageId id);

/// Only its webhook may change what it wrote.
bool is_by(const core::Message& message, core::WebhookId webhook);
/// Those of its author.
std::vector<core::CustomEmbed> custom_embeds(const core::Message& message);
/// A message that nobody has to be asked about: appends the events of its coming, with the direct channel becoming active.
MessageViewRef post(store::Transaction& tx, Context context, ChannelAccess& access, core::Message message);
/// Deletes messages of one channel and tells of them in one event; nothing when there are none.
void erase_messages(store::Transaction& tx, Context context, core::CommunityId community, core::ChannelId channel,
                    const std::vector<core::MessageId>& messages);

}  // namespace service
