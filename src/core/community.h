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

enum class CommunityKind : std::uint8_t { chat, forum, hybrid };

struct Community {
  CommunityId id;
  UserId owner;
  std::optional<std::string> name;
  std::string slug;  // unique, lower case; also the public invite
  CommunityKind kind = CommunityKind::chat;
  std::optional<std::string> description;
  std::optional<FileId> icon;
  std::optional<FileId> banner;
  std::uint64_t badges = 0;
  Permissions default_permissions = permission::community_default;
  friend bool operator==(const Community&, const Community&) = default;
};

struct CommunityEdit {
  Change<std::string> name;
  Change<CommunityKind> kind;
  Change<std::string> description;
  Change<FileId> icon;
  Change<FileId> banner;
  void apply_to(Community& community) const {
    name.apply_to(community.name);
    kind.apply_to(community.kind);
    description.apply_to(community.description);
    icon.apply_to(community.icon);
    banner.apply_to(community.banner);
  }
  friend bool operator==(const CommunityEdit&, const CommunityEdit&) = default;
};

struct Category {
  CategoryId id;
  CommunityId community;
  std::string name;
  std::uint32_t position = 0;  // 0 is the default category; positions have no gaps
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
  std::vector<RoleOverride> role_overrides;
  friend bool operator==(const Channel&, const Channel&) = default;
};

struct ChannelEdit {
  Change<std::string> name;
  Change<std::string> topic;
  Change<std::uint32_t> position;
  Change<CategoryId> category;
  friend bool operator==(const ChannelEdit&, const ChannelEdit&) = default;
};

struct Role {
  RoleId id;
  CommunityId community;
  std::string name;
  std::int32_t rank = 0;  // the smallest rank is the most powerful
  PermissionOverride permissions;
  friend bool operator==(const Role&, const Role&) = default;
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
  friend bool operator==(const Member&, const Member&) = default;
};

struct MemberEdit {
  Change<std::string> nickname;
  Change<FileId> avatar;
  Change<FileId> banner;
  Change<std::string> bio;
  Change<std::string> status_text;
  void apply_to(Member& member) const {
    nickname.apply_to(member.nickname);
    avatar.apply_to(member.avatar);
    banner.apply_to(member.banner);
    bio.apply_to(member.bio);
    status_text.apply_to(member.status_text);
  }
  friend bool operator==(const MemberEdit&, const MemberEdit&) = default;
};

struct Emoji {
  EmojiId id;
  CommunityId community;
  FileId file;
  std::string name;
  UserId uploader;
  friend bool operator==(const Emoji&, const Emoji&) = default;
};

struct Ban {
  CommunityId community;
  UserId user;
  std::optional<std::string> reason;
};

}  // namespace core
