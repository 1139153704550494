// Requests and answers about servers, members, roles, bans, channels and emojis (bonfire-rest 3.4, 3.5, 3.8). Plain values,
// any thread.
#pragma once

#include "proto/bonfire/wire_channels.h"
#include "proto/bonfire/wire_partial.h"
#include "proto/bonfire/wire_servers.h"
#include "proto/bonfire/wire_users.h"

namespace bonfire {

// --- 3.4 servers ----------------------------------------------------------------------------------------------------------
struct ServerCreate {
  std::string name;
  std::optional<std::string> description;
  std::optional<bool> nsfw;

  static constexpr std::string_view wire_name = "ServerCreate";
  template <typename Self = ServerCreate>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&Self::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
                        wire::field<"description">(&Self::description, {.max = limits::kDescriptionMax}),
                        wire::field<"nsfw">(&Self::nsfw));
  }
};
struct ServerCreateResponse {
  Server server;
  std::vector<Channel> channels;

  static constexpr std::string_view wire_name = "ServerCreateResponse";
  template <typename Self = ServerCreateResponse>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"server">(&Self::server), wire::field<"channels">(&Self::channels));
  }
};
struct ServerEdit {
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<FileId> icon;
  std::optional<FileId> banner;
  std::optional<SystemMessageChannels> system_messages;
  std::optional<bool> analytics;
  std::optional<std::vector<Category>> categories;
  std::optional<bool> discoverable;
  std::optional<std::uint32_t> flags;
  std::optional<UserId> owner;
  std::vector<FieldsServer> remove;

  static constexpr std::string_view wire_name = "ServerEdit";
  template <typename Self = ServerEdit>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&Self::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"description">(&Self::description, {.max = limits::kDescriptionMax}),
        wire::field<"icon">(&Self::icon,
                            {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged icons."}),
        wire::field<"banner">(&Self::banner,
                              {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged banners."}),
        wire::field<"system_messages">(&Self::system_messages, {.doc = "Replaces all of them."}),
        wire::field<"analytics">(&Self::analytics),
        wire::field<"categories">(&Self::categories, {.doc = "Replaces all of them."}),
        wire::field<"discoverable">(&Self::discoverable, {.doc = "By privileged users only."}),
        wire::field<"flags">(&Self::flags, {.doc = "By privileged users only."}),
        wire::field<"owner">(&Self::owner, {.doc = "Needs a ticket."}),
        wire::field<"remove">(&Self::remove, {.null_is_absent = true}));
  }
};

enum class ServerChannelType : std::uint8_t { text, voice };
constexpr auto wire_names(ServerChannelType) {
  return wire::names<ServerChannelType>({{ServerChannelType::text, "Text"}, {ServerChannelType::voice, "Voice"}});
}
struct ServerChannelCreate {
  ServerChannelType type = ServerChannelType::text;
  std::string name;
  std::optional<std::string> description;
  std::optional<bool> nsfw;
  std::optional<VoiceInformation> voice;

  static constexpr std::string_view wire_name = "ServerChannelCreate";
  template <typename Self = ServerChannelCreate>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"type">(&Self::type, {.null_is_absent = true, .doc = "Text; Voice makes a text channel with `voice`."}),
        wire::field<"name">(&Self::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"description">(&Self::description, {.max = limits::kDescriptionMax}), wire::field<"nsfw">(&Self::nsfw),
        wire::field<"voice">(&Self::voice));
  }
};

// --- 3.4 members ----------------------------------------------------------------------------------------------------------
struct MembersResponse {
  std::vector<Member> members;
  std::vector<User> users;

  static constexpr std::string_view wire_name = "MembersResponse";
  template <typename Self = MembersResponse>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"members">(&Self::members),
                        wire::field<"users">(&Self::users, {.doc = "In the order of members."}));
  }
};
struct MemberWithRoles {
  Member member;
  RoleMap<Role> roles;

