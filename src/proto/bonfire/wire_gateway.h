// Every message of the gateway (bonfire 2, 4): what a client sends and what the server sends. Events of calls are left out:
// no voice is offered. Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_message.h"
#include "proto/bonfire/wire_partial.h"

#include <tuple>

namespace bonfire {

// --- client to server (2.5) -----------------------------------------------------------------------------------------------
struct AuthenticateMessage {
  std::string token;
  static constexpr std::string_view wire_name = "Authenticate";
  static constexpr std::string_view wire_tag = "Authenticate";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"token">(&AuthenticateMessage::token)); }
};

/// What PONG gives back as it came: a number or bytes.
using PingData = std::variant<std::uint64_t, wire::Bytes>;

struct PingMessage {
  PingData data;
  static constexpr std::string_view wire_name = "Ping";
  static constexpr std::string_view wire_tag = "Ping";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"data">(&PingMessage::data, {.doc = "Comes back unchanged."}));
  }
};
struct BeginTypingMessage {
  ChannelId channel;
  static constexpr std::string_view wire_name = "BeginTyping";
  static constexpr std::string_view wire_tag = "BeginTyping";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"channel">(&BeginTypingMessage::channel)); }
};
struct EndTypingMessage {
  ChannelId channel;
  static constexpr std::string_view wire_name = "EndTyping";
  static constexpr std::string_view wire_tag = "EndTyping";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"channel">(&EndTypingMessage::channel)); }
};
struct SubscribeMessage {
  ServerId server_id;
  static constexpr std::string_view wire_name = "Subscribe";
  static constexpr std::string_view wire_tag = "Subscribe";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"server_id">(&SubscribeMessage::server_id)); }
};
/// The answer to a ping of ours, which we do not send; accepted and ignored.
struct ClientPongMessage {
  static constexpr std::string_view wire_name = "ClientPong";
  static constexpr std::string_view wire_tag = "Pong";
  static constexpr auto wire_fields() { return wire::fields(); }
};
using ClientMessage = std::variant<AuthenticateMessage, PingMessage, BeginTypingMessage, EndTypingMessage, SubscribeMessage,
                                   ClientPongMessage>;

// --- the connection itself (2.3, 2.4, 2.8, 4.1) ---------------------------------------------------------------------------
enum class GatewayErrorId : std::uint8_t {
  invalid_session,
  onboarding_not_finished,
  already_authenticated,
  internal_error,
  label_me,
};
constexpr auto wire_names(GatewayErrorId) {
  return wire::names<GatewayErrorId>({{GatewayErrorId::invalid_session, "InvalidSession"},
                                      {GatewayErrorId::onboarding_not_finished, "OnboardingNotFinished"},
                                      {GatewayErrorId::already_authenticated, "AlreadyAuthenticated"},
                                      {GatewayErrorId::internal_error, "InternalError"},
                                      {GatewayErrorId::label_me, "LabelMe"}});
}
struct GatewayErrorData {
  GatewayErrorId type = GatewayErrorId::label_me;
  std::string location = "gateway";
  static constexpr std::string_view wire_name = "GatewayErrorData";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"type">(&GatewayErrorData::type), wire::field<"location">(&GatewayErrorData::location));
  }
};
/// Both forms in one object, for old and new clients. Make it with gateway_error().
struct ErrorEvent {
  GatewayErrorId error = GatewayErrorId::label_me;
  GatewayErrorData data;
  static constexpr std::string_view wire_name = "ErrorEvent";
  static constexpr std::string_view wire_tag = "Error";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"error">(&ErrorEvent::error), wire::field<"data">(&ErrorEvent::data));
  }
};
inline ErrorEvent gateway_error(GatewayErrorId id) {
  ErrorEvent event;
  event.error = event.data.type = id;
  return event;
}

