// Events about channels, servers with their members, roles and emojis, and webhooks (bonfire 4.3, 4.4, 4.6, 4.7).
// Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_bots.h"
#include "proto/bonfire/wire_channels.h"
#include "proto/bonfire/wire_partial.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace bonfire {

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

}  // namespace bonfire