  static constexpr std::string_view wire_name = "MemberWithRoles";
  template <typename Self = MemberWithRoles>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"member">(&Self::member),
                        wire::field<"roles">(&Self::roles, {.doc = "Those of the member."}));
  }
};
struct MemberEdit {
  std::optional<std::string> nickname;
  std::optional<std::string> pronouns;
  std::optional<FileId> avatar;
  std::optional<std::vector<RoleId>> roles;
  std::optional<wire::Timestamp> timeout;
  std::optional<bool> can_publish;
  std::optional<bool> can_receive;
  std::optional<ChannelId> voice_channel;
  std::vector<FieldsMember> remove;

  static constexpr std::string_view wire_name = "MemberEdit";
  template <typename Self = MemberEdit>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"nickname">(&Self::nickname, {.min = limits::kNicknameMin, .max = limits::kNicknameMax}),
        wire::field<"pronouns">(&Self::pronouns, {.min = limits::kPronounsMin, .max = limits::kPronounsMax}),
        wire::field<"avatar">(&Self::avatar,
                              {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged avatars."}),
        wire::field<"roles">(&Self::roles, {.doc = "All of them."}), wire::field<"timeout">(&Self::timeout),
        wire::field<"can_publish">(&Self::can_publish), wire::field<"can_receive">(&Self::can_receive),
        wire::field<"voice_channel">(&Self::voice_channel, {.doc = "Refused: no voice is offered."}),
        wire::field<"remove">(&Self::remove, {.null_is_absent = true}));
  }
};

// --- 3.4 bans -------------------------------------------------------------------------------------------------------------
struct BanCreate {
  std::optional<std::string> reason;
  std::optional<std::uint32_t> delete_message_seconds;

  static constexpr std::string_view wire_name = "BanCreate";
  template <typename Self = BanCreate>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"reason">(&Self::reason, {.max = limits::kBanReasonMax}),
                        wire::field<"delete_message_seconds">(&Self::delete_message_seconds,
                                                              {.min = 0, .max = limits::kBanDeleteSecondsMax}));
  }
};
struct ServerBan {
  MemberKey id;
  std::optional<std::string> reason;

  static constexpr std::string_view wire_name = "ServerBan";
  template <typename Self = ServerBan>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"reason">(&Self::reason, {.null_when_empty = true}));
  }
};
struct BannedUser {
  UserId id;
  std::string username;
  std::string discriminator;
  std::optional<File> avatar;

  static constexpr std::string_view wire_name = "BannedUser";
  template <typename Self = BannedUser>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"username">(&Self::username),
                        wire::field<"discriminator">(&Self::discriminator),
                        wire::field<"avatar">(&Self::avatar, {.null_when_empty = true}));
  }
};
struct BanList {
  std::vector<BannedUser> users;
  std::vector<ServerBan> bans;

  static constexpr std::string_view wire_name = "BanList";
  template <typename Self = BanList>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"users">(&Self::users), wire::field<"bans">(&Self::bans));
  }
};

// --- 3.4 roles and permissions --------------------------------------------------------------------------------------------
/// A `rank` that is given too is not looked at.
struct RoleCreate {
  std::string name;

  static constexpr std::string_view wire_name = "RoleCreate";
  template <typename Self = RoleCreate>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&Self::name, {.min = limits::kNameMin, .max = limits::kNameMax}));
  }
};
struct NewRole {
  RoleId id;
  Role role;

  static constexpr std::string_view wire_name = "NewRole";
  template <typename Self = NewRole>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"role">(&Self::role));
  }
};
/// A `rank` that is given too is not looked at.
struct RoleEdit {
  std::optional<std::string> name;
  std::optional<std::string> colour;
  std::optional<bool> hoist;
  std::optional<FileId> icon;
  std::vector<FieldsRole> remove;

  static constexpr std::string_view wire_name = "RoleEdit";
  template <typename Self = RoleEdit>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&Self::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"colour">(&Self::colour,
                              {.min = limits::kColourMin, .max = limits::kColourMax, .doc = "A colour or a gradient."}),
        wire::field<"hoist">(&Self::hoist),
        wire::field<"icon">(&Self::icon,
                            {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged icons."}),
        wire::field<"remove">(&Self::remove, {.null_is_absent = true}));
  }
};
struct RolesReorder {
  std::vector<RoleId> ranks;