struct AuthenticatedEvent {
  static constexpr std::string_view wire_name = "AuthenticatedEvent";
  static constexpr std::string_view wire_tag = "Authenticated";
  static constexpr auto wire_fields() { return wire::fields(); }
};
struct LogoutEvent {
  static constexpr std::string_view wire_name = "LogoutEvent";
  static constexpr std::string_view wire_tag = "Logout";
  static constexpr auto wire_fields() { return wire::fields(); }
};
struct PongEvent {
  PingData data;
  static constexpr std::string_view wire_name = "PongEvent";
  static constexpr std::string_view wire_tag = "Pong";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"data">(&PongEvent::data)); }
};

/// The first seven are there unless the client chose members by `ready` (2.2); the last two only when chosen.
struct ReadyEvent {
  std::optional<std::vector<User>> users;
  std::optional<std::vector<Server>> servers;
  std::optional<std::vector<Channel>> channels;
  std::optional<std::vector<Member>> members;
  std::optional<std::vector<Emoji>> emojis;
  std::optional<std::vector<ChannelVoiceState>> voice_states;
  std::optional<std::vector<PolicyChange>> policy_changes;
  std::optional<UserSettings> user_settings;
  std::optional<std::vector<ChannelUnread>> channel_unreads;

  static constexpr std::string_view wire_name = "ReadyEvent";
  static constexpr std::string_view wire_tag = "Ready";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"users">(&ReadyEvent::users,
                             {.doc = "Oneself, related people, recipients of direct and group channels."}),
        wire::field<"servers">(&ReadyEvent::servers),
        wire::field<"channels">(&ReadyEvent::channels, {.doc = "Those that one can see."}),
        wire::field<"members">(&ReadyEvent::members, {.doc = "One's own memberships."}),
        wire::field<"emojis">(&ReadyEvent::emojis), wire::field<"voice_states">(&ReadyEvent::voice_states),
        wire::field<"policy_changes">(&ReadyEvent::policy_changes),
        wire::field<"user_settings">(&ReadyEvent::user_settings, {.doc = "The keys that were asked for and exist."}),
        wire::field<"channel_unreads">(&ReadyEvent::channel_unreads));
  }
};

// --- messages (4.2) -------------------------------------------------------------------------------------------------------
struct MessageEvent {
  Message message;
  static constexpr std::string_view wire_name = "MessageEvent";
  static constexpr std::string_view wire_tag = "Message";
  static constexpr auto wire_fields() { return wire::fields(wire::flatten(&MessageEvent::message)); }
};
struct MessageUpdateEvent {
  MessageId id;
  ChannelId channel;
  PartialMessage data;
  std::vector<FieldsMessage> clear;
  static constexpr std::string_view wire_name = "MessageUpdateEvent";
  static constexpr std::string_view wire_tag = "MessageUpdate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&MessageUpdateEvent::id), wire::field<"channel">(&MessageUpdateEvent::channel),
                        wire::field<"data">(&MessageUpdateEvent::data), wire::field<"clear">(&MessageUpdateEvent::clear));
  }
};
struct MessageAppendEvent {
  MessageId id;
  ChannelId channel;
  AppendMessage append;
  static constexpr std::string_view wire_name = "MessageAppendEvent";
  static constexpr std::string_view wire_tag = "MessageAppend";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&MessageAppendEvent::id), wire::field<"channel">(&MessageAppendEvent::channel),
                        wire::field<"append">(&MessageAppendEvent::append));
  }
};
struct MessageDeleteEvent {
  MessageId id;
  ChannelId channel;
  static constexpr std::string_view wire_name = "MessageDeleteEvent";
  static constexpr std::string_view wire_tag = "MessageDelete";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&MessageDeleteEvent::id), wire::field<"channel">(&MessageDeleteEvent::channel));
  }
};
struct BulkMessageDeleteEvent {
  ChannelId channel;
  std::vector<MessageId> ids;
  static constexpr std::string_view wire_name = "BulkMessageDeleteEvent";
  static constexpr std::string_view wire_tag = "BulkMessageDelete";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&BulkMessageDeleteEvent::channel),
                        wire::field<"ids">(&BulkMessageDeleteEvent::ids));
  }
};
struct MessageReactEvent {
  MessageId id;
  ChannelId channel_id;
  UserId user_id;
  std::string emoji_id;  // a custom emoji's id, or the characters themselves
  static constexpr std::string_view wire_name = "MessageReactEvent";
  static constexpr std::string_view wire_tag = "MessageReact";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&MessageReactEvent::id), wire::field<"channel_id">(&MessageReactEvent::channel_id),
                        wire::field<"user_id">(&MessageReactEvent::user_id),
                        wire::field<"emoji_id">(&MessageReactEvent::emoji_id));
  }
};
struct MessageUnreactEvent {
  MessageId id;
  ChannelId channel_id;
  UserId user_id;
  std::string emoji_id;
  static constexpr std::string_view wire_name = "MessageUnreactEvent";
  static constexpr std::string_view wire_tag = "MessageUnreact";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"id">(&MessageUnreactEvent::id), wire::field<"channel_id">(&MessageUnreactEvent::channel_id),
        wire::field<"user_id">(&MessageUnreactEvent::user_id), wire::field<"emoji_id">(&MessageUnreactEvent::emoji_id));
  }
};
struct MessageRemoveReactionEvent {
  MessageId id;
  ChannelId channel_id;
  std::string emoji_id;
  static constexpr std::string_view wire_name = "MessageRemoveReactionEvent";
  static constexpr std::string_view wire_tag = "MessageRemoveReaction";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&MessageRemoveReactionEvent::id),
                        wire::field<"channel_id">(&MessageRemoveReactionEvent::channel_id),
                        wire::field<"emoji_id">(&MessageRemoveReactionEvent::emoji_id));
  }
};

