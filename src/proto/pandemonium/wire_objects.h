// The protocol's objects (pandemonium 3.1 to 3.8, 3.10 to 3.14): what both the gateway and the REST side show. Plain values,
// any thread. Ids are JSON numbers. Fields stand in the order in which they are written.
#pragma once

#include "proto/pandemonium/limits.h"
#include "wire/describe.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pandemonium {

using Id = std::uint64_t;

// --- 3.2 ------------------------------------------------------------------------------------------------------------------
enum class StatusType : std::uint8_t { online, offline, idle, busy };
constexpr auto wire_names(StatusType) {
  return wire::names<StatusType>({{StatusType::online, "ONLINE"},
                                  {StatusType::offline, "OFFLINE"},
                                  {StatusType::idle, "IDLE"},
                                  {StatusType::busy, "BUSY"}});
}

/// `Text` is std::string for values of their own and std::string_view for those that are encoded at once (snapshots).
template <typename Text>
struct BasicStatus {
  StatusType type = StatusType::offline;
  std::optional<Text> text;

  static constexpr std::string_view wire_name = "Status";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"type">(&BasicStatus::type, {.doc = "A stored OFFLINE means invisible."}),
                        wire::field<"text">(&BasicStatus::text,
                                            {.doc = "1 to 150 characters; never there when OFFLINE is shown to others."}));
  }
};
using Status = BasicStatus<std::string>;

// --- 3.1 ------------------------------------------------------------------------------------------------------------------
/// Self view with `email` and `verified`, public view without.
template <typename Text>
struct BasicUser {
  Id id = 0;
  Text username;
  std::optional<Text> display_name;
  std::int32_t social_credit = 0;
  BasicStatus<Text> status;
  std::optional<Text> bio;
  std::optional<Id> avatar;
  std::optional<Id> banner;
  std::uint64_t badges = 0;
  std::uint64_t permissions = 0;
  std::optional<Text> email;
  std::optional<bool> verified;

  static constexpr std::string_view wire_name = "User";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&BasicUser::id),
                        wire::field<"username">(&BasicUser::username,
                                                {.doc = "2 to 32 of a-z, 0-9, '_' and '-', at least one letter; unique."}),
                        wire::field<"display_name">(&BasicUser::display_name, {.doc = "2 to 32 characters."}),
                        wire::field<"social_credit">(&BasicUser::social_credit), wire::field<"status">(&BasicUser::status),
                        wire::field<"bio">(&BasicUser::bio, {.doc = "1 to bio_limit characters."}),
                        wire::field<"avatar">(&BasicUser::avatar, {.doc = "A file in the bucket avatars."}),
                        wire::field<"banner">(&BasicUser::banner, {.doc = "A file in the bucket banners."}),
                        wire::field<"badges">(&BasicUser::badges), wire::field<"permissions">(&BasicUser::permissions),
                        wire::field<"email">(&BasicUser::email, {.doc = "Shown to the user alone."}),
                        wire::field<"verified">(&BasicUser::verified, {.doc = "Shown to the user alone."}));
  }
};
using User = BasicUser<std::string>;
using UserView = BasicUser<std::string_view>;  // for encoding at once

// --- 3.6 ------------------------------------------------------------------------------------------------------------------
template <typename Text>
struct BasicMember {
  BasicUser<Text> user;
  Id sphere_id = 0;
  std::optional<Text> nickname;
  std::optional<Id> sphere_avatar;
  std::optional<Id> sphere_banner;
  std::optional<Text> sphere_bio;
  std::optional<Text> sphere_status;

  static constexpr std::string_view wire_name = "Member";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"user">(&BasicMember::user), wire::field<"sphere_id">(&BasicMember::sphere_id),
        wire::field<"nickname">(&BasicMember::nickname, {.doc = "1 to 32 characters."}),
        wire::field<"sphere_avatar">(&BasicMember::sphere_avatar, {.doc = "A file in the bucket member-avatars."}),
        wire::field<"sphere_banner">(&BasicMember::sphere_banner, {.doc = "A file in the bucket member-banners."}),
        wire::field<"sphere_bio">(&BasicMember::sphere_bio, {.doc = "1 to 4096 characters."}),
        wire::field<"sphere_status">(&BasicMember::sphere_status, {.doc = "1 to 128 characters."}));
  }
};
using Member = BasicMember<std::string>;
using MemberView = BasicMember<std::string_view>;

