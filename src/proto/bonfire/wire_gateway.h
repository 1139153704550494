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
  template <typename Self = AuthenticateMessage>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"token">(&Self::token));
  }
};

/// What PONG gives back as it came: a number or bytes.
using PingData = std::variant<std::uint64_t, wire::Bytes>;

struct PingMessage {
  PingData data;
  static constexpr std::string_view wire_name = "Ping";
  static constexpr std::string_view wire_tag = "Ping";
  template <typename Self = PingMessage>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"data">(&Self::data, {.doc = "Comes back unchanged."}));
  }
};
struct BeginTypingMessage {
  ChannelId channel;
  static constexpr std::string_view wire_name = "BeginTyping";
  static constexpr std::string_view wire_tag = "BeginTyping";
  template <typename Self = BeginTypingMessage>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&Self::channel));
  }
};
struct EndTypingMessage {
  ChannelId channel;
  static constexpr std::string_view wire_name = "EndTyping";
  static constexpr std::string_view wire_tag = "EndTyping";
  template <typename Self = EndTypingMessage>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&Self::channel));
  }
};
struct SubscribeMessage {
  ServerId server_id;
  static constexpr std::string_view wire_name = "Subscribe";
  static constexpr std::string_view wire_tag = "Subscribe";
  template <typename Self = SubscribeMessage>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"server_id">(&Self::server_id));
  }
};
/// The answer to a ping of ours, which we do not send; accepted and ignored.
struct ClientPongMessage {
  static constexpr std::string_view wire_name = "ClientPong";
  static constexpr std::string_view wire_tag = "Pong";
  template <typename Self = ClientPongMessage>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
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
  template <typename Self = GatewayErrorData>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"type">(&Self::type), wire::field<"location">(&Self::location));
  }
};
/// Both forms in one object, for old and new clients. Make it with gateway_error().
struct ErrorEvent {
  GatewayErrorId error = GatewayErrorId::label_me;
  GatewayErrorData data;
  static constexpr std::string_view wire_name = "ErrorEvent";
  static constexpr std::string_view wire_tag = "Error";
  template <typename Self = ErrorEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"error">(&Self::error), wire::field<"data">(&Self::data));
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
  template <typename Self = AuthenticatedEvent>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
};
struct LogoutEvent {
  static constexpr std::string_view wire_name = "LogoutEvent";
  static constexpr std::string_view wire_tag = "Logout";
  template <typename Self = LogoutEvent>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
};
struct PongEvent {
  PingData data;
  static constexpr std::string_view wire_name = "PongEvent";
  static constexpr std::string_view wire_tag = "Pong";
  template <typename Self = PongEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"data">(&Self::data));
  }
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
  template <typename Self = ReadyEvent>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"users">(&Self::users, {.doc = "Oneself, related people, recipients of direct and group channels."}),
        wire::field<"servers">(&Self::servers), wire::field<"channels">(&Self::channels, {.doc = "Those that one can see."}),
        wire::field<"members">(&Self::members, {.doc = "One's own memberships."}), wire::field<"emojis">(&Self::emojis),
        wire::field<"voice_states">(&Self::voice_states), wire::field<"policy_changes">(&Self::policy_changes),
        wire::field<"user_settings">(&Self::user_settings, {.doc = "The keys that were asked for and exist."}),
        wire::field<"channel_unreads">(&Self::channel_unreads));
  }
};