// --- channels (4.3) -------------------------------------------------------------------------------------------------------
struct ChannelCreateEvent {
  Channel channel;
  static constexpr std::string_view wire_name = "ChannelCreateEvent";
  static constexpr std::string_view wire_tag = "ChannelCreate";
  static constexpr auto wire_fields() { return wire::fields(wire::flatten(&ChannelCreateEvent::channel)); }
};
struct ChannelUpdateEvent {
  ChannelId id;
  PartialChannel data;
  std::vector<FieldsChannel> clear;
  static constexpr std::string_view wire_name = "ChannelUpdateEvent";
  static constexpr std::string_view wire_tag = "ChannelUpdate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&ChannelUpdateEvent::id), wire::field<"data">(&ChannelUpdateEvent::data),
                        wire::field<"clear">(&ChannelUpdateEvent::clear));
  }
};
struct ChannelDeleteEvent {
  ChannelId id;
  static constexpr std::string_view wire_name = "ChannelDeleteEvent";
  static constexpr std::string_view wire_tag = "ChannelDelete";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"id">(&ChannelDeleteEvent::id)); }
};
/// {type, id, user}: somebody does something in a channel.
template <wire::Lit Tag, wire::Lit Name>
struct UserInChannelEvent {
  ChannelId id;
  UserId user;
  static constexpr std::string_view wire_name = Name.view();
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&UserInChannelEvent::id), wire::field<"user">(&UserInChannelEvent::user));
  }
};
using ChannelGroupJoinEvent = UserInChannelEvent<"ChannelGroupJoin", "ChannelGroupJoinEvent">;
using ChannelGroupLeaveEvent = UserInChannelEvent<"ChannelGroupLeave", "ChannelGroupLeaveEvent">;
using ChannelStartTypingEvent = UserInChannelEvent<"ChannelStartTyping", "ChannelStartTypingEvent">;
using ChannelStopTypingEvent = UserInChannelEvent<"ChannelStopTyping", "ChannelStopTypingEvent">;
struct ChannelAckEvent {
  ChannelId id;
  UserId user;
  MessageId message_id;
  static constexpr std::string_view wire_name = "ChannelAckEvent";
  static constexpr std::string_view wire_tag = "ChannelAck";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&ChannelAckEvent::id), wire::field<"user">(&ChannelAckEvent::user),
                        wire::field<"message_id">(&ChannelAckEvent::message_id));
  }
};

