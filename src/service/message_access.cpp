// See message_access.h.
#include "service/message_access.h"

#include <utility>

namespace service {

using base::ErrorKind;

Result<void> ChannelAccess::require(core::Permissions wanted) const { return service::require(permissions, wanted); }

bool ChannelAccess::may_view(const core::Channel& other) const {
  if (other.community != channel.community) return false;
  return other.id == channel.id || standing.may_view(other);
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

Result<WebhookAccess> open_webhook(store::Reader& reader, Context context, core::WebhookId id) {
  auto webhook = reader.webhook(id);
  auto channel = webhook ? reader.channel(webhook->channel) : std::nullopt;
  if (!channel) return base::not_found("webhook");
  auto standing = load_standing(reader, context, std::nullopt, channel->community);
  if (!standing) return base::not_found("webhook");
  const core::Permissions permissions = webhook->permissions | core::permission::view_channel;
  return WebhookAccess{{*std::move(standing), *std::move(channel), permissions}, *std::move(webhook)};
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
  return MessageViews(reader, access).view(*reader.message(id));
}

bool is_by(const core::Message& message, core::WebhookId webhook) {
  return message.webhook && message.webhook->webhook == webhook;
}

std::vector<core::CustomEmbed> custom_embeds(const core::Message& message) {
  std::vector<core::CustomEmbed> embeds;
  for (const core::Embed& embed : message.embeds) {
    if (const auto* custom = std::get_if<core::CustomEmbed>(&embed)) embeds.push_back(*custom);
  }
  return embeds;
}

MessageViewRef post(store::Transaction& tx, Context context, ChannelAccess& access, core::Message message) {
  message.id = core::MessageId(tx.next_id());
  tx.insert_message(message);
  core::Channel& channel = access.channel;
  if (channel.kind == core::ChannelKind::direct && !channel.active) {
    channel.active = true;
    tx.put_channel(channel);
    core::ChannelEdit edit;
    edit.active = true;
    tx.append_event(access.stream(), context.now_ms, core::ChannelUpdated{channel.id, std::move(edit)});
  }
  auto view = MessageViews(tx, access).view(std::move(message));
  tx.append_event(access.stream(), context.now_ms, core::MessageCreated{view});
  return view;
}

void erase_messages(store::Transaction& tx, Context context, core::CommunityId community, core::ChannelId channel,
                    const std::vector<core::MessageId>& messages) {
  if (messages.empty()) return;
  for (const core::MessageId id : messages) tx.delete_message(id);
  core::MessagesDeleted told{channel, messages, tx.last_message(channel)};
  tx.append_event(core::stream_of(community), context.now_ms, std::move(told));
}

}  // namespace service