  static constexpr std::string_view wire_name = "RolesReorder";
  template <typename Self = RolesReorder>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"ranks">(&Self::ranks, {.doc = "All roles, the highest first."}));
  }
};
/// For a role, in a server or in a channel.
struct RolePermissionsEdit {
  OverrideField permissions;

  static constexpr std::string_view wire_name = "RolePermissionsEdit";
  template <typename Self = RolePermissionsEdit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"permissions">(&Self::permissions));
  }
};
struct DefaultPermissionsEdit {
  Permissions permissions = 0;

  static constexpr std::string_view wire_name = "DefaultPermissionsEdit";
  template <typename Self = DefaultPermissionsEdit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"permissions">(&Self::permissions));
  }
};

// --- 3.5 channels and groups ----------------------------------------------------------------------------------------------
struct GroupCreate {
  std::string name;
  std::optional<std::string> description;
  std::optional<FileId> icon;
  std::vector<UserId> users;
  std::optional<bool> nsfw;

  static constexpr std::string_view wire_name = "GroupCreate";
  template <typename Self = GroupCreate>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&Self::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"description">(&Self::description, {.max = limits::kDescriptionMax}),
        wire::field<"icon">(&Self::icon,
                            {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged icons."}),
        wire::field<"users">(&Self::users,
                             {.max = limits::kGroupUsersMax, .null_is_absent = true, .doc = "Friends of the caller."}),
        wire::field<"nsfw">(&Self::nsfw));
  }
};
/// `archived` is accepted and not looked at, as everything that is not declared.
struct ChannelEdit {
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<FileId> icon;
  std::optional<bool> nsfw;
  std::optional<UserId> owner;
  std::optional<VoiceInformation> voice;
  std::optional<std::uint32_t> slowmode;
  std::vector<FieldsChannel> remove;

  static constexpr std::string_view wire_name = "ChannelEdit";
  template <typename Self = ChannelEdit>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&Self::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"description">(&Self::description, {.max = limits::kDescriptionMax}),
        wire::field<"icon">(&Self::icon,
                            {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged icons."}),
        wire::field<"nsfw">(&Self::nsfw), wire::field<"owner">(&Self::owner, {.doc = "Of a group."}),
        wire::field<"voice">(&Self::voice),
        wire::field<"slowmode">(&Self::slowmode, {.min = 0, .max = limits::kSlowmodeMax, .doc = "Seconds."}),
        wire::field<"remove">(&Self::remove, {.null_is_absent = true}));
  }
};
/// A number for groups, an override for text channels.
struct ChannelDefaultPermissionsEdit {
  std::variant<Permissions, OverrideField> permissions;

  static constexpr std::string_view wire_name = "ChannelDefaultPermissionsEdit";
  template <typename Self = ChannelDefaultPermissionsEdit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"permissions">(&Self::permissions));
  }
};

// --- 3.8 emojis -----------------------------------------------------------------------------------------------------------
struct EmojiCreate {
  std::string name;
  EmojiParent parent;
  std::optional<bool> nsfw;

  static constexpr std::string_view wire_name = "EmojiCreate";
  template <typename Self = EmojiCreate>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&Self::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
                        wire::field<"parent">(&Self::parent), wire::field<"nsfw">(&Self::nsfw));
  }
};
struct EmojiEdit {
  std::optional<std::string> name;

  static constexpr std::string_view wire_name = "EmojiEdit";
  template <typename Self = EmojiEdit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&Self::name, {.min = limits::kNameMin, .max = limits::kNameMax}));
  }
};

}  // namespace bonfire

template <>
struct wire::Describe<std::variant<bonfire::Permissions, bonfire::OverrideField>> {
  static constexpr bool untagged = true;
};