// --- servers, members, roles (4.4) ----------------------------------------------------------------------------------------
/// Both forms merged: `server` once more at the top level, where `channels` are objects. Make it with server_created().
struct ServerCreateEvent {
  ServerId id;
  Server server;
  ServerWithChannels merged;
  std::vector<Emoji> emojis;
  std::vector<ChannelVoiceState> voice_states;
  static constexpr std::string_view wire_name = "ServerCreateEvent";
  static constexpr std::string_view wire_tag = "ServerCreate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&ServerCreateEvent::id), wire::field<"server">(&ServerCreateEvent::server),
                        wire::flatten(&ServerCreateEvent::merged), wire::field<"emojis">(&ServerCreateEvent::emojis),
                        wire::field<"voice_states">(&ServerCreateEvent::voice_states));
  }
};
/// The server with channel objects in place of ids.
ServerWithChannels with_channels(const Server& server, std::vector<Channel> channels);
ServerCreateEvent server_created(Server server, std::vector<Channel> visible_channels, std::vector<Emoji> emojis);

struct ServerUpdateEvent {
  ServerId id;
  PartialServer data;
  std::vector<FieldsServer> clear;
  static constexpr std::string_view wire_name = "ServerUpdateEvent";
  static constexpr std::string_view wire_tag = "ServerUpdate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&ServerUpdateEvent::id), wire::field<"data">(&ServerUpdateEvent::data),
                        wire::field<"clear">(&ServerUpdateEvent::clear));
  }
};
struct ServerDeleteEvent {
  ServerId id;
  static constexpr std::string_view wire_name = "ServerDeleteEvent";
  static constexpr std::string_view wire_tag = "ServerDelete";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"id">(&ServerDeleteEvent::id)); }
};
struct ServerMemberUpdateEvent {
  MemberKey id;
  PartialMember data;
  std::vector<FieldsMember> clear;
  static constexpr std::string_view wire_name = "ServerMemberUpdateEvent";
  static constexpr std::string_view wire_tag = "ServerMemberUpdate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&ServerMemberUpdateEvent::id), wire::field<"data">(&ServerMemberUpdateEvent::data),
                        wire::field<"clear">(&ServerMemberUpdateEvent::clear));
  }
};
struct ServerMemberJoinEvent {
  ServerId id;
  UserId user;
  Member member;
  static constexpr std::string_view wire_name = "ServerMemberJoinEvent";
  static constexpr std::string_view wire_tag = "ServerMemberJoin";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&ServerMemberJoinEvent::id), wire::field<"user">(&ServerMemberJoinEvent::user),
                        wire::field<"member">(&ServerMemberJoinEvent::member));
  }
};
enum class RemovalReason : std::uint8_t { leave, kick, ban };
constexpr auto wire_names(RemovalReason) {
  return wire::names<RemovalReason>(
      {{RemovalReason::leave, "Leave"}, {RemovalReason::kick, "Kick"}, {RemovalReason::ban, "Ban"}});
}
struct ServerMemberLeaveEvent {
  ServerId id;
  UserId user;
  RemovalReason reason = RemovalReason::leave;
  static constexpr std::string_view wire_name = "ServerMemberLeaveEvent";
  static constexpr std::string_view wire_tag = "ServerMemberLeave";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&ServerMemberLeaveEvent::id), wire::field<"user">(&ServerMemberLeaveEvent::user),
                        wire::field<"reason">(&ServerMemberLeaveEvent::reason));
  }
};
struct ServerRoleUpdateEvent {
  ServerId id;
  RoleId role_id;
  PartialRole data;
  std::vector<FieldsRole> clear;
  static constexpr std::string_view wire_name = "ServerRoleUpdateEvent";
  static constexpr std::string_view wire_tag = "ServerRoleUpdate";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"id">(&ServerRoleUpdateEvent::id), wire::field<"role_id">(&ServerRoleUpdateEvent::role_id),
        wire::field<"data">(&ServerRoleUpdateEvent::data), wire::field<"clear">(&ServerRoleUpdateEvent::clear));
  }
};
struct ServerRoleDeleteEvent {
  ServerId id;
  RoleId role_id;
  static constexpr std::string_view wire_name = "ServerRoleDeleteEvent";
  static constexpr std::string_view wire_tag = "ServerRoleDelete";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&ServerRoleDeleteEvent::id),
                        wire::field<"role_id">(&ServerRoleDeleteEvent::role_id));
  }
};
struct ServerRoleRanksUpdateEvent {
  ServerId id;
  std::vector<RoleId> ranks;
  static constexpr std::string_view wire_name = "ServerRoleRanksUpdateEvent";
  static constexpr std::string_view wire_tag = "ServerRoleRanksUpdate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&ServerRoleRanksUpdateEvent::id),
                        wire::field<"ranks">(&ServerRoleRanksUpdateEvent::ranks, {.doc = "All roles; index = new rank."}));
  }
};

