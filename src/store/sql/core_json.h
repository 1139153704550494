// How core values are written as JSON inside the database: event bodies and the columns that hold lists. Stored data depends
// on these names: add members with `optional`, never rename one. Included by event_codec.cpp and json_columns.cpp only;
// protocols describe types of their own and never these.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/event.h"
#include "wire/describe.h"

namespace core {

constexpr auto wire_names(CommunityKind) {
  using enum CommunityKind;
  return wire::names<CommunityKind>({{chat, "chat"}, {forum, "forum"}, {hybrid, "hybrid"}});
}
constexpr auto wire_names(ChannelKind) {
  using enum ChannelKind;
  return wire::names<ChannelKind>({{text, "text"},
                                   {voice, "voice"},
                                   {planet, "planet"},
                                   {home, "home"},
                                   {direct, "direct"},
                                   {group, "group"},
                                   {saved, "saved"}});
}
constexpr auto wire_names(StatusKind) {
  using enum StatusKind;
  return wire::names<StatusKind>(
      {{online, "online"}, {idle, "idle"}, {busy, "busy"}, {focus, "focus"}, {invisible, "invisible"}});
}
constexpr auto wire_names(FileBucket) {
  using enum FileBucket;
  return wire::names<FileBucket>({{attachments, "attachments"},
                                  {avatars, "avatars"},
                                  {banners, "banners"},
                                  {community_icons, "community_icons"},
                                  {community_banners, "community_banners"},
                                  {member_avatars, "member_avatars"},
                                  {member_banners, "member_banners"},
                                  {emojis, "emojis"}});
}
constexpr auto wire_names(FileMedia) {
  using enum FileMedia;
  return wire::names<FileMedia>({{image, "image"}, {video, "video"}, {text, "text"}, {other, "other"}});
}

}  // namespace core

