// What one sees of oneself alone: sessions, unreads, settings, changes of the terms (bonfire 4.1, 5.10, bonfire-rest 3.10).
// Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_ids.h"
#include "wire/describe.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bonfire {

struct WebPushSubscription {
  std::string endpoint;
  std::string p256dh;
  std::string auth;

  static constexpr std::string_view wire_name = "WebPushSubscription";
  template <typename Self = WebPushSubscription>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"endpoint">(&Self::endpoint), wire::field<"p256dh">(&Self::p256dh),
                        wire::field<"auth">(&Self::auth));
  }
};

/// As the answer to a log-in shows it.
struct Session {
  SessionId id;
  UserId user_id;
  std::string token;
  std::string name;
  wire::Timestamp last_seen;
  std::optional<std::string> origin;
  std::optional<WebPushSubscription> subscription;

  static constexpr std::string_view wire_name = "Session";
  template <typename Self = Session>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"user_id">(&Self::user_id),
                        wire::field<"token">(&Self::token, {.doc = "64 characters."}), wire::field<"name">(&Self::name),
                        wire::field<"last_seen">(&Self::last_seen), wire::field<"origin">(&Self::origin),
                        wire::field<"subscription">(&Self::subscription));
  }
};
/// As lists of sessions show it.
struct SessionInfo {
  SessionId id;
  std::string name;

  static constexpr std::string_view wire_name = "SessionInfo";
  template <typename Self = SessionInfo>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"name">(&Self::name));
  }
};

struct ChannelUnreadKey {
  ChannelId channel;
  UserId user;

  static constexpr std::string_view wire_name = "ChannelCompositeKey";
  template <typename Self = ChannelUnreadKey>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&Self::channel), wire::field<"user">(&Self::user));
  }
};
struct ChannelUnread {
  ChannelUnreadKey id;
  std::optional<MessageId> last_id;
  std::vector<MessageId> mentions;

  static constexpr std::string_view wire_name = "ChannelUnread";
  template <typename Self = ChannelUnread>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"last_id">(&Self::last_id),
                        wire::field<"mentions">(&Self::mentions, {.omit_default = true}));
  }
};

struct PolicyChange {
  wire::Timestamp created_time;
  wire::Timestamp effective_time;
  std::string description;
  std::string url;

  static constexpr std::string_view wire_name = "PolicyChange";
  template <typename Self = PolicyChange>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"created_time">(&Self::created_time),
                        wire::field<"effective_time">(&Self::effective_time), wire::field<"description">(&Self::description),
                        wire::field<"url">(&Self::url));
  }
};

/// Key -> [revision, Unix time in ms; opaque text].
using UserSettings = std::map<std::string, std::pair<std::int64_t, std::string>>;

}  // namespace bonfire