// --- users (4.5) ----------------------------------------------------------------------------------------------------------
struct UserUpdateEvent {
  UserId id;
  PartialUser data;
  std::vector<FieldsUser> clear;
  static constexpr std::string_view wire_name = "UserUpdateEvent";
  static constexpr std::string_view wire_tag = "UserUpdate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&UserUpdateEvent::id), wire::field<"data">(&UserUpdateEvent::data),
                        wire::field<"clear">(&UserUpdateEvent::clear));
  }
};
struct UserRelationshipEvent {
  UserId id;
  User user;
  RelationshipStatus status = RelationshipStatus::none;
  static constexpr std::string_view wire_name = "UserRelationshipEvent";
  static constexpr std::string_view wire_tag = "UserRelationship";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&UserRelationshipEvent::id, {.doc = "The receiver."}),
                        wire::field<"user">(&UserRelationshipEvent::user, {.doc = "The other, as the receiver sees them."}),
                        wire::field<"status">(&UserRelationshipEvent::status, {.doc = "The same as user.relationship."}));
  }
};
struct UserSettingsUpdateEvent {
  UserId id;
  UserSettings update;
  static constexpr std::string_view wire_name = "UserSettingsUpdateEvent";
  static constexpr std::string_view wire_tag = "UserSettingsUpdate";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"id">(&UserSettingsUpdateEvent::id),
        wire::field<"update">(&UserSettingsUpdateEvent::update, {.doc = "Written keys: [revision in ms, text]."}));
  }
};
struct UserPlatformWipeEvent {
  UserId user_id;
  std::uint32_t flags = 0;
  static constexpr std::string_view wire_name = "UserPlatformWipeEvent";
  static constexpr std::string_view wire_tag = "UserPlatformWipe";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user_id">(&UserPlatformWipeEvent::user_id),
                        wire::field<"flags">(&UserPlatformWipeEvent::flags));
  }
};

// --- emojis (4.6) ---------------------------------------------------------------------------------------------------------
struct EmojiCreateEvent {
  Emoji emoji;
  static constexpr std::string_view wire_name = "EmojiCreateEvent";
  static constexpr std::string_view wire_tag = "EmojiCreate";
  static constexpr auto wire_fields() { return wire::fields(wire::flatten(&EmojiCreateEvent::emoji)); }
};
struct EmojiUpdateEvent {
  EmojiId id;
  PartialEmoji data;
  static constexpr std::string_view wire_name = "EmojiUpdateEvent";
  static constexpr std::string_view wire_tag = "EmojiUpdate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&EmojiUpdateEvent::id), wire::field<"data">(&EmojiUpdateEvent::data));
  }
};
struct EmojiDeleteEvent {
  EmojiId id;
  static constexpr std::string_view wire_name = "EmojiDeleteEvent";
  static constexpr std::string_view wire_tag = "EmojiDelete";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"id">(&EmojiDeleteEvent::id)); }
};

