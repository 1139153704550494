// Servers, their roles, members and emojis (bonfire 5.2 to 5.5, 5.9). Plain values, any thread.
#pragma once

#include "core/permissions.h"
#include "proto/bonfire/limits.h"
#include "proto/bonfire/wire_files.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace bonfire {

/// Bits of bonfire 6.1; at most 52 of them, so that they survive a double.
using Permissions = core::Permissions;

// --- 5.5 overrides --------------------------------------------------------------------------------------------------------
/// Stored and shown form.
struct Override {
  Permissions a = 0;  // allowed
  Permissions d = 0;  // denied

  static constexpr std::string_view wire_name = "Override";
  template <typename Self = Override>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"a">(&Self::a, {.doc = "Allowed."}), wire::field<"d">(&Self::d, {.doc = "Denied."}));
  }
  friend bool operator==(const Override&, const Override&) = default;
};
/// The form of requests and of the audit log.
struct OverrideField {
  Permissions allow = 0;
  Permissions deny = 0;

  static constexpr std::string_view wire_name = "OverrideField";
  template <typename Self = OverrideField>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"allow">(&Self::allow), wire::field<"deny">(&Self::deny));
  }
  friend bool operator==(const OverrideField&, const OverrideField&) = default;
};

// --- 5.2, 5.3 servers and roles -------------------------------------------------------------------------------------------
struct Role {
  RoleId id;
  std::string name;
  Override permissions;
  std::optional<std::string> colour;
  bool hoist = false;
  std::int64_t rank = 0;
  std::optional<File> icon;

  static constexpr std::string_view wire_name = "Role";
  template <typename Self = Role>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"_id">(&Self::id), wire::field<"name">(&Self::name), wire::field<"permissions">(&Self::permissions),
        wire::field<"colour">(&Self::colour), wire::field<"hoist">(&Self::hoist, {.omit_default = true}),
        wire::field<"rank">(&Self::rank, {.doc = "0 is the most powerful."}), wire::field<"icon">(&Self::icon));
  }
  friend bool operator==(const Role&, const Role&) = default;
};

struct Category {
  std::string id;
  std::string title;
  std::vector<ChannelId> channels;

  static constexpr std::string_view wire_name = "Category";
  template <typename Self = Category>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"id">(&Self::id, {.min = limits::kCategoryIdMin, .max = limits::kCategoryIdMax, .doc = "Any text."}),
        wire::field<"title">(&Self::title, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"channels">(&Self::channels));
  }
  friend bool operator==(const Category&, const Category&) = default;
};

struct SystemMessageChannels {
  std::optional<ChannelId> user_joined;
  std::optional<ChannelId> user_left;
  std::optional<ChannelId> user_kicked;
  std::optional<ChannelId> user_banned;

  static constexpr std::string_view wire_name = "SystemMessageChannels";
  template <typename Self = SystemMessageChannels>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user_joined">(&Self::user_joined), wire::field<"user_left">(&Self::user_left),
                        wire::field<"user_kicked">(&Self::user_kicked), wire::field<"user_banned">(&Self::user_banned));
  }
  friend bool operator==(const SystemMessageChannels&, const SystemMessageChannels&) = default;
};

/// Role id -> Role or Override: keys are to_text(role).
template <typename T>
using RoleMap = std::map<std::string, T>;

/// `Channels` are ids, or objects where the reference has those (bonfire 4.4, bonfire-rest 3.4).
template <typename Channels>
struct BasicServer {
  ServerId id;
  UserId owner;
  std::string name;
  std::optional<std::string> description;
  std::vector<Channels> channels;
  std::vector<Category> categories;
  std::optional<SystemMessageChannels> system_messages;
  RoleMap<Role> roles;
  Permissions default_permissions = 0;
  std::optional<File> icon;
  std::optional<File> banner;
  std::uint32_t flags = 0;
  bool nsfw = false;
  bool analytics = false;
  bool discoverable = false;
  std::uint64_t approximate_member_count = 0;