// --- messages (4.2) -------------------------------------------------------------------------------------------------------
struct MessageEvent {
  Message message;
  static constexpr std::string_view wire_name = "MessageEvent";
  static constexpr std::string_view wire_tag = "Message";
  template <typename Self = MessageEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::flatten(&Self::message));
  }
};
struct MessageUpdateEvent {
  MessageId id;
  ChannelId channel;
  PartialMessage data;
  std::vector<FieldsMessage> clear;
  static constexpr std::string_view wire_name = "MessageUpdateEvent";
  static constexpr std::string_view wire_tag = "MessageUpdate";
  template <typename Self = MessageUpdateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"channel">(&Self::channel),
                        wire::field<"data">(&Self::data), wire::field<"clear">(&Self::clear));
  }
};
struct MessageAppendEvent {
  MessageId id;
  ChannelId channel;
  AppendMessage append;
  static constexpr std::string_view wire_name = "MessageAppendEvent";
  static constexpr std::string_view wire_tag = "MessageAppend";
  template <typename Self = MessageAppendEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"channel">(&Self::channel),
                        wire::field<"append">(&Self::append));
  }
};
struct MessageDeleteEvent {
  MessageId id;
  ChannelId channel;
  static constexpr std::string_view wire_name = "MessageDeleteEvent";
  static constexpr std::string_view wire_tag = "MessageDelete";
  template <typename Self = MessageDeleteEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"channel">(&Self::channel));
  }
};
struct BulkMessageDeleteEvent {
  ChannelId channel;
  std::vector<MessageId> ids;
  static constexpr std::string_view wire_name = "BulkMessageDeleteEvent";
  static constexpr std::string_view wire_tag = "BulkMessageDelete";
  template <typename Self = BulkMessageDeleteEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&Self::channel), wire::field<"ids">(&Self::ids));
  }
};
struct MessageReactEvent {
  MessageId id;
  ChannelId channel_id;
  UserId user_id;
  std::string emoji_id;  // a custom emoji's id, or the characters themselves
  static constexpr std::string_view wire_name = "MessageReactEvent";
  static constexpr std::string_view wire_tag = "MessageReact";
  template <typename Self = MessageReactEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"channel_id">(&Self::channel_id),
                        wire::field<"user_id">(&Self::user_id), wire::field<"emoji_id">(&Self::emoji_id));
  }
};
struct MessageUnreactEvent {
  MessageId id;
  ChannelId channel_id;
  UserId user_id;
  std::string emoji_id;
  static constexpr std::string_view wire_name = "MessageUnreactEvent";
  static constexpr std::string_view wire_tag = "MessageUnreact";
  template <typename Self = MessageUnreactEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"channel_id">(&Self::channel_id),
                        wire::field<"user_id">(&Self::user_id), wire::field<"emoji_id">(&Self::emoji_id));
  }
};
struct MessageRemoveReactionEvent {
  MessageId id;
  ChannelId channel_id;
  std::string emoji_id;
  static constexpr std::string_view wire_name = "MessageRemoveReactionEvent";
  static constexpr std::string_view wire_tag = "MessageRemoveReaction";
  template <typename Self = MessageRemoveReactionEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"channel_id">(&Self::channel_id),
                        wire::field<"emoji_id">(&Self::emoji_id));
  }
};