// --- webhooks (4.7) -------------------------------------------------------------------------------------------------------
/// `webhook.token` must be empty: it is written as null.
struct WebhookCreateEvent {
  Webhook webhook;
  static constexpr std::string_view wire_name = "WebhookCreateEvent";
  static constexpr std::string_view wire_tag = "WebhookCreate";
  static constexpr auto wire_fields() { return wire::fields(wire::flatten(&WebhookCreateEvent::webhook)); }
};
struct WebhookUpdateEvent {
  WebhookId id;
  PartialWebhook data;
  std::vector<FieldsWebhook> remove;
  static constexpr std::string_view wire_name = "WebhookUpdateEvent";
  static constexpr std::string_view wire_tag = "WebhookUpdate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&WebhookUpdateEvent::id), wire::field<"data">(&WebhookUpdateEvent::data),
                        wire::field<"remove">(&WebhookUpdateEvent::remove));
  }
};
struct WebhookDeleteEvent {
  WebhookId id;
  static constexpr std::string_view wire_name = "WebhookDeleteEvent";
  static constexpr std::string_view wire_tag = "WebhookDelete";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"id">(&WebhookDeleteEvent::id)); }
};

// --- sessions (4.8) -------------------------------------------------------------------------------------------------------
struct DeleteSessionAction {
  UserId user_id;
  SessionId session_id;
  static constexpr std::string_view wire_tag = "DeleteSession";
  static constexpr std::string_view wire_tag_key = "event_type";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user_id">(&DeleteSessionAction::user_id),
                        wire::field<"session_id">(&DeleteSessionAction::session_id));
  }
};
struct DeleteAllSessionsAction {
  UserId user_id;
  std::optional<SessionId> exclude_session_id;
  static constexpr std::string_view wire_tag = "DeleteAllSessions";
  static constexpr std::string_view wire_tag_key = "event_type";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"user_id">(&DeleteAllSessionsAction::user_id),
        wire::field<"exclude_session_id">(&DeleteAllSessionsAction::exclude_session_id, {.null_when_empty = true}));
  }
};
using AuthAction = std::variant<DeleteSessionAction, DeleteAllSessionsAction>;
struct AuthEvent {
  AuthAction action;
  static constexpr std::string_view wire_name = "AuthEvent";
  static constexpr std::string_view wire_tag = "Auth";
  static constexpr auto wire_fields() { return wire::fields(wire::flatten(&AuthEvent::action)); }
};

// --- slowmode (4.9) -------------------------------------------------------------------------------------------------------
struct ChannelSlowmode {
  ChannelId channel_id;
  std::uint32_t duration = 0;
  std::uint32_t retry_after = 0;
  static constexpr std::string_view wire_name = "ChannelSlowmode";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel_id">(&ChannelSlowmode::channel_id),
                        wire::field<"duration">(&ChannelSlowmode::duration, {.doc = "Seconds."}),
                        wire::field<"retry_after">(&ChannelSlowmode::retry_after, {.doc = "Seconds."}));
  }
};
struct UserSlowmodesEvent {
  std::vector<ChannelSlowmode> slowmodes;
  static constexpr std::string_view wire_name = "UserSlowmodesEvent";
  static constexpr std::string_view wire_tag = "UserSlowmodes";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"slowmodes">(&UserSlowmodesEvent::slowmodes)); }
};

// --- all of them ----------------------------------------------------------------------------------------------------------
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
struct wire::Describe<bonfire::PingData> {
  static constexpr bool untagged = true;
};
template <>
struct wire::Describe<bonfire::Event> {
  static constexpr std::string_view name = "Event";
};
