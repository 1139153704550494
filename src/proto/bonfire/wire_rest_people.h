// Requests and answers about people, bots, invites and settings (bonfire-rest 3.3, 3.9 to 3.11). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_partial.h"

namespace bonfire {

// --- 3.3 users ------------------------------------------------------------------------------------------------------------
struct UserProfileEdit {
  std::optional<std::string> content;
  std::optional<FileId> background;

  static constexpr std::string_view wire_name = "UserProfileEdit";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"content">(&UserProfileEdit::content, {.max = limits::kProfileTextMax}),
                        wire::field<"background">(
                            &UserProfileEdit::background,
                            {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged backgrounds."}));
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
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"display_name">(&UserEdit::display_name,
                                    {.min = limits::kDisplayNameMin, .max = limits::kDisplayNameMax}),
        wire::field<"pronouns">(&UserEdit::pronouns, {.min = limits::kPronounsMin, .max = limits::kPronounsMax}),
        wire::field<"avatar">(&UserEdit::avatar,
                              {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged avatars."}),
        wire::field<"status">(&UserEdit::status, {.doc = "Each key that is given replaces that part."}),
        wire::field<"profile">(&UserEdit::profile, {.doc = "Each key that is given replaces that part."}),
        wire::field<"badges">(&UserEdit::badges, {.doc = "By privileged users only."}),
        wire::field<"flags">(&UserEdit::flags, {.doc = "By privileged users only."}),
        wire::field<"remove">(&UserEdit::remove, {.null_is_absent = true}));
  }
};
struct UsernameEdit {
  std::string username;
  std::string password;

  static constexpr std::string_view wire_name = "UsernameEdit";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"username">(&UsernameEdit::username, {.min = limits::kUsernameMin, .max = limits::kUsernameMax}),
        wire::field<"password">(&UsernameEdit::password, {.min = limits::kPasswordMin, .max = limits::kPasswordMax}));
  }
};
struct FlagResponse {
  std::uint32_t flags = 0;

  static constexpr std::string_view wire_name = "FlagResponse";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"flags">(&FlagResponse::flags)); }
};
struct MutualResponse {
  std::vector<UserId> users;
  std::vector<ServerId> servers;
  std::vector<ChannelId> channels;

  static constexpr std::string_view wire_name = "MutualResponse";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"users">(&MutualResponse::users), wire::field<"servers">(&MutualResponse::servers),
                        wire::field<"channels">(&MutualResponse::channels, {.doc = "Groups and direct messages."}));
  }
};
struct FriendRequest {
  std::string username;

  static constexpr std::string_view wire_name = "FriendRequest";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"username">(&FriendRequest::username, {.doc = "name#0042"}));
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
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&ServerInvite::code), wire::field<"server">(&ServerInvite::server),
                        wire::field<"creator">(&ServerInvite::creator), wire::field<"channel">(&ServerInvite::channel));
  }
};
struct GroupInvite {
  std::string code;
  UserId creator;
  ChannelId channel;
  static constexpr std::string_view wire_name = "GroupInvite";
  static constexpr std::string_view wire_tag = "Group";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&GroupInvite::code), wire::field<"creator">(&GroupInvite::creator),
                        wire::field<"channel">(&GroupInvite::channel));
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
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"code">(&ServerInviteResponse::code),
                        wire::field<"server_id">(&ServerInviteResponse::server_id),
                        wire::field<"server_name">(&ServerInviteResponse::server_name),
                        wire::field<"server_icon">(&ServerInviteResponse::server_icon),
                        wire::field<"server_banner">(&ServerInviteResponse::server_banner),
                        wire::field<"server_flags">(&ServerInviteResponse::server_flags, {.omit_default = true}),
                        wire::field<"channel_id">(&ServerInviteResponse::channel_id),
                        wire::field<"channel_name">(&ServerInviteResponse::channel_name),
                        wire::field<"channel_description">(&ServerInviteResponse::channel_description),
                        wire::field<"user_name">(&ServerInviteResponse::user_name, {.doc = "Who made the invite."}),
                        wire::field<"user_avatar">(&ServerInviteResponse::user_avatar),
                        wire::field<"member_count">(&ServerInviteResponse::member_count));
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
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"code">(&GroupInviteResponse::code),
                        wire::field<"channel_id">(&GroupInviteResponse::channel_id),
                        wire::field<"channel_name">(&GroupInviteResponse::channel_name),
                        wire::field<"channel_description">(&GroupInviteResponse::channel_description),
                        wire::field<"user_name">(&GroupInviteResponse::user_name),
                        wire::field<"user_avatar">(&GroupInviteResponse::user_avatar));
  }
};
using InviteResponse = std::variant<ServerInviteResponse, GroupInviteResponse>;