// --- channels (4.3) -------------------------------------------------------------------------------------------------------
struct ChannelCreateEvent {
  Channel channel;
  static constexpr std::string_view wire_name = "ChannelCreateEvent";
  static constexpr std::string_view wire_tag = "ChannelCreate";
  template <typename Self = ChannelCreateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::flatten(&Self::channel));
  }
};
struct ChannelUpdateEvent {
  ChannelId id;
  PartialChannel data;
  std::vector<FieldsChannel> clear;
  static constexpr std::string_view wire_name = "ChannelUpdateEvent";
  static constexpr std::string_view wire_tag = "ChannelUpdate";
  template <typename Self = ChannelUpdateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"data">(&Self::data), wire::field<"clear">(&Self::clear));
  }
};
struct ChannelDeleteEvent {
  ChannelId id;
  static constexpr std::string_view wire_name = "ChannelDeleteEvent";
  static constexpr std::string_view wire_tag = "ChannelDelete";
  template <typename Self = ChannelDeleteEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id));
  }
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
  template <typename Self = ChannelAckEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"user">(&Self::user),
                        wire::field<"message_id">(&Self::message_id));
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
  template <typename Self = ServerCreateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"server">(&Self::server), wire::flatten(&Self::merged),
                        wire::field<"emojis">(&Self::emojis), wire::field<"voice_states">(&Self::voice_states));
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
  template <typename Self = ServerUpdateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"data">(&Self::data), wire::field<"clear">(&Self::clear));
  }
};
struct ServerDeleteEvent {
  ServerId id;
  static constexpr std::string_view wire_name = "ServerDeleteEvent";
  static constexpr std::string_view wire_tag = "ServerDelete";
  template <typename Self = ServerDeleteEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id));
  }
};
struct ServerMemberUpdateEvent {
  MemberKey id;
  PartialMember data;
  std::vector<FieldsMember> clear;
  static constexpr std::string_view wire_name = "ServerMemberUpdateEvent";
  static constexpr std::string_view wire_tag = "ServerMemberUpdate";
  template <typename Self = ServerMemberUpdateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"data">(&Self::data), wire::field<"clear">(&Self::clear));
  }
};
struct ServerMemberJoinEvent {
  ServerId id;
  UserId user;
  Member member;
  static constexpr std::string_view wire_name = "ServerMemberJoinEvent";
  static constexpr std::string_view wire_tag = "ServerMemberJoin";
  template <typename Self = ServerMemberJoinEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"user">(&Self::user),
                        wire::field<"member">(&Self::member));
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
  template <typename Self = ServerMemberLeaveEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"user">(&Self::user),
                        wire::field<"reason">(&Self::reason));
  }
};
struct ServerRoleUpdateEvent {
  ServerId id;
  RoleId role_id;
  PartialRole data;
  std::vector<FieldsRole> clear;
  static constexpr std::string_view wire_name = "ServerRoleUpdateEvent";
  static constexpr std::string_view wire_tag = "ServerRoleUpdate";
  template <typename Self = ServerRoleUpdateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"role_id">(&Self::role_id),
                        wire::field<"data">(&Self::data), wire::field<"clear">(&Self::clear));
  }
};
struct ServerRoleDeleteEvent {
  ServerId id;
  RoleId role_id;
  static constexpr std::string_view wire_name = "ServerRoleDeleteEvent";
  static constexpr std::string_view wire_tag = "ServerRoleDelete";
  template <typename Self = ServerRoleDeleteEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"role_id">(&Self::role_id));
  }
};
struct ServerRoleRanksUpdateEvent {
  ServerId id;
  std::vector<RoleId> ranks;
  static constexpr std::string_view wire_name = "ServerRoleRanksUpdateEvent";
  static constexpr std::string_view wire_tag = "ServerRoleRanksUpdate";
  template <typename Self = ServerRoleRanksUpdateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id),
                        wire::field<"ranks">(&Self::ranks, {.doc = "All roles; index = new rank."}));
  }
};

// --- users (4.5) ----------------------------------------------------------------------------------------------------------
struct UserUpdateEvent {
  UserId id;
  PartialUser data;
  std::vector<FieldsUser> clear;
  static constexpr std::string_view wire_name = "UserUpdateEvent";
  static constexpr std::string_view wire_tag = "UserUpdate";
  template <typename Self = UserUpdateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"data">(&Self::data), wire::field<"clear">(&Self::clear));
  }
};
struct UserRelationshipEvent {
  UserId id;
  User user;
  RelationshipStatus status = RelationshipStatus::none;
  static constexpr std::string_view wire_name = "UserRelationshipEvent";
  static constexpr std::string_view wire_tag = "UserRelationship";
  template <typename Self = UserRelationshipEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id, {.doc = "The receiver."}),
                        wire::field<"user">(&Self::user, {.doc = "The other, as the receiver sees them."}),
                        wire::field<"status">(&Self::status, {.doc = "The same as user.relationship."}));
  }
};
struct UserSettingsUpdateEvent {
  UserId id;
  UserSettings update;
  static constexpr std::string_view wire_name = "UserSettingsUpdateEvent";
  static constexpr std::string_view wire_tag = "UserSettingsUpdate";
  template <typename Self = UserSettingsUpdateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id),
                        wire::field<"update">(&Self::update, {.doc = "Written keys: [revision in ms, text]."}));
  }
};
struct UserPlatformWipeEvent {
  UserId user_id;
  std::uint32_t flags = 0;
  static constexpr std::string_view wire_name = "UserPlatformWipeEvent";
  static constexpr std::string_view wire_tag = "UserPlatformWipe";
  template <typename Self = UserPlatformWipeEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user_id">(&Self::user_id), wire::field<"flags">(&Self::flags));
  }
};

