// Requests and answers about people, bots, invites and settings (bonfire-rest 3.3, 3.9 to 3.11). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_bots.h"
#include "proto/bonfire/wire_channels.h"
#include "proto/bonfire/wire_own.h"
#include "proto/bonfire/wire_partial.h"
#include "proto/bonfire/wire_users.h"

namespace bonfire {

// --- 3.3 users ------------------------------------------------------------------------------------------------------------
struct UserProfileEdit {
  std::optional<std::string> content;
  std::optional<FileId> background;

  static constexpr std::string_view wire_name = "UserProfileEdit";
  template <typename Self = UserProfileEdit>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"content">(&Self::content, {.max = limits::kProfileTextMax}),
        wire::field<"background">(
            &Self::background, {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged backgrounds."}));
  }
};
struct UserEdit {
  std::optional<std::string> display_name;
  std::optional<std::string> pronouns;
  std::optional<FileId> avatar;
  std::optional<UserStatus> status;
  std::optional<UserProfileEdit> profile;
  std::optional<std::uint32_t> badges;
  std::optional<std::uint32_t> flags;
  std::vector<FieldsUser> remove;

  static constexpr std::string_view wire_name = "UserEdit";
  template <typename Self = UserEdit>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"display_name">(&Self::display_name, {.min = limits::kDisplayNameMin, .max = limits::kDisplayNameMax}),
        wire::field<"pronouns">(&Self::pronouns, {.min = limits::kPronounsMin, .max = limits::kPronounsMax}),
        wire::field<"avatar">(&Self::avatar,
                              {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged avatars."}),
        wire::field<"status">(&Self::status, {.doc = "Each key that is given replaces that part."}),
        wire::field<"profile">(&Self::profile, {.doc = "Each key that is given replaces that part."}),
        wire::field<"badges">(&Self::badges, {.doc = "By privileged users only."}),
        wire::field<"flags">(&Self::flags, {.doc = "By privileged users only."}),
        wire::field<"remove">(&Self::remove, {.null_is_absent = true}));
  }
};
struct UsernameEdit {
  std::string username;
  std::string password;

  static constexpr std::string_view wire_name = "UsernameEdit";
  template <typename Self = UsernameEdit>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"username">(&Self::username, {.min = limits::kUsernameMin, .max = limits::kUsernameMax}),
        wire::field<"password">(&Self::password, {.min = limits::kPasswordMin, .max = limits::kPasswordMax}));
  }
};
struct FlagResponse {
  std::uint32_t flags = 0;

  static constexpr std::string_view wire_name = "FlagResponse";
  template <typename Self = FlagResponse>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"flags">(&Self::flags));
  }
};
struct MutualResponse {
  std::vector<UserId> users;
  std::vector<ServerId> servers;
  std::vector<ChannelId> channels;

  static constexpr std::string_view wire_name = "MutualResponse";
  template <typename Self = MutualResponse>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"users">(&Self::users), wire::field<"servers">(&Self::servers),
                        wire::field<"channels">(&Self::channels, {.doc = "Groups and direct messages."}));
  }
};
struct FriendRequest {
  std::string username;

  static constexpr std::string_view wire_name = "FriendRequest";
  template <typename Self = FriendRequest>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"username">(&Self::username, {.doc = "name#0042"}));
  }
};

// --- 3.9 invites ----------------------------------------------------------------------------------------------------------
struct ServerInvite {
  std::string code;
  ServerId server;
  UserId creator;
  ChannelId channel;
  static constexpr std::string_view wire_name = "ServerInvite";
  static constexpr std::string_view wire_tag = "Server";
  template <typename Self = ServerInvite>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::code), wire::field<"server">(&Self::server),
                        wire::field<"creator">(&Self::creator), wire::field<"channel">(&Self::channel));
  }
};
struct GroupInvite {
  std::string code;
  UserId creator;
  ChannelId channel;
  static constexpr std::string_view wire_name = "GroupInvite";
  static constexpr std::string_view wire_tag = "Group";
  template <typename Self = GroupInvite>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::code), wire::field<"creator">(&Self::creator),
                        wire::field<"channel">(&Self::channel));
  }
};
using Invite = std::variant<ServerInvite, GroupInvite>;

/// What an invite leads to, for those who think about joining.
struct ServerInviteResponse {
  std::string code;
  ServerId server_id;
  std::string server_name;
  std::optional<File> server_icon;
  std::optional<File> server_banner;
  std::uint32_t server_flags = 0;
  ChannelId channel_id;
  std::string channel_name;
  std::optional<std::string> channel_description;
  std::string user_name;
  std::optional<File> user_avatar;
  std::uint64_t member_count = 0;
  static constexpr std::string_view wire_name = "ServerInviteResponse";
  static constexpr std::string_view wire_tag = "Server";
  template <typename Self = ServerInviteResponse>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"code">(&Self::code), wire::field<"server_id">(&Self::server_id),
                        wire::field<"server_name">(&Self::server_name), wire::field<"server_icon">(&Self::server_icon),
                        wire::field<"server_banner">(&Self::server_banner),
                        wire::field<"server_flags">(&Self::server_flags, {.omit_default = true}),
                        wire::field<"channel_id">(&Self::channel_id), wire::field<"channel_name">(&Self::channel_name),
                        wire::field<"channel_description">(&Self::channel_description),
                        wire::field<"user_name">(&Self::user_name, {.doc = "Who made the invite."}),
                        wire::field<"user_avatar">(&Self::user_avatar), wire::field<"member_count">(&Self::member_count));
  }
};
struct GroupInviteResponse {
  std::string code;
  ChannelId channel_id;
  std::string channel_name;
  std::optional<std::string> channel_description;
  std::string user_name;
  std::optional<File> user_avatar;
  static constexpr std::string_view wire_name = "GroupInviteResponse";
  static constexpr std::string_view wire_tag = "Group";
  template <typename Self = GroupInviteResponse>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"code">(&Self::code), wire::field<"channel_id">(&Self::channel_id),
                        wire::field<"channel_name">(&Self::channel_name),
                        wire::field<"channel_description">(&Self::channel_description),
                        wire::field<"user_name">(&Self::user_name), wire::field<"user_avatar">(&Self::user_avatar));
  }
};
using InviteResponse = std::variant<ServerInviteResponse, GroupInviteResponse>;