// --- 3.5 ------------------------------------------------------------------------------------------------------------------
struct TextChannel {
  Id id = 0;
  Id sphere_id = 0;
  std::string name;
  std::optional<std::string> topic;
  std::uint32_t position = 0;
  Id category_id = 0;

  static constexpr std::string_view wire_name = "TextChannel";
  static constexpr std::string_view wire_tag = "TEXT";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"id">(&TextChannel::id), wire::field<"sphere_id">(&TextChannel::sphere_id),
        wire::field<"name">(&TextChannel::name, {.doc = "1 to 32 characters."}),
        wire::field<"topic">(&TextChannel::topic, {.doc = "1 to 4096 characters."}),
        wire::field<"position">(&TextChannel::position, {.doc = "Inside its category, from 0."}),
        wire::field<"category_id">(&TextChannel::category_id, {.doc = "The sphere's id for the default category."}));
  }
};
struct VoiceChannel {
  Id id = 0;
  Id sphere_id = 0;
  std::string name;
  std::uint32_t position = 0;
  Id category_id = 0;

  static constexpr std::string_view wire_name = "VoiceChannel";
  static constexpr std::string_view wire_tag = "VOICE";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&VoiceChannel::id), wire::field<"sphere_id">(&VoiceChannel::sphere_id),
                        wire::field<"name">(&VoiceChannel::name), wire::field<"position">(&VoiceChannel::position),
                        wire::field<"category_id">(&VoiceChannel::category_id));
  }
};
using SphereChannel = std::variant<TextChannel, VoiceChannel>;

// --- 3.4 ------------------------------------------------------------------------------------------------------------------
struct Category {
  Id id = 0;
  std::string name;
  std::uint32_t position = 0;
  std::vector<SphereChannel> channels;

  static constexpr std::string_view wire_name = "Category";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Category::id, {.doc = "Equal to the sphere's id for the default category."}),
                        wire::field<"name">(&Category::name, {.doc = "1 to 32 characters."}),
                        wire::field<"position">(&Category::position, {.doc = "0 for the default category."}),
                        wire::field<"channels">(&Category::channels, {.doc = "Ascending position."}));
  }
};

// --- 3.12 -----------------------------------------------------------------------------------------------------------------
struct Emoji {
  Id id = 0;
  Id file_id = 0;
  std::string name;
  Id uploader_id = 0;
  Id sphere_id = 0;

  static constexpr std::string_view wire_name = "Emoji";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Emoji::id),
                        wire::field<"file_id">(&Emoji::file_id, {.doc = "A file in the bucket emojis."}),
                        wire::field<"name">(&Emoji::name, {.doc = "2 to 32 characters."}),
                        wire::field<"uploader_id">(&Emoji::uploader_id), wire::field<"sphere_id">(&Emoji::sphere_id));
  }
};

// --- 3.3 ------------------------------------------------------------------------------------------------------------------
enum class SphereType : std::uint8_t { chat, forum, hybrid };
constexpr auto wire_names(SphereType) {
  return wire::names<SphereType>({{SphereType::chat, "CHAT"}, {SphereType::forum, "FORUM"}, {SphereType::hybrid, "HYBRID"}});
}

/// `Members` is a vector of members, or their JSON where they are many and made ahead.
template <typename Members>
struct BasicSphere {
  Id id = 0;
  Id owner_id = 0;
  std::optional<std::string> name;
  std::string slug;
  SphereType type = SphereType::chat;
  std::optional<std::string> description;
  std::optional<Id> icon;
  std::optional<Id> banner;
  std::uint64_t badges = 0;
  std::vector<Category> categories;
  std::vector<SphereChannel> channels;
  Members members;
  std::vector<Emoji> emojis;