// --- emojis (4.6) ---------------------------------------------------------------------------------------------------------
struct EmojiCreateEvent {
  Emoji emoji;
  static constexpr std::string_view wire_name = "EmojiCreateEvent";
  static constexpr std::string_view wire_tag = "EmojiCreate";
  template <typename Self = EmojiCreateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::flatten(&Self::emoji));
  }
};
struct EmojiUpdateEvent {
  EmojiId id;
  PartialEmoji data;
  static constexpr std::string_view wire_name = "EmojiUpdateEvent";
  static constexpr std::string_view wire_tag = "EmojiUpdate";
  template <typename Self = EmojiUpdateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"data">(&Self::data));
  }
};
struct EmojiDeleteEvent {
  EmojiId id;
  static constexpr std::string_view wire_name = "EmojiDeleteEvent";
  static constexpr std::string_view wire_tag = "EmojiDelete";
  template <typename Self = EmojiDeleteEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id));
  }
};

// --- webhooks (4.7) -------------------------------------------------------------------------------------------------------
/// `webhook.token` must be empty: it is written as null.
struct WebhookCreateEvent {
  Webhook webhook;
  static constexpr std::string_view wire_name = "WebhookCreateEvent";
  static constexpr std::string_view wire_tag = "WebhookCreate";
  template <typename Self = WebhookCreateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::flatten(&Self::webhook));
  }
};
struct WebhookUpdateEvent {
  WebhookId id;
  PartialWebhook data;
  std::vector<FieldsWebhook> remove;
  static constexpr std::string_view wire_name = "WebhookUpdateEvent";
  static constexpr std::string_view wire_tag = "WebhookUpdate";
  template <typename Self = WebhookUpdateEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"data">(&Self::data),
                        wire::field<"remove">(&Self::remove));
  }
};
struct WebhookDeleteEvent {
  WebhookId id;
  static constexpr std::string_view wire_name = "WebhookDeleteEvent";
  static constexpr std::string_view wire_tag = "WebhookDelete";
  template <typename Self = WebhookDeleteEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id));
  }
};

// --- sessions (4.8) -------------------------------------------------------------------------------------------------------
struct DeleteSessionAction {
  UserId user_id;
  SessionId session_id;
  static constexpr std::string_view wire_tag = "DeleteSession";
  static constexpr std::string_view wire_tag_key = "event_type";
  template <typename Self = DeleteSessionAction>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user_id">(&Self::user_id), wire::field<"session_id">(&Self::session_id));
  }
};
struct DeleteAllSessionsAction {
  UserId user_id;
  std::optional<SessionId> exclude_session_id;
  static constexpr std::string_view wire_tag = "DeleteAllSessions";
  static constexpr std::string_view wire_tag_key = "event_type";
  template <typename Self = DeleteAllSessionsAction>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user_id">(&Self::user_id),
                        wire::field<"exclude_session_id">(&Self::exclude_session_id, {.null_when_empty = true}));
  }
};
using AuthAction = std::variant<DeleteSessionAction, DeleteAllSessionsAction>;
struct AuthEvent {
  AuthAction action;
  static constexpr std::string_view wire_name = "AuthEvent";
  static constexpr std::string_view wire_tag = "Auth";
  template <typename Self = AuthEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::flatten(&Self::action));
  }
};

// --- slowmode (4.9) -------------------------------------------------------------------------------------------------------
struct ChannelSlowmode {
  ChannelId channel_id;
  std::uint32_t duration = 0;
  std::uint32_t retry_after = 0;
  static constexpr std::string_view wire_name = "ChannelSlowmode";
  template <typename Self = ChannelSlowmode>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel_id">(&Self::channel_id),
                        wire::field<"duration">(&Self::duration, {.doc = "Seconds."}),
                        wire::field<"retry_after">(&Self::retry_after, {.doc = "Seconds."}));
  }
};
struct UserSlowmodesEvent {
  std::vector<ChannelSlowmode> slowmodes;
  static constexpr std::string_view wire_name = "UserSlowmodesEvent";
  static constexpr std::string_view wire_tag = "UserSlowmodes";
  template <typename Self = UserSlowmodesEvent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"slowmodes">(&Self::slowmodes));
  }
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
