// Communities and what they are made of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/change.h"
#include "core/ids.h"
#include "core/permissions.h"

namespace core {

/// The last three are private spaces: what two people, a group or one person alone have for themselves. Such a space has one
/// channel of the ChannelKind of the same name, and its members are those who take part. It has no categories but the
/// default one, no roles, no emojis.
enum class CommunityKind : std::uint8_t { chat, forum, hybrid, direct, group, saved };
constexpr bool is_private(CommunityKind kind) { return kind >= CommunityKind::direct; }

/// Where a community announces what happens to its members.
struct SystemChannels {
  std::optional<ChannelId> joined, left, kicked, banned;
  friend bool operator==(const SystemChannels&, const SystemChannels&) = default;
};

struct Community {
  CommunityId id;
  UserId owner;
  std::optional<std::string> name;
  std::string slug;  // unique, lower case; also the public invite; empty for private spaces
  CommunityKind kind = CommunityKind::chat;
  std::optional<std::string> description;
  std::optional<FileId> icon;
  std::optional<FileId> banner;
  std::uint64_t badges = 0;
  Permissions default_permissions = permission::community_default;
  SystemChannels system_channels;
  bool nsfw = false;
  bool analytics = false;
  bool discoverable = false;
  std::uint32_t flags = 0;  // 1 official, 2 verified
  friend bool operator==(const Community&, const Community&) = default;
};

struct CommunityEdit {
  Change<std::string> name;
  Change<CommunityKind> kind;
  Change<std::string> description;
  Change<FileId> icon;
  Change<FileId> banner;
  Change<UserId> owner;
  Change<Permissions> default_permissions;
  Change<SystemChannels> system_channels;  // clearing empties it
  Change<bool> nsfw;
  Change<bool> analytics;
  Change<bool> discoverable;
  Change<std::uint32_t> flags;
  void apply_to(Community& community) const {
    name.apply_to(community.name);
    kind.apply_to(community.kind);
    description.apply_to(community.description);
    icon.apply_to(community.icon);
    banner.apply_to(community.banner);
    owner.apply_to(community.owner);
    default_permissions.apply_to(community.default_permissions);
    if (system_channels) community.system_channels = system_channels.is_set() ? system_channels.value() : SystemChannels{};
    nsfw.apply_to(community.nsfw);
    analytics.apply_to(community.analytics);
    discoverable.apply_to(community.discoverable);
    flags.apply_to(community.flags);
  }
  friend bool operator==(const CommunityEdit&, const CommunityEdit&) = default;
};

struct Category {
  CategoryId id;
  CommunityId community;
  std::string name;
  std::uint32_t position = 0;  // 0 is the default category; positions have no gaps
  std::string alias;           // another name for its id, chosen by the client that made it; usually empty
  friend bool operator==(const Category&, const Category&) = default;
};

struct CategoryEdit {
  Change<std::string> name;
  Change<std::uint32_t> position;
  friend bool operator==(const CategoryEdit&, const CategoryEdit&) = default;
};

enum class ChannelKind : std::uint8_t { text, voice, planet, home, direct, group, saved };

struct Channel {
  ChannelId id;
  ChannelKind kind = ChannelKind::text;
  CommunityId community;
  CategoryId category;
  std::string name;
  std::optional<std::string> topic;
  std::uint32_t position = 0;  // within its category, from 0, without gaps
  PermissionOverride default_override;
  std::vector<RoleOverride> role_overrides;  // ascending role id
  std::optional<FileId> icon;
  bool nsfw = false;
  std::uint32_t slowmode_s = 0;
  std::uint32_t voice_users_max = 0;             // of voice channels; 0: no limit
  std::optional<Permissions> group_permissions;  // of groups: what those who do not own it may do; none: the default set
  bool active = true;                            // of direct channels: shown in the list
  MessageId last_message;                        // 0: none
  friend bool operator==(const Channel&, const Channel&) = default;
};

struct ChannelEdit {
  Change<std::string> name;
  Change<std::string> topic;
  Change<std::uint32_t> position;
  Change<CategoryId> category;
  Change<PermissionOverride> default_override;       // clearing empties it
  Change<std::vector<RoleOverride>> role_overrides;  // all of them
  Change<FileId> icon;
  Change<bool> nsfw;
  Change<std::uint32_t> slowmode_s;  // clearing: 0
  Change<ChannelKind> kind;          // text or voice
  Change<std::uint32_t> voice_users_max;
  Change<Permissions> group_permissions;
  Change<bool> active;
  /// All but the place (position and category), which depends on the others.
  void apply_to(Channel& channel) const {
    name.apply_to(channel.name);
    topic.apply_to(channel.topic);
    if (default_override) channel.default_override = default_override.value();
    if (role_overrides) channel.role_overrides = role_overrides.value();
    icon.apply_to(channel.icon);
    nsfw.apply_to(channel.nsfw);
    if (slowmode_s) channel.slowmode_s = slowmode_s.value();
    kind.apply_to(channel.kind);
    if (voice_users_max) channel.voice_users_max = voice_users_max.value();
    group_permissions.apply_to(channel.group_permissions);
    active.apply_to(channel.active);
  }
  friend bool operator==(const ChannelEdit&, const ChannelEdit&) = default;
};

struct Role {
  RoleId id;
  CommunityId community;
  std::string name;
  std::int32_t rank = 0;  // the smallest rank is the most powerful
  PermissionOverride permissions;
  std::optional<std::string> colour;  // a CSS colour or gradient
  bool hoist = false;                 // its members are listed apart
  std::optional<FileId> icon;
  friend bool operator==(const Role&, const Role&) = default;
};

struct RoleEdit {
  Change<std::string> name;
  Change<PermissionOverride> permissions;
  Change<std::string> colour;
  Change<bool> hoist;
  Change<FileId> icon;
  void apply_to(Role& role) const {
    name.apply_to(role.name);
    permissions.apply_to(role.permissions);
    colour.apply_to(role.colour);
    hoist.apply_to(role.hoist);
    icon.apply_to(role.icon);
  }
  friend bool operator==(const RoleEdit&, const RoleEdit&) = default;
};

struct Member {
  CommunityId community;
  UserId user;
  std::optional<std::string> nickname;
  std::optional<FileId> avatar;
  std::optional<FileId> banner;
  std::optional<std::string> bio;
  std::optional<std::string> status_text;
  std::vector<RoleId> roles;  // sorted
  std::optional<std::int64_t> timeout_until_ms;
  std::int64_t joined_ms = 0;
  std::optional<std::string> pronouns;
  bool may_speak = true;   // false: muted in voice channels
  bool may_listen = true;  // false: deafened there
  friend bool operator==(const Member&, const Member&) = default;
};

struct MemberEdit {
  Change<std::string> nickname;
  Change<FileId> avatar;
  Change<FileId> banner;
  Change<std::string> bio;
  Change<std::string> status_text;
  Change<std::vector<RoleId>> roles;  // all of them, sorted; clearing: none
  Change<std::int64_t> timeout_until_ms;
  Change<std::string> pronouns;
  Change<bool> may_speak;
  Change<bool> may_listen;
  void apply_to(Member& member) const {
    nickname.apply_to(member.nickname);
    avatar.apply_to(member.avatar);
    banner.apply_to(member.banner);
    bio.apply_to(member.bio);
    status_text.apply_to(member.status_text);
    if (roles) member.roles = roles.value();
    timeout_until_ms.apply_to(member.timeout_until_ms);
    pronouns.apply_to(member.pronouns);
    may_speak.apply_to(member.may_speak);
    may_listen.apply_to(member.may_listen);
  }
  friend bool operator==(const MemberEdit&, const MemberEdit&) = default;
};

struct Emoji {
  EmojiId id;
  CommunityId community;
  FileId file;
  std::string name;
  UserId uploader;
  bool animated = false;
  bool nsfw = false;
  bool detached = false;  // deleted: no longer the community's, but what was written with it can still be shown
  friend bool operator==(const Emoji&, const Emoji&) = default;
};

struct Ban {
  CommunityId community;
  UserId user;
  std::optional<std::string> reason;
  friend bool operator==(const Ban&, const Ban&) = default;
};

/// Whoever has the code may join the community (or the group) and starts in that channel. Does not expire.
struct Invite {
  std::string code;
  CommunityId community;
  ChannelId channel;
  UserId creator;
  friend bool operator==(const Invite&, const Invite&) = default;
};

/// Lets a program without an account write into one channel. Its token is derived, not stored (service/derived_token.h).
struct Webhook {
  WebhookId id;
  CommunityId community;
  ChannelId channel;
  UserId creator;
  std::string name;
  std::optional<FileId> avatar;
  Permissions permissions = permission::webhook_default;
  friend bool operator==(const Webhook&, const Webhook&) = default;
};

struct WebhookEdit {
  Change<std::string> name;
  Change<FileId> avatar;
  Change<Permissions> permissions;
  void apply_to(Webhook& webhook) const {
    name.apply_to(webhook.name);
    avatar.apply_to(webhook.avatar);
    permissions.apply_to(webhook.permissions);
  }
  friend bool operator==(const WebhookEdit&, const WebhookEdit&) = default;
};

/// One line of a community's audit log. `action` is JSON made by service/audit.h.
struct AuditEntry {
  AuditEntryId id;
  CommunityId community;
  UserId user;
  std::uint64_t target = 0;  // id of whatever it was done to; 0: none
  std::string type;          // "MemberKick", ...
  std::string action;        // the further members of the entry, a JSON object
  std::optional<std::string> reason;
  friend bool operator==(const AuditEntry&, const AuditEntry&) = default;
};

}  // namespace core