namespace wire {

template <typename Tag>
struct Describe<core::Id<Tag>> {
  using As = std::uint64_t;
  static As to(const core::Id<Tag>& id) { return id.value; }
  static std::optional<core::Id<Tag>> from(As value) { return core::Id<Tag>(value); }
};

template <typename T>
struct Describe<core::Change<T>> {
  using ChangeOf = T;
  static bool is_absent(const core::Change<T>& c) { return c.absent(); }
  static const T* value(const core::Change<T>& c) { return c.is_set() ? &c.value() : nullptr; }
  static core::Change<T> null() { return core::Change<T>::cleared(); }
  static core::Change<T> set(T value) { return core::Change<T>(std::move(value)); }
};

/// A hash, in hexadecimal.
template <>
struct Describe<std::array<unsigned char, 32>> {
  using As = std::string;
  static As to(const std::array<unsigned char, 32>& bytes);
  static std::optional<std::array<unsigned char, 32>> from(const As& text);
};

template <>
struct Describe<core::Status> {
  using T = core::Status;
  static constexpr auto fields() { return wire::fields(field<"kind">(&T::kind), field<"text">(&T::text)); }
};
template <>
struct Describe<core::User> {
  using T = core::User;
  static constexpr auto fields() {
    return wire::fields(field<"id">(&T::id), field<"username">(&T::username), field<"display_name">(&T::display_name),
                        field<"status">(&T::status), field<"bio">(&T::bio), field<"avatar">(&T::avatar),
                        field<"banner">(&T::banner), field<"social_credit">(&T::social_credit, {.omit_default = true}),
                        field<"badges">(&T::badges, {.omit_default = true}),
                        field<"instance_permissions">(&T::instance_permissions, {.omit_default = true}),
                        field<"bot">(&T::bot, {.omit_default = true}), field<"deleted">(&T::deleted, {.omit_default = true}),
                        field<"revision">(&T::revision, {.omit_default = true}));
  }
};

template <>
struct Describe<core::PermissionOverride> {
  using T = core::PermissionOverride;
  static constexpr auto fields() { return wire::fields(field<"allow">(&T::allow), field<"deny">(&T::deny)); }
};
template <>
struct Describe<core::RoleOverride> {
  using T = core::RoleOverride;
  static constexpr auto fields() { return wire::fields(field<"role">(&T::role), field<"value">(&T::value)); }
};
template <>
struct Describe<core::CommunityEdit> {
  using T = core::CommunityEdit;
  static constexpr auto fields() {
    return wire::fields(field<"name">(&T::name), field<"kind">(&T::kind), field<"description">(&T::description),
                        field<"icon">(&T::icon), field<"banner">(&T::banner));
  }
};
template <>
struct Describe<core::Category> {
  using T = core::Category;
  static constexpr auto fields() {
    return wire::fields(field<"id">(&T::id), field<"community">(&T::community), field<"name">(&T::name),
                        field<"position">(&T::position));
  }
};
template <>
struct Describe<core::CategoryEdit> {
  using T = core::CategoryEdit;
  static constexpr auto fields() { return wire::fields(field<"name">(&T::name), field<"position">(&T::position)); }
};
template <>
struct Describe<core::Channel> {
  using T = core::Channel;
  static constexpr auto fields() {
    return wire::fields(field<"id">(&T::id), field<"kind">(&T::kind), field<"community">(&T::community),
                        field<"category">(&T::category), field<"name">(&T::name), field<"topic">(&T::topic),
                        field<"position">(&T::position), field<"default_override">(&T::default_override),
                        field<"role_overrides">(&T::role_overrides, {.omit_default = true}));
  }
};
template <>
struct Describe<core::ChannelEdit> {
  using T = core::ChannelEdit;
  static constexpr auto fields() {
    return wire::fields(field<"name">(&T::name), field<"topic">(&T::topic), field<"position">(&T::position),
                        field<"category">(&T::category));
  }
};
template <>
struct Describe<core::Member> {
  using T = core::Member;
  static constexpr auto fields() {
    return wire::fields(field<"community">(&T::community), field<"user">(&T::user), field<"nickname">(&T::nickname),
                        field<"avatar">(&T::avatar), field<"banner">(&T::banner), field<"bio">(&T::bio),
                        field<"status_text">(&T::status_text), field<"roles">(&T::roles, {.omit_default = true}),
                        field<"timeout_until_ms">(&T::timeout_until_ms), field<"joined_ms">(&T::joined_ms));
  }
};
template <>
struct Describe<core::MemberEdit> {
  using T = core::MemberEdit;
  static constexpr auto fields() {
    return wire::fields(field<"nickname">(&T::nickname), field<"avatar">(&T::avatar), field<"banner">(&T::banner),
                        field<"bio">(&T::bio), field<"status_text">(&T::status_text));
  }
};
template <>
struct Describe<core::Emoji> {
  using T = core::Emoji;
  static constexpr auto fields() {
    return wire::fields(field<"id">(&T::id), field<"community">(&T::community), field<"file">(&T::file),
                        field<"name">(&T::name), field<"uploader">(&T::uploader));
  }
};

template <>
struct Describe<core::File> {
  using T = core::File;
  static constexpr auto fields() {
    return wire::fields(field<"id">(&T::id), field<"bucket">(&T::bucket), field<"name">(&T::name),
                        field<"content_type">(&T::content_type), field<"size">(&T::size), field<"media">(&T::media),
                        field<"width">(&T::width), field<"height">(&T::height), field<"content_hash">(&T::content_hash));
  }
};
template <>
struct Describe<core::Attachment> {
  using T = core::Attachment;
  static constexpr auto fields() {
    return wire::fields(field<"file">(&T::file), field<"description">(&T::description),
                        field<"spoiler">(&T::spoiler, {.omit_default = true}));
  }
};
template <>
struct Describe<core::CustomEmbed> {
  using T = core::CustomEmbed;
  static constexpr auto fields() {
    return wire::fields(field<"content">(&T::content), field<"thumbnail">(&T::thumbnail), field<"colour">(&T::colour),
                        field<"border_colour">(&T::border_colour));
  }
};
template <>
struct Describe<core::ImageEmbed> {
  using T = core::ImageEmbed;
  static constexpr auto fields() {
    return wire::fields(field<"url">(&T::url), field<"width">(&T::width), field<"height">(&T::height));
  }
};
template <>
struct Describe<core::VideoEmbed> {
  using T = core::VideoEmbed;
  static constexpr auto fields() {
    return wire::fields(field<"url">(&T::url), field<"width">(&T::width), field<"height">(&T::height));
  }
};
template <>
struct Describe<core::WebsiteEmbed> {
  using T = core::WebsiteEmbed;
  static constexpr auto fields() {
    return wire::fields(field<"url">(&T::url), field<"name">(&T::name), field<"title">(&T::title),
                        field<"description">(&T::description), field<"colour">(&T::colour), field<"image">(&T::image),
                        field<"image_width">(&T::image_width), field<"image_height">(&T::image_height));
  }
};
template <>
struct Describe<core::YouTubeEmbed> {
  using T = core::YouTubeEmbed;
  static constexpr auto fields() {
    return wire::fields(field<"url">(&T::url), field<"title">(&T::title), field<"video_id">(&T::video_id),
                        field<"description">(&T::description), field<"channel">(&T::channel),
                        field<"channel_url">(&T::channel_url), field<"timestamp_s">(&T::timestamp_s));
  }
};
template <>
struct Describe<core::SpotifyEmbed> {
  using T = core::SpotifyEmbed;
  static constexpr auto fields() {
    return wire::fields(field<"url">(&T::url), field<"title">(&T::title), field<"iframe">(&T::iframe));
  }
};
template <>
struct Describe<core::Embed> {
  static constexpr auto tags() { return wire::tags<"kind">("custom", "image", "video", "website", "youtube", "spotify"); }
};
template <>
struct Describe<core::Masquerade> {
  using T = core::Masquerade;
  static constexpr auto fields() { return wire::fields(field<"name">(&T::name), field<"avatar_url">(&T::avatar_url)); }
};
template <>
struct Describe<std::variant<std::string, core::Emoji>> {
  static constexpr auto tags() { return wire::tags<"kind", "emoji">("text", "custom"); }
};
template <>
struct Describe<core::Reaction> {
  using T = core::Reaction;
  static constexpr auto fields() { return wire::fields(field<"emoji">(&T::emoji), field<"users">(&T::users)); }
};
template <>
struct Describe<core::Message> {
  using T = core::Message;
  static constexpr auto fields() {
    return wire::fields(field<"id">(&T::id), field<"channel">(&T::channel), field<"community">(&T::community),
                        field<"author">(&T::author), field<"content">(&T::content),
                        field<"attachments">(&T::attachments, {.omit_default = true}),
                        field<"embeds">(&T::embeds, {.omit_default = true}), field<"reply_to">(&T::reply_to),
                        field<"masquerade">(&T::masquerade), field<"reactions">(&T::reactions, {.omit_default = true}),
                        field<"edited_ms">(&T::edited_ms));
  }
};
template <>
struct Describe<core::MessageView> {
  using T = core::MessageView;
  static constexpr auto fields() {
    return wire::fields(field<"message">(&T::message), field<"author">(&T::author), field<"reply_to">(&T::reply_to));
  }
};
template <>
struct Describe<core::MessageEdit> {
  using T = core::MessageEdit;
  static constexpr auto fields() {
    return wire::fields(field<"content">(&T::content), field<"attachments">(&T::attachments), field<"embeds">(&T::embeds));
  }
};

}  // namespace wire
