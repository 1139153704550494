// Events about people, one's own sessions and waits (bonfire 4.5, 4.8, 4.9). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_own.h"
#include "proto/bonfire/wire_partial.h"
#include "proto/bonfire/wire_users.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace bonfire {

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

}  // namespace bonfire
