// See message_access.h.
#include "service/message_access.h"

#include <utility>

namespace service {

using base::ErrorKind;

Result<void> ChannelAccess::require(core::Permissions wanted) const {
  if (!core::has(permissions, wanted)) return base::fail(ErrorKind::forbidden);
  return {};
}

Result<ChannelAccess> open_channel(store::Reader& reader, Context context, Actor actor, core::ChannelId id) {
  const auto refused = base::fail(ErrorKind::not_member, "channel");
  auto channel = reader.channel(id);
  if (!channel) return refused;
  auto standing = load_standing(reader, context, actor, channel->community);
  if (!standing) return refused;
  ChannelAccess access{*std::move(standing), *std::move(channel)};
  access.permissions = access.standing.permissions_in(access.channel);
  if (!core::has(access.permissions, core::permission::view_channel)) return refused;
  return access;
}

Result<core::Message> load_message(store::Reader& reader, const ChannelAccess& access, core::MessageId id) {
  auto message = reader.message(id);
  if (!message || message->channel != access.channel.id) return base::not_found("message");
  return *std::move(message);
}

Result<void> require_power_over(const ChannelAccess& access, const core::Message& message) {
  if (message.author == access.standing.user) return {};
  return access.require(core::permission::manage_messages);
}

MessageViewRef view_of(store::Reader& reader, const ChannelAccess& access, core::MessageId id) {
  return MessageViews(reader, access.standing).view(*reader.message(id));
}

}  // namespace service