  static constexpr std::string_view wire_name =
      std::is_same_v<Channels, ChannelId> ? std::string_view("Server") : std::string_view("ServerWithChannels");
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"_id">(&BasicServer::id), wire::field<"owner">(&BasicServer::owner),
        wire::field<"name">(&BasicServer::name), wire::field<"description">(&BasicServer::description),
        wire::field<"channels">(&BasicServer::channels),
        wire::field<"categories">(&BasicServer::categories, {.omit_default = true}),
        wire::field<"system_messages">(&BasicServer::system_messages),
        wire::field<"roles">(&BasicServer::roles, {.omit_default = true}),
        wire::field<"default_permissions">(&BasicServer::default_permissions, {.doc = "What everyone may do."}),
        wire::field<"icon">(&BasicServer::icon), wire::field<"banner">(&BasicServer::banner),
        wire::field<"flags">(&BasicServer::flags, {.omit_default = true, .doc = "1 official, 2 verified."}),
        wire::field<"nsfw">(&BasicServer::nsfw, {.omit_default = true}),
        wire::field<"analytics">(&BasicServer::analytics, {.omit_default = true}),
        wire::field<"discoverable">(&BasicServer::discoverable, {.omit_default = true}),
        wire::field<"approximate_member_count">(&BasicServer::approximate_member_count));
  }
};
/// All channels, also those that the receiver cannot see.
using Server = BasicServer<ChannelId>;

// --- 5.4 members ----------------------------------------------------------------------------------------------------------
struct MemberKey {
  ServerId server;
  UserId user;

  static constexpr std::string_view wire_name = "MemberCompositeKey";
  template <typename Self = MemberKey>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"server">(&Self::server), wire::field<"user">(&Self::user));
  }
};

struct Member {
  MemberKey id;
  wire::Timestamp joined_at;
  std::optional<std::string> nickname;
  std::optional<std::string> pronouns;
  std::optional<File> avatar;
  std::vector<RoleId> roles;
  std::optional<wire::Timestamp> timeout;
  std::optional<bool> can_publish;
  std::optional<bool> can_receive;

  static constexpr std::string_view wire_name = "Member";
  template <typename Self = Member>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"joined_at">(&Self::joined_at),
                        wire::field<"nickname">(&Self::nickname), wire::field<"pronouns">(&Self::pronouns),
                        wire::field<"avatar">(&Self::avatar), wire::field<"roles">(&Self::roles, {.omit_default = true}),
                        wire::field<"timeout">(&Self::timeout, {.doc = "A past time means none."}),
                        wire::field<"can_publish">(&Self::can_publish, {.doc = "Only ever false."}),
                        wire::field<"can_receive">(&Self::can_receive, {.doc = "Only ever false."}));
  }
};

// --- 5.9 emojis -----------------------------------------------------------------------------------------------------------
struct ServerEmojiParent {
  ServerId id;
  static constexpr std::string_view wire_tag = "Server";
  template <typename Self = ServerEmojiParent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id));
  }
};
/// After deletion; messages keep showing the emoji.
struct DetachedEmojiParent {
  static constexpr std::string_view wire_tag = "Detached";
  template <typename Self = DetachedEmojiParent>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
};
using EmojiParent = std::variant<ServerEmojiParent, DetachedEmojiParent>;

struct Emoji {
  EmojiId id;
  EmojiParent parent;
  UserId creator_id;
  std::string name;
  bool animated = false;
  bool nsfw = false;

  static constexpr std::string_view wire_name = "Emoji";
  template <typename Self = Emoji>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id, {.doc = "That of the uploaded file."}),
                        wire::field<"parent">(&Self::parent), wire::field<"creator_id">(&Self::creator_id),
                        wire::field<"name">(&Self::name, {.doc = "1 to 32 of a-z, 0-9 and _."}),
                        wire::field<"animated">(&Self::animated, {.omit_default = true}),
                        wire::field<"nsfw">(&Self::nsfw, {.omit_default = true}));
  }
};

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::EmojiParent> {
  static constexpr std::string_view name = "EmojiParent";
};
