// People as others and they themselves see them (bonfire 5.1). Plain values, any thread.
#pragma once

#include "proto/bonfire/limits.h"
#include "proto/bonfire/wire_files.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bonfire {

enum class RelationshipStatus : std::uint8_t { none, user, friends, outgoing, incoming, blocked, blocked_other };
constexpr auto wire_names(RelationshipStatus) {
  return wire::names<RelationshipStatus>({{RelationshipStatus::none, "None"},
                                          {RelationshipStatus::user, "User"},
                                          {RelationshipStatus::friends, "Friend"},
                                          {RelationshipStatus::outgoing, "Outgoing"},
                                          {RelationshipStatus::incoming, "Incoming"},
                                          {RelationshipStatus::blocked, "Blocked"},
                                          {RelationshipStatus::blocked_other, "BlockedOther"}});
}

enum class Presence : std::uint8_t { online, idle, focus, busy, invisible };
constexpr auto wire_names(Presence) {
  return wire::names<Presence>({{Presence::online, "Online"},
                                {Presence::idle, "Idle"},
                                {Presence::focus, "Focus"},
                                {Presence::busy, "Busy"},
                                {Presence::invisible, "Invisible"}});
}

struct UserStatus {
  std::optional<std::string> text;
  std::optional<Presence> presence;

  static constexpr std::string_view wire_name = "UserStatus";
  template <typename Self = UserStatus>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"text">(&Self::text, {.max = limits::kStatusTextMax}),
                        wire::field<"presence">(&Self::presence, {.doc = "Absent and online is Online."}));
  }
  friend bool operator==(const UserStatus&, const UserStatus&) = default;
};

struct Relationship {
  UserId id;
  RelationshipStatus status = RelationshipStatus::none;

  static constexpr std::string_view wire_name = "Relationship";
  template <typename Self = Relationship>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"status">(&Self::status));
  }
  friend bool operator==(const Relationship&, const Relationship&) = default;
};

struct BotInformation {
  UserId owner;

  static constexpr std::string_view wire_name = "BotInformation";
  template <typename Self = BotInformation>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"owner">(&Self::owner));
  }
  friend bool operator==(const BotInformation&, const BotInformation&) = default;
};

/// As the receiver sees them.
struct User {
  UserId id;
  std::string username;
  std::string discriminator;
  std::optional<std::string> display_name;
  std::optional<std::string> pronouns;
  std::optional<File> avatar;
  std::vector<Relationship> relations;
  std::uint32_t badges = 0;
  std::optional<UserStatus> status;
  std::uint32_t flags = 0;
  bool privileged = false;
  std::optional<BotInformation> bot;
  RelationshipStatus relationship = RelationshipStatus::none;
  bool online = false;

  static constexpr std::string_view wire_name = "User";
  template <typename Self = User>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"_id">(&Self::id), wire::field<"username">(&Self::username),
        wire::field<"discriminator">(&Self::discriminator, {.doc = "Four digits."}),
        wire::field<"display_name">(&Self::display_name), wire::field<"pronouns">(&Self::pronouns),
        wire::field<"avatar">(&Self::avatar),
        wire::field<"relations">(&Self::relations, {.omit_default = true, .doc = "In one's own object only."}),
        wire::field<"badges">(&Self::badges, {.omit_default = true}), wire::field<"status">(&Self::status),
        wire::field<"flags">(&Self::flags, {.omit_default = true, .doc = "1 suspended, 2 deleted, 4 banned, 8 spam."}),
        wire::field<"privileged">(&Self::privileged, {.omit_default = true}),
        wire::field<"bot">(&Self::bot, {.doc = "There: it is a bot."}),
        wire::field<"relationship">(&Self::relationship, {.doc = "The receiver's with this user."}),
        wire::field<"online">(&Self::online));
  }
};

struct UserProfile {
  std::optional<std::string> content;
  std::optional<File> background;

  static constexpr std::string_view wire_name = "UserProfile";
  template <typename Self = UserProfile>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"content">(&Self::content), wire::field<"background">(&Self::background));
  }
};

}  // namespace bonfire
