// Requests and answers about servers, members, roles, bans, channels and emojis (bonfire-rest 3.4, 3.5, 3.8). Plain values,
// any thread.
#pragma once

#include "proto/bonfire/wire_partial.h"

namespace bonfire {

// --- 3.4 servers ----------------------------------------------------------------------------------------------------------
struct ServerCreate {
  std::string name;
  std::optional<std::string> description;
  std::optional<bool> nsfw;

  static constexpr std::string_view wire_name = "ServerCreate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&ServerCreate::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
                        wire::field<"description">(&ServerCreate::description, {.max = limits::kDescriptionMax}),
                        wire::field<"nsfw">(&ServerCreate::nsfw));
  }
};
struct ServerCreateResponse {
  Server server;
  std::vector<Channel> channels;

  static constexpr std::string_view wire_name = "ServerCreateResponse";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"server">(&ServerCreateResponse::server),
                        wire::field<"channels">(&ServerCreateResponse::channels));
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
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&ServerEdit::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"description">(&ServerEdit::description, {.max = limits::kDescriptionMax}),
        wire::field<"icon">(&ServerEdit::icon,
                            {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged icons."}),
        wire::field<"banner">(&ServerEdit::banner,
                              {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged banners."}),
        wire::field<"system_messages">(&ServerEdit::system_messages, {.doc = "Replaces all of them."}),
        wire::field<"analytics">(&ServerEdit::analytics),
        wire::field<"categories">(&ServerEdit::categories, {.doc = "Replaces all of them."}),
        wire::field<"discoverable">(&ServerEdit::discoverable, {.doc = "By privileged users only."}),
        wire::field<"flags">(&ServerEdit::flags, {.doc = "By privileged users only."}),
        wire::field<"owner">(&ServerEdit::owner, {.doc = "Needs a ticket."}),
        wire::field<"remove">(&ServerEdit::remove, {.null_is_absent = true}));
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
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"type">(&ServerChannelCreate::type,
                            {.null_is_absent = true, .doc = "Text; Voice makes a text channel with `voice`."}),
        wire::field<"name">(&ServerChannelCreate::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"description">(&ServerChannelCreate::description, {.max = limits::kDescriptionMax}),
        wire::field<"nsfw">(&ServerChannelCreate::nsfw), wire::field<"voice">(&ServerChannelCreate::voice));
  }
};

// --- 3.4 members ----------------------------------------------------------------------------------------------------------
struct MembersResponse {
  std::vector<Member> members;
  std::vector<User> users;

  static constexpr std::string_view wire_name = "MembersResponse";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"members">(&MembersResponse::members),
                        wire::field<"users">(&MembersResponse::users, {.doc = "In the order of members."}));
  }
};
struct MemberWithRoles {
  Member member;
  RoleMap<Role> roles;

  static constexpr std::string_view wire_name = "MemberWithRoles";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"member">(&MemberWithRoles::member),
                        wire::field<"roles">(&MemberWithRoles::roles, {.doc = "Those of the member."}));
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
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"nickname">(&MemberEdit::nickname, {.min = limits::kNicknameMin, .max = limits::kNicknameMax}),
        wire::field<"pronouns">(&MemberEdit::pronouns, {.min = limits::kPronounsMin, .max = limits::kPronounsMax}),
        wire::field<"avatar">(&MemberEdit::avatar,
                              {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged avatars."}),
        wire::field<"roles">(&MemberEdit::roles, {.doc = "All of them."}), wire::field<"timeout">(&MemberEdit::timeout),
        wire::field<"can_publish">(&MemberEdit::can_publish), wire::field<"can_receive">(&MemberEdit::can_receive),
        wire::field<"voice_channel">(&MemberEdit::voice_channel, {.doc = "Refused: no voice is offered."}),
        wire::field<"remove">(&MemberEdit::remove, {.null_is_absent = true}));
  }
};

// --- 3.4 bans -------------------------------------------------------------------------------------------------------------
struct BanCreate {
  std::optional<std::string> reason;
  std::optional<std::uint32_t> delete_message_seconds;

  static constexpr std::string_view wire_name = "BanCreate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"reason">(&BanCreate::reason, {.max = limits::kBanReasonMax}),
                        wire::field<"delete_message_seconds">(&BanCreate::delete_message_seconds,
                                                              {.min = 0, .max = limits::kBanDeleteSecondsMax}));
  }
};
struct ServerBan {
  MemberKey id;
  std::optional<std::string> reason;

  static constexpr std::string_view wire_name = "ServerBan";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&ServerBan::id),
                        wire::field<"reason">(&ServerBan::reason, {.null_when_empty = true}));
  }
};
struct BannedUser {
  UserId id;
  std::string username;
  std::string discriminator;
  std::optional<File> avatar;