struct ServerInviteJoin {
  std::vector<Channel> channels;
  Server server;
  static constexpr std::string_view wire_name = "ServerInviteJoin";
  static constexpr std::string_view wire_tag = "Server";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channels">(&ServerInviteJoin::channels, {.doc = "Those that one can see."}),
                        wire::field<"server">(&ServerInviteJoin::server));
  }
};
struct GroupInviteJoin {
  Channel channel;
  std::vector<User> users;
  static constexpr std::string_view wire_name = "GroupInviteJoin";
  static constexpr std::string_view wire_tag = "Group";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&GroupInviteJoin::channel), wire::field<"users">(&GroupInviteJoin::users));
  }
};
using InviteJoinResponse = std::variant<ServerInviteJoin, GroupInviteJoin>;

// --- 3.10 settings --------------------------------------------------------------------------------------------------------
struct SettingsFetch {
  std::vector<std::string> keys;

  static constexpr std::string_view wire_name = "SettingsFetch";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"keys">(&SettingsFetch::keys)); }
};
/// Body of /sync/settings/set.
using SettingsSet = std::map<std::string, std::string>;

// --- 3.11 bots ------------------------------------------------------------------------------------------------------------
struct BotCreate {
  std::string name;

  static constexpr std::string_view wire_name = "BotCreate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&BotCreate::name, {.min = limits::kUsernameMin, .max = limits::kUsernameMax}));
  }
};
struct BotEdit {
  std::optional<std::string> name;
  std::optional<bool> is_public;
  std::optional<bool> analytics;
  std::optional<std::string> interactions_url;
  std::vector<FieldsBot> remove;

  static constexpr std::string_view wire_name = "BotEdit";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&BotEdit::name, {.min = limits::kUsernameMin, .max = limits::kUsernameMax}),
        wire::field<"public">(&BotEdit::is_public), wire::field<"analytics">(&BotEdit::analytics),
        wire::field<"interactions_url">(&BotEdit::interactions_url,
                                        {.min = limits::kInteractionsUrlMin, .max = limits::kInteractionsUrlMax}),
        wire::field<"remove">(&BotEdit::remove, {.null_is_absent = true, .doc = "Token: a new one is made."}));
  }
};
/// A Bot with its user beside its own members.
struct BotWithUser {
  Bot bot;
  User user;

  static constexpr std::string_view wire_name = "BotWithUser";
  static constexpr auto wire_fields() {
    return wire::fields(wire::flatten(&BotWithUser::bot), wire::field<"user">(&BotWithUser::user));
  }
};
struct OwnedBots {
  std::vector<Bot> bots;
  std::vector<User> users;

  static constexpr std::string_view wire_name = "OwnedBots";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"bots">(&OwnedBots::bots),
                        wire::field<"users">(&OwnedBots::users, {.doc = "In the order of bots."}));
  }
};
struct FetchedBot {
  Bot bot;
  User user;

  static constexpr std::string_view wire_name = "FetchedBot";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"bot">(&FetchedBot::bot), wire::field<"user">(&FetchedBot::user));
  }
};
struct PublicBot {
  UserId id;
  std::string username;
  std::optional<FileId> avatar;
  std::optional<std::string> description;

  static constexpr std::string_view wire_name = "PublicBot";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&PublicBot::id), wire::field<"username">(&PublicBot::username),
                        wire::field<"avatar">(&PublicBot::avatar, {.doc = "A file's id."}),
                        wire::field<"description">(&PublicBot::description, {.doc = "The text of the profile."}));
  }
};
/// Exactly one of them.
struct BotInvite {
  std::optional<ServerId> server;
  std::optional<ChannelId> group;

  static constexpr std::string_view wire_name = "BotInvite";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"server">(&BotInvite::server), wire::field<"group">(&BotInvite::group));
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
