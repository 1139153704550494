// Every message of the gateway (bonfire 2, 4): what a client sends and what the server sends. Events of calls are left out:
// no voice is offered. Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_gateway_connection.h"
#include "proto/bonfire/wire_gateway_messages.h"
#include "proto/bonfire/wire_gateway_people.h"
#include "proto/bonfire/wire_gateway_servers.h"

#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

namespace bonfire {

/// What happens, as opposed to what the connection itself says: these may stand inside Bulk.
using Event =
    std::variant<MessageEvent, MessageUpdateEvent, MessageAppendEvent, MessageDeleteEvent, BulkMessageDeleteEvent,
                 MessageReactEvent, MessageUnreactEvent, MessageRemoveReactionEvent, ChannelCreateEvent, ChannelUpdateEvent,
                 ChannelDeleteEvent, ChannelGroupJoinEvent, ChannelGroupLeaveEvent, ChannelStartTypingEvent,
                 ChannelStopTypingEvent, ChannelAckEvent, ServerCreateEvent, ServerUpdateEvent, ServerDeleteEvent,
                 ServerMemberUpdateEvent, ServerMemberJoinEvent, ServerMemberLeaveEvent, ServerRoleUpdateEvent,
                 ServerRoleDeleteEvent, ServerRoleRanksUpdateEvent, UserUpdateEvent, UserRelationshipEvent,
                 UserSettingsUpdateEvent, UserPlatformWipeEvent, EmojiCreateEvent, EmojiUpdateEvent, EmojiDeleteEvent,
                 WebhookCreateEvent, WebhookUpdateEvent, WebhookDeleteEvent, AuthEvent, UserSlowmodesEvent>;

/// To be taken in order, each as an event of its own (2.7). `Item` is Event, or its bytes where it was encoded already.
template <typename Item>
struct BasicBulkEvent {
  std::vector<Item> v;
  static constexpr std::string_view wire_name = "BulkEvent";
  static constexpr std::string_view wire_tag = "Bulk";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"v">(&BasicBulkEvent::v)); }
};
using BulkEvent = BasicBulkEvent<Event>;
using BulkParts = BasicBulkEvent<wire::RawView>;

/// What the connection itself says.
using ConnectionEvents = std::tuple<ErrorEvent, AuthenticatedEvent, LogoutEvent, BulkEvent, PongEvent, ReadyEvent>;

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::Event> {
  static constexpr std::string_view name = "Event";
};
