// The gateway's messages as JSON, and what clients say read. One of the few places where wire templates are instantiated.
#include "proto/bonfire/codec.h"
#include "wire/json.h"

namespace bonfire::detail {

template <typename T>
std::string event_json(const T& event) {
  return wire::to_json(event);
}

std::optional<ClientMessage> client_message_json(std::string_view bytes) {
  auto message = wire::from_json<ClientMessage>(bytes);
  if (!message) return std::nullopt;
  return std::move(*message);
}

template std::string event_json(const ErrorEvent&);
template std::string event_json(const AuthenticatedEvent&);
template std::string event_json(const LogoutEvent&);
template std::string event_json(const PongEvent&);
template std::string event_json(const ReadyEvent&);
template std::string event_json(const BulkEvent&);
template std::string event_json(const BulkParts&);
template std::string event_json(const Event&);
template std::string event_json(const MessageEvent&);
template std::string event_json(const MessageUpdateEvent&);
template std::string event_json(const MessageAppendEvent&);
template std::string event_json(const MessageDeleteEvent&);
template std::string event_json(const BulkMessageDeleteEvent&);
template std::string event_json(const MessageReactEvent&);
template std::string event_json(const MessageUnreactEvent&);
template std::string event_json(const MessageRemoveReactionEvent&);
template std::string event_json(const ChannelCreateEvent&);
template std::string event_json(const ChannelUpdateEvent&);
template std::string event_json(const ChannelDeleteEvent&);
template std::string event_json(const ChannelGroupJoinEvent&);
template std::string event_json(const ChannelGroupLeaveEvent&);
template std::string event_json(const ChannelStartTypingEvent&);
template std::string event_json(const ChannelStopTypingEvent&);
template std::string event_json(const ChannelAckEvent&);
template std::string event_json(const ServerCreateEvent&);
template std::string event_json(const ServerUpdateEvent&);
template std::string event_json(const ServerDeleteEvent&);
template std::string event_json(const ServerMemberUpdateEvent&);
template std::string event_json(const ServerMemberJoinEvent&);
template std::string event_json(const ServerMemberLeaveEvent&);
template std::string event_json(const ServerRoleUpdateEvent&);
template std::string event_json(const ServerRoleDeleteEvent&);
template std::string event_json(const ServerRoleRanksUpdateEvent&);
template std::string event_json(const UserUpdateEvent&);
template std::string event_json(const UserRelationshipEvent&);
template std::string event_json(const UserSettingsUpdateEvent&);
template std::string event_json(const UserPlatformWipeEvent&);
template std::string event_json(const EmojiCreateEvent&);
template std::string event_json(const EmojiUpdateEvent&);
template std::string event_json(const EmojiDeleteEvent&);
template std::string event_json(const WebhookCreateEvent&);
template std::string event_json(const WebhookUpdateEvent&);
template std::string event_json(const WebhookDeleteEvent&);
template std::string event_json(const AuthEvent&);
template std::string event_json(const UserSlowmodesEvent&);

}  // namespace bonfire::detail
