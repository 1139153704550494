// Messages and what hangs on them as JSON. The rules of core_json.h hold here too.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/message.h"
#include "store/sql/core_json.h"

namespace core {

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
constexpr auto wire_names(SystemNote::Kind) {
  using enum SystemNote::Kind;
  return wire::names<SystemNote::Kind>({{text, "text"},
                                        {user_added, "user_added"},
                                        {user_removed, "user_removed"},
                                        {user_joined, "user_joined"},
                                        {user_left, "user_left"},
                                        {user_kicked, "user_kicked"},
                                        {user_banned, "user_banned"},
                                        {channel_renamed, "channel_renamed"},
                                        {channel_topic_changed, "channel_topic_changed"},
                                        {channel_icon_changed, "channel_icon_changed"},
                                        {channel_owner_changed, "channel_owner_changed"},
                                        {message_pinned, "message_pinned"},
                                        {message_unpinned, "message_unpinned"}});
}

}  // namespace core

namespace wire {

/// A hash, in hexadecimal.
template <>
struct Describe<std::array<unsigned char, 32>> {
  using As = std::string;
  static As to(const std::array<unsigned char, 32>& bytes);
  static std::optional<std::array<unsigned char, 32>> from(const As& text);
};
template <>
struct Describe<core::File> {
  using T = core::File;
  static constexpr auto fields() {
    return wire::fields(field<"id">(&T::id), field<"bucket">(&T::bucket), field<"name">(&T::name),
                        field<"content_type">(&T::content_type), field<"size">(&T::size), field<"media">(&T::media),
                        field<"width">(&T::width), field<"height">(&T::height), field<"content_hash">(&T::content_hash),
                        field<"animated">(&T::animated, {.omit_default = true}),
                        field<"used">(&T::used, {.optional = true}));
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
                        field<"border_colour">(&T::border_colour), field<"title">(&T::title), field<"url">(&T::url),
                        field<"icon_url">(&T::icon_url), field<"css_colour">(&T::css_colour), field<"media">(&T::media));
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
                        field<"image_width">(&T::image_width), field<"image_height">(&T::image_height),
                        field<"icon_url">(&T::icon_url));
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
  static constexpr auto fields() {
    return wire::fields(field<"name">(&T::name), field<"avatar_url">(&T::avatar_url), field<"colour">(&T::colour));
  }
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
/// Which emoji, where the other one above says how it looks.
template <>
struct Describe<core::ReactionKey> {
  static constexpr auto tags() { return wire::tags<"kind", "emoji">("text", "custom"); }
};
template <>
struct Describe<core::SystemNote> {
  using T = core::SystemNote;
  static constexpr auto fields() {
    return wire::fields(field<"kind">(&T::kind), field<"user">(&T::user, {.omit_default = true}),
                        field<"by">(&T::by, {.omit_default = true}), field<"message">(&T::message, {.omit_default = true}),
                        field<"text">(&T::text, {.omit_default = true}));
  }
};
template <>
struct Describe<core::WebhookAuthor> {
  using T = core::WebhookAuthor;
  static constexpr auto fields() {
    return wire::fields(field<"webhook">(&T::webhook), field<"name">(&T::name), field<"avatar">(&T::avatar));
  }
};
template <>
struct Describe<core::Interactions> {
  using T = core::Interactions;
  static constexpr auto fields() {
    return wire::fields(field<"reactions">(&T::reactions),
                        field<"restrict_reactions">(&T::restrict_reactions, {.omit_default = true}));
  }
};
template <>
struct Describe<core::Message> {
  using T = core::Message;
  static constexpr auto fields() {
    return wire::fields(
        field<"id">(&T::id), field<"channel">(&T::channel), field<"community">(&T::community), field<"author">(&T::author),
        field<"content">(&T::content), field<"attachments">(&T::attachments, {.omit_default = true}),
        field<"embeds">(&T::embeds, {.omit_default = true}), field<"replies">(&T::replies, {.omit_default = true}),
        field<"masquerade">(&T::masquerade), field<"reactions">(&T::reactions, {.omit_default = true}),
        field<"edited_ms">(&T::edited_ms), field<"mentions">(&T::mentions, {.omit_default = true}),
        field<"role_mentions">(&T::role_mentions, {.omit_default = true}),
        field<"pinned">(&T::pinned, {.omit_default = true}), field<"flags">(&T::flags, {.omit_default = true}),
        field<"nonce">(&T::nonce, {.omit_default = true}), field<"note">(&T::note), field<"webhook">(&T::webhook),
        field<"interactions">(&T::interactions));
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
    return wire::fields(field<"content">(&T::content), field<"attachments">(&T::attachments), field<"embeds">(&T::embeds),
                        field<"pinned">(&T::pinned), field<"edited">(&T::edited, {.optional = true}));
  }
};

}  // namespace wire