  static constexpr std::string_view wire_name = "BannedUser";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&BannedUser::id), wire::field<"username">(&BannedUser::username),
                        wire::field<"discriminator">(&BannedUser::discriminator),
                        wire::field<"avatar">(&BannedUser::avatar, {.null_when_empty = true}));
  }
};
struct BanList {
  std::vector<BannedUser> users;
  std::vector<ServerBan> bans;

  static constexpr std::string_view wire_name = "BanList";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"users">(&BanList::users), wire::field<"bans">(&BanList::bans));
  }
};

// --- 3.4 roles and permissions --------------------------------------------------------------------------------------------
/// A `rank` that is given too is not looked at.
struct RoleCreate {
  std::string name;

  static constexpr std::string_view wire_name = "RoleCreate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&RoleCreate::name, {.min = limits::kNameMin, .max = limits::kNameMax}));
  }
};
struct NewRole {
  RoleId id;
  Role role;

  static constexpr std::string_view wire_name = "NewRole";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&NewRole::id), wire::field<"role">(&NewRole::role));
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
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&RoleEdit::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"colour">(&RoleEdit::colour,
                              {.min = limits::kColourMin, .max = limits::kColourMax, .doc = "A colour or a gradient."}),
        wire::field<"hoist">(&RoleEdit::hoist),
        wire::field<"icon">(&RoleEdit::icon,
                            {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged icons."}),
        wire::field<"remove">(&RoleEdit::remove, {.null_is_absent = true}));
  }
};
struct RolesReorder {
  std::vector<RoleId> ranks;

  static constexpr std::string_view wire_name = "RolesReorder";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"ranks">(&RolesReorder::ranks, {.doc = "All roles, the highest first."}));
  }
};
/// For a role, in a server or in a channel.
struct RolePermissionsEdit {
  OverrideField permissions;

  static constexpr std::string_view wire_name = "RolePermissionsEdit";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"permissions">(&RolePermissionsEdit::permissions)); }
};
struct DefaultPermissionsEdit {
  Permissions permissions = 0;

  static constexpr std::string_view wire_name = "DefaultPermissionsEdit";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"permissions">(&DefaultPermissionsEdit::permissions));
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
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&GroupCreate::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"description">(&GroupCreate::description, {.max = limits::kDescriptionMax}),
        wire::field<"icon">(&GroupCreate::icon,
                            {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged icons."}),
        wire::field<"users">(&GroupCreate::users,
                             {.max = limits::kGroupUsersMax, .null_is_absent = true, .doc = "Friends of the caller."}),
        wire::field<"nsfw">(&GroupCreate::nsfw));
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
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&ChannelEdit::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"description">(&ChannelEdit::description, {.max = limits::kDescriptionMax}),
        wire::field<"icon">(&ChannelEdit::icon,
                            {.min = limits::kFileIdMin, .max = limits::kFileIdMax, .doc = "A file tagged icons."}),
        wire::field<"nsfw">(&ChannelEdit::nsfw), wire::field<"owner">(&ChannelEdit::owner, {.doc = "Of a group."}),
        wire::field<"voice">(&ChannelEdit::voice),
        wire::field<"slowmode">(&ChannelEdit::slowmode, {.min = 0, .max = limits::kSlowmodeMax, .doc = "Seconds."}),
        wire::field<"remove">(&ChannelEdit::remove, {.null_is_absent = true}));
  }
};
/// A number for groups, an override for text channels.
struct ChannelDefaultPermissionsEdit {
  std::variant<Permissions, OverrideField> permissions;

  static constexpr std::string_view wire_name = "ChannelDefaultPermissionsEdit";
  static constexpr auto wire_fields();
};

// --- 3.8 emojis -----------------------------------------------------------------------------------------------------------
struct EmojiCreate {
  std::string name;
  EmojiParent parent;
  std::optional<bool> nsfw;

  static constexpr std::string_view wire_name = "EmojiCreate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&EmojiCreate::name, {.min = limits::kNameMin, .max = limits::kNameMax}),
                        wire::field<"parent">(&EmojiCreate::parent), wire::field<"nsfw">(&EmojiCreate::nsfw));
  }
};
struct EmojiEdit {
  std::optional<std::string> name;

  static constexpr std::string_view wire_name = "EmojiEdit";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&EmojiEdit::name, {.min = limits::kNameMin, .max = limits::kNameMax}));
  }
};

}  // namespace bonfire

template <>
struct wire::Describe<std::variant<bonfire::Permissions, bonfire::OverrideField>> {
  static constexpr bool untagged = true;
};

namespace bonfire {

constexpr auto ChannelDefaultPermissionsEdit::wire_fields() {
  return wire::fields(wire::field<"permissions">(&ChannelDefaultPermissionsEdit::permissions));
}

}  // namespace bonfire