  static constexpr std::string_view wire_name = "Sphere";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"id">(&BasicSphere::id), wire::field<"owner_id">(&BasicSphere::owner_id),
        wire::field<"name">(&BasicSphere::name, {.doc = "1 to 32 characters."}),
        wire::field<"slug">(&BasicSphere::slug, {.doc = "1 to 32 of a-z, 0-9, '_' and '-', at least one letter; unique."}),
        wire::field<"type">(&BasicSphere::type),
        wire::field<"description">(&BasicSphere::description, {.doc = "1 to 4096 characters."}),
        wire::field<"icon">(&BasicSphere::icon, {.doc = "A file in the bucket sphere-icons."}),
        wire::field<"banner">(&BasicSphere::banner, {.doc = "A file in the bucket sphere-banners."}),
        wire::field<"badges">(&BasicSphere::badges),
        wire::field<"categories">(&BasicSphere::categories, {.doc = "Ascending position; the default category first."}),
        wire::field<"channels">(&BasicSphere::channels, {.doc = "All channels in category order, then channel order."}),
        wire::field<"members">(&BasicSphere::members), wire::field<"emojis">(&BasicSphere::emojis));
  }
};
using Sphere = BasicSphere<std::vector<Member>>;
using SphereParts = BasicSphere<wire::Raw>;

// --- 3.14 -----------------------------------------------------------------------------------------------------------------
struct ImageMetadata {
  std::uint32_t width = 0, height = 0;
  static constexpr std::string_view wire_tag = "IMAGE";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"width">(&ImageMetadata::width), wire::field<"height">(&ImageMetadata::height));
  }
};
struct VideoMetadata {
  std::uint32_t width = 0, height = 0;
  static constexpr std::string_view wire_tag = "VIDEO";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"width">(&VideoMetadata::width), wire::field<"height">(&VideoMetadata::height));
  }
};
struct TextMetadata {
  static constexpr std::string_view wire_tag = "TEXT";
  static constexpr auto wire_fields() { return wire::fields(); }
};
struct OtherMetadata {
  static constexpr std::string_view wire_tag = "OTHER";
  static constexpr auto wire_fields() { return wire::fields(); }
};
using FileMetadata = std::variant<OtherMetadata, TextMetadata, ImageMetadata, VideoMetadata>;

struct FileData {
  Id id = 0;
  std::string name;
  std::string bucket;
  FileMetadata metadata;

  static constexpr std::string_view wire_name = "FileData";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&FileData::id),
                        wire::field<"name">(&FileData::name, {.doc = "1 to 256 characters."}),
                        wire::field<"bucket">(&FileData::bucket, {.doc = "Part of the file's identity."}),
                        wire::field<"metadata">(&FileData::metadata));
  }
};

// --- 3.13 -----------------------------------------------------------------------------------------------------------------
/// {"type":"CUSTOM","emoji":{...}} or {"type":"UNICODE","emoji":"..."}
using ReactionEmoji = std::variant<Emoji, std::string>;
/// {"type":"CUSTOM","emoji":42} or {"type":"UNICODE","emoji":"..."}; in request bodies.
using ReactionEmojiReference = std::variant<Id, std::string>;

}  // namespace pandemonium

template <>
struct wire::Describe<pandemonium::SphereChannel> {
  static constexpr std::string_view name = "SphereChannel";
};
template <>
struct wire::Describe<pandemonium::ReactionEmoji> {
  static constexpr std::string_view name = "ReactionEmoji";
  static constexpr auto tags() { return wire::tags<"type", "emoji">("CUSTOM", "UNICODE"); }
};
template <>
struct wire::Describe<pandemonium::ReactionEmojiReference> {
  static constexpr std::string_view name = "ReactionEmojiReference";
  static constexpr auto tags() { return wire::tags<"type", "emoji">("CUSTOM", "UNICODE"); }
};
