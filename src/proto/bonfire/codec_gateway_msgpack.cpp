// The gateway's messages as MessagePack, and what clients say read. One of the few places where wire templates are
// instantiated.
#include "proto/bonfire/codec.h"
#include "wire/msgpack.h"

namespace bonfire::detail {

template <typename T>
std::string event_msgpack(const T& event) {
  return wire::to_msgpack(event);
}

std::optional<ClientMessage> client_message_msgpack(std::string_view bytes) {
  auto message = wire::from_msgpack<ClientMessage>(bytes);
  if (!message) return std::nullopt;
  return std::move(*message);
}

template std::string event_msgpack(const ErrorEvent&);
template std::string event_msgpack(const AuthenticatedEvent&);
template std::string event_msgpack(const LogoutEvent&);
template std::string event_msgpack(const PongEvent&);
template std::string event_msgpack(const ReadyEvent&);
template std::string event_msgpack(const BulkEvent&);
template std::string event_msgpack(const BulkParts&);
template std::string event_msgpack(const Event&);
template std::string event_msgpack(const MessageEvent&);
template std::string event_msgpack(const MessageUpdateEvent&);
template std::string event_msgpack(const MessageAppendEvent&);
template std::string event_msgpack(const MessageDeleteEvent&);
template std::string event_msgpack(const BulkMessageDeleteEvent&);
template std::string event_msgpack(const MessageReactEvent&);
template std::string event_msgpack(const MessageUnreactEvent&);
template std::string event_msgpack(const MessageRemoveReactionEvent&);
template std::string event_msgpack(const ChannelCreateEvent&);
template std::string event_msgpack(const ChannelUpdateEvent&);
template std::string event_msgpack(const ChannelDeleteEvent&);
template std::string event_msgpack(const ChannelGroupJoinEvent&);
template std::string event_msgpack(const ChannelGroupLeaveEvent&);
template std::string event_msgpack(const ChannelStartTypingEvent&);
template std::string event_msgpack(const ChannelStopTypingEvent&);
template std::string event_msgpack(const ChannelAckEvent&);
template std::string event_msgpack(const ServerCreateEvent&);
template std::string event_msgpack(const ServerUpdateEvent&);
template std::string event_msgpack(const ServerDeleteEvent&);
template std::string event_msgpack(const ServerMemberUpdateEvent&);
template std::string event_msgpack(const ServerMemberJoinEvent&);
template std::string event_msgpack(const ServerMemberLeaveEvent&);
template std::string event_msgpack(const ServerRoleUpdateEvent&);
template std::string event_msgpack(const ServerRoleDeleteEvent&);
template std::string event_msgpack(const ServerRoleRanksUpdateEvent&);
template std::string event_msgpack(const UserUpdateEvent&);
template std::string event_msgpack(const UserRelationshipEvent&);
template std::string event_msgpack(const UserSettingsUpdateEvent&);
template std::string event_msgpack(const UserPlatformWipeEvent&);
template std::string event_msgpack(const EmojiCreateEvent&);
template std::string event_msgpack(const EmojiUpdateEvent&);
template std::string event_msgpack(const EmojiDeleteEvent&);
template std::string event_msgpack(const WebhookCreateEvent&);
template std::string event_msgpack(const WebhookUpdateEvent&);
template std::string event_msgpack(const WebhookDeleteEvent&);
template std::string event_msgpack(const AuthEvent&);
template std::string event_msgpack(const UserSlowmodesEvent&);

}  // namespace bonfire::detail
