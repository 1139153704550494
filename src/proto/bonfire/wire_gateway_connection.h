// What a client says on the gateway, and what the connection itself says (bonfire 2, 4.1). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_channels.h"
#include "proto/bonfire/wire_own.h"
#include "proto/bonfire/wire_users.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::PingData> {
  static constexpr bool untagged = true;
};