struct ServerInviteJoin {
  std::vector<Channel> channels;
  Server server;
  static constexpr std::string_view wire_name = "ServerInviteJoin";
  static constexpr std::string_view wire_tag = "Server";
  template <typename Self = ServerInviteJoin>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channels">(&Self::channels, {.doc = "Those that one can see."}),
                        wire::field<"server">(&Self::server));
  }
};
struct GroupInviteJoin {
  Channel channel;
  std::vector<User> users;
  static constexpr std::string_view wire_name = "GroupInviteJoin";
  static constexpr std::string_view wire_tag = "Group";
  template <typename Self = GroupInviteJoin>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&Self::channel), wire::field<"users">(&Self::users));
  }
};
using InviteJoinResponse = std::variant<ServerInviteJoin, GroupInviteJoin>;

// --- 3.10 settings --------------------------------------------------------------------------------------------------------
struct SettingsFetch {
  std::vector<std::string> keys;

  static constexpr std::string_view wire_name = "SettingsFetch";
  template <typename Self = SettingsFetch>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"keys">(&Self::keys));
  }
};
/// Body of /sync/settings/set.
using SettingsSet = std::map<std::string, std::string>;

// --- 3.11 bots ------------------------------------------------------------------------------------------------------------
struct BotCreate {
  std::string name;

  static constexpr std::string_view wire_name = "BotCreate";
  template <typename Self = BotCreate>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&Self::name, {.min = limits::kUsernameMin, .max = limits::kUsernameMax}));
  }
};
struct BotEdit {
  std::optional<std::string> name;
  std::optional<bool> is_public;
  std::optional<bool> analytics;
  std::optional<std::string> interactions_url;
  std::vector<FieldsBot> remove;

  static constexpr std::string_view wire_name = "BotEdit";
  template <typename Self = BotEdit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&Self::name, {.min = limits::kUsernameMin, .max = limits::kUsernameMax}),
                        wire::field<"public">(&Self::is_public), wire::field<"analytics">(&Self::analytics),
                        wire::field<"interactions_url">(&Self::interactions_url, {.min = limits::kInteractionsUrlMin,
                                                                                  .max = limits::kInteractionsUrlMax}),
                        wire::field<"remove">(&Self::remove, {.null_is_absent = true, .doc = "Token: a new one is made."}));
  }
};
/// A Bot with its user beside its own members.
struct BotWithUser {
  Bot bot;
  User user;

  static constexpr std::string_view wire_name = "BotWithUser";
  template <typename Self = BotWithUser>
  static constexpr auto wire_fields() {
    return wire::fields(wire::flatten(&Self::bot), wire::field<"user">(&Self::user));
  }
};
struct OwnedBots {
  std::vector<Bot> bots;
  std::vector<User> users;

  static constexpr std::string_view wire_name = "OwnedBots";
  template <typename Self = OwnedBots>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"bots">(&Self::bots),
                        wire::field<"users">(&Self::users, {.doc = "In the order of bots."}));
  }
};
struct FetchedBot {
  Bot bot;
  User user;

  static constexpr std::string_view wire_name = "FetchedBot";
  template <typename Self = FetchedBot>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"bot">(&Self::bot), wire::field<"user">(&Self::user));
  }
};
struct PublicBot {
  UserId id;
  std::string username;
  std::optional<FileId> avatar;
  std::optional<std::string> description;

  static constexpr std::string_view wire_name = "PublicBot";
  template <typename Self = PublicBot>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"username">(&Self::username),
                        wire::field<"avatar">(&Self::avatar, {.doc = "A file's id."}),
                        wire::field<"description">(&Self::description, {.doc = "The text of the profile."}));
  }
};
/// Exactly one of them.
struct BotInvite {
  std::optional<ServerId> server;
  std::optional<ChannelId> group;

  static constexpr std::string_view wire_name = "BotInvite";
  template <typename Self = BotInvite>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"server">(&Self::server), wire::field<"group">(&Self::group));
  }
};

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::Invite> {
  static constexpr std::string_view name = "Invite";
};
template <>
struct wire::Describe<bonfire::InviteResponse> {
  static constexpr std::string_view name = "InviteResponse";
};
template <>
struct wire::Describe<bonfire::InviteJoinResponse> {
  static constexpr std::string_view name = "InviteJoinResponse";
};
