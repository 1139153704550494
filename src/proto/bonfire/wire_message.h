// Messages and what hangs on them (bonfire 5.8, bonfire-rest 3.6). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_objects.h"
#include "wire/ordered_map.h"

namespace bonfire {

// --- system messages ------------------------------------------------------------------------------------------------------
struct TextSystemMessage {
  std::string content;
  static constexpr std::string_view wire_tag = "text";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"content">(&TextSystemMessage::content)); }
  friend bool operator==(const TextSystemMessage&, const TextSystemMessage&) = default;
};
/// Somebody was put in or taken out by somebody else.
template <wire::Lit Tag>
struct UserBySystemMessage {
  UserId id;
  UserId by;
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&UserBySystemMessage::id), wire::field<"by">(&UserBySystemMessage::by));
  }
  friend bool operator==(const UserBySystemMessage&, const UserBySystemMessage&) = default;
};
template <wire::Lit Tag>
struct UserSystemMessage {
  UserId id;
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() { return wire::fields(wire::field<"id">(&UserSystemMessage::id)); }
  friend bool operator==(const UserSystemMessage&, const UserSystemMessage&) = default;
};
/// A channel's property was changed by somebody.
template <wire::Lit Tag>
struct ChangedBySystemMessage {
  UserId by;
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() { return wire::fields(wire::field<"by">(&ChangedBySystemMessage::by)); }
  friend bool operator==(const ChangedBySystemMessage&, const ChangedBySystemMessage&) = default;
};
template <wire::Lit Tag>
struct PinSystemMessage {
  MessageId id;
  UserId by;
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&PinSystemMessage::id), wire::field<"by">(&PinSystemMessage::by));
  }
  friend bool operator==(const PinSystemMessage&, const PinSystemMessage&) = default;
};
using UserAddedSystemMessage = UserBySystemMessage<"user_added">;
using UserRemoveSystemMessage = UserBySystemMessage<"user_remove">;
using UserJoinedSystemMessage = UserSystemMessage<"user_joined">;
using UserLeftSystemMessage = UserSystemMessage<"user_left">;
using UserKickedSystemMessage = UserSystemMessage<"user_kicked">;
using UserBannedSystemMessage = UserSystemMessage<"user_banned">;
struct ChannelRenamedSystemMessage {
  std::string name;
  UserId by;
  static constexpr std::string_view wire_tag = "channel_renamed";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&ChannelRenamedSystemMessage::name),
                        wire::field<"by">(&ChannelRenamedSystemMessage::by));
  }
  friend bool operator==(const ChannelRenamedSystemMessage&, const ChannelRenamedSystemMessage&) = default;
};
using ChannelDescriptionChangedSystemMessage = ChangedBySystemMessage<"channel_description_changed">;
using ChannelIconChangedSystemMessage = ChangedBySystemMessage<"channel_icon_changed">;
struct ChannelOwnershipChangedSystemMessage {
  UserId from;
  UserId to;
  static constexpr std::string_view wire_tag = "channel_ownership_changed";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"from">(&ChannelOwnershipChangedSystemMessage::from),
                        wire::field<"to">(&ChannelOwnershipChangedSystemMessage::to));
  }
  friend bool operator==(const ChannelOwnershipChangedSystemMessage&, const ChannelOwnershipChangedSystemMessage&) = default;
};
using MessagePinnedSystemMessage = PinSystemMessage<"message_pinned">;
using MessageUnpinnedSystemMessage = PinSystemMessage<"message_unpinned">;

using SystemMessage =
    std::variant<TextSystemMessage, UserAddedSystemMessage, UserRemoveSystemMessage, UserJoinedSystemMessage,
                 UserLeftSystemMessage, UserKickedSystemMessage, UserBannedSystemMessage, ChannelRenamedSystemMessage,
                 ChannelDescriptionChangedSystemMessage, ChannelIconChangedSystemMessage,
                 ChannelOwnershipChangedSystemMessage, MessagePinnedSystemMessage, MessageUnpinnedSystemMessage>;

// --- embeds ---------------------------------------------------------------------------------------------------------------
struct NoSpecial {
  static constexpr std::string_view wire_tag = "None";
  static constexpr auto wire_fields() { return wire::fields(); }
  friend bool operator==(const NoSpecial&, const NoSpecial&) = default;
};
struct GifSpecial {
  static constexpr std::string_view wire_tag = "GIF";
  static constexpr auto wire_fields() { return wire::fields(); }
  friend bool operator==(const GifSpecial&, const GifSpecial&) = default;
};
struct YouTubeSpecial {
  std::string id;
  std::optional<std::string> creator_name;
  std::optional<std::string> creator_url;
  std::optional<std::string> timestamp;
  static constexpr std::string_view wire_tag = "YouTube";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&YouTubeSpecial::id),
                        wire::field<"creator_name">(&YouTubeSpecial::creator_name, {.null_when_empty = true}),
                        wire::field<"creator_url">(&YouTubeSpecial::creator_url, {.null_when_empty = true}),
                        wire::field<"timestamp">(&YouTubeSpecial::timestamp));
  }
  friend bool operator==(const YouTubeSpecial&, const YouTubeSpecial&) = default;
};
/// Players that are found by a kind and an id.
template <wire::Lit Tag>
struct ContentSpecial {
  std::string content_type;
  std::string id;
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"content_type">(&ContentSpecial::content_type), wire::field<"id">(&ContentSpecial::id));
  }
  friend bool operator==(const ContentSpecial&, const ContentSpecial&) = default;
};
using LightspeedSpecial = ContentSpecial<"Lightspeed">;  // content_type: Channel
using TwitchSpecial = ContentSpecial<"Twitch">;          // Channel, Video, Clip
using SpotifySpecial = ContentSpecial<"Spotify">;        // any text
using BandcampSpecial = ContentSpecial<"Bandcamp">;      // Album, Track
struct SoundcloudSpecial {
  static constexpr std::string_view wire_tag = "Soundcloud";
  static constexpr auto wire_fields() { return wire::fields(); }
  friend bool operator==(const SoundcloudSpecial&, const SoundcloudSpecial&) = default;
};
struct AppleMusicSpecial {
  std::string album_id;
  std::optional<std::string> track_id;
  static constexpr std::string_view wire_tag = "AppleMusic";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"album_id">(&AppleMusicSpecial::album_id),
                        wire::field<"track_id">(&AppleMusicSpecial::track_id));
  }
  friend bool operator==(const AppleMusicSpecial&, const AppleMusicSpecial&) = default;
};
struct StreamableSpecial {
  std::string id;
  static constexpr std::string_view wire_tag = "Streamable";
  static constexpr auto wire_fields() { return wire::fields(wire::field<"id">(&StreamableSpecial::id)); }
  friend bool operator==(const StreamableSpecial&, const StreamableSpecial&) = default;
};
using Special = std::variant<NoSpecial, GifSpecial, YouTubeSpecial, LightspeedSpecial, TwitchSpecial, SpotifySpecial,
                             SoundcloudSpecial, BandcampSpecial, AppleMusicSpecial, StreamableSpecial>;

enum class ImageSize : std::uint8_t { large, preview };
constexpr auto wire_names(ImageSize) {
  return wire::names<ImageSize>({{ImageSize::large, "Large"}, {ImageSize::preview, "Preview"}});
}
/// An embed of its own, or the picture of a page.
struct Image {
  std::string url;
  std::uint32_t width = 0, height = 0;
  ImageSize size = ImageSize::large;

  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"url">(&Image::url), wire::field<"width">(&Image::width),
                        wire::field<"height">(&Image::height), wire::field<"size">(&Image::size));
  }
  friend bool operator==(const Image&, const Image&) = default;
};
struct Video {
  std::string url;
  std::uint32_t width = 0, height = 0;

  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"url">(&Video::url), wire::field<"width">(&Video::width),
                        wire::field<"height">(&Video::height));
  }
  friend bool operator==(const Video&, const Video&) = default;
};
struct WebsiteEmbed {
  std::optional<std::string> url;
  std::optional<std::string> original_url;
  std::optional<Special> special;
  std::optional<std::string> title;
  std::optional<std::string> description;
  std::optional<Image> image;
  std::optional<Video> video;
  std::optional<std::string> site_name;
  std::optional<std::string> icon_url;
  std::optional<std::string> colour;

  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"url">(&WebsiteEmbed::url), wire::field<"original_url">(&WebsiteEmbed::original_url),
                        wire::field<"special">(&WebsiteEmbed::special), wire::field<"title">(&WebsiteEmbed::title),
                        wire::field<"description">(&WebsiteEmbed::description), wire::field<"image">(&WebsiteEmbed::image),
                        wire::field<"video">(&WebsiteEmbed::video), wire::field<"site_name">(&WebsiteEmbed::site_name),
                        wire::field<"icon_url">(&WebsiteEmbed::icon_url), wire::field<"colour">(&WebsiteEmbed::colour));
  }
  friend bool operator==(const WebsiteEmbed&, const WebsiteEmbed&) = default;
};
/// What people sent as embeds.
struct TextEmbed {
  std::optional<std::string> icon_url;
  std::optional<std::string> url;
  std::optional<std::string> title;
  std::optional<std::string> description;
  std::optional<File> media;
  std::optional<std::string> colour;

  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"icon_url">(&TextEmbed::icon_url), wire::field<"url">(&TextEmbed::url),
                        wire::field<"title">(&TextEmbed::title), wire::field<"description">(&TextEmbed::description),
                        wire::field<"media">(&TextEmbed::media), wire::field<"colour">(&TextEmbed::colour));
  }
  friend bool operator==(const TextEmbed&, const TextEmbed&) = default;
};
struct NoEmbed {
  static constexpr auto wire_fields() { return wire::fields(); }
  friend bool operator==(const NoEmbed&, const NoEmbed&) = default;
};
using Embed = std::variant<WebsiteEmbed, Image, Video, TextEmbed, NoEmbed>;

// --- the message ----------------------------------------------------------------------------------------------------------
struct MessageWebhook {
  std::string name;
  std::optional<FileId> avatar;

  static constexpr std::string_view wire_name = "MessageWebhook";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&MessageWebhook::name),
                        wire::field<"avatar">(&MessageWebhook::avatar, {.null_when_empty = true}));
  }
};

struct Interactions {
  std::vector<std::string> reactions;
  bool restrict_reactions = false;

  static constexpr std::string_view wire_name = "Interactions";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"reactions">(&Interactions::reactions,
                                 {.null_is_absent = true, .omit_default = true, .doc = "Emojis that are offered."}),
        wire::field<"restrict_reactions">(&Interactions::restrict_reactions,
                                          {.null_is_absent = true, .omit_default = true, .doc = "No others."}));
  }
};

/// In requests and in messages.
struct Masquerade {
  std::optional<std::string> name;
  std::optional<std::string> avatar;
  std::optional<std::string> colour;

  static constexpr std::string_view wire_name = "Masquerade";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&Masquerade::name, {.min = limits::kMasqueradeNameMin, .max = limits::kMasqueradeNameMax}),
        wire::field<"avatar">(&Masquerade::avatar,
                              {.min = limits::kMasqueradeAvatarMin, .max = limits::kMasqueradeAvatarMax, .doc = "A URL."}),
        wire::field<"colour">(&Masquerade::colour, {.min = limits::kColourMin, .max = limits::kColourMax}));
  }
};

/// Emoji (an id or the characters themselves) -> who reacted, in the order in which they did.
using Reactions = wire::OrderedMap<std::vector<UserId>>;

struct Message {
  MessageId id;
  std::optional<std::string> nonce;
  ChannelId channel;
  UserId author;  // or a webhook's id as one; core::kSystemUser for system messages
  std::optional<User> user;
  std::optional<Member> member;
  std::optional<MessageWebhook> webhook;
  std::optional<std::string> content;
  std::optional<SystemMessage> system;
  std::vector<File> attachments;
  std::optional<wire::Timestamp> edited;
  std::vector<Embed> embeds;
  std::vector<UserId> mentions;
  std::vector<RoleId> role_mentions;
  std::vector<MessageId> replies;
  Reactions reactions;
  std::optional<Interactions> interactions;
  std::optional<Masquerade> masquerade;
  bool pinned = false;
  std::uint32_t flags = 0;

  static constexpr std::string_view wire_name = "Message";
  static constexpr auto wire_fields();
};

/// `data` of MessageUpdate (4.2): what changed.
struct PartialMessage {
  std::optional<std::string> content;
  std::optional<wire::Timestamp> edited;
  std::optional<std::vector<Embed>> embeds;
  std::optional<bool> pinned;
  std::optional<Reactions> reactions;

  static constexpr std::string_view wire_name = "PartialMessage";
  static constexpr auto wire_fields();
};

/// `append` of MessageAppend (4.2).
struct AppendMessage {
  std::optional<std::vector<Embed>> embeds;

  static constexpr std::string_view wire_name = "AppendMessage";
  static constexpr auto wire_fields();
};

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::SystemMessage> {
  static constexpr std::string_view name = "SystemMessage";
};
template <>
struct wire::Describe<bonfire::Special> {
  static constexpr std::string_view name = "Special";
};
template <>
struct wire::Describe<bonfire::Embed> {
  static constexpr std::string_view name = "Embed";
  static constexpr auto tags() { return wire::tags<"type">("Website", "Image", "Video", "Text", "None"); }
};

namespace bonfire {

constexpr auto Message::wire_fields() {
  return wire::fields(
      wire::field<"_id">(&Message::id), wire::field<"nonce">(&Message::nonce, {.doc = "As the sender gave it."}),
      wire::field<"channel">(&Message::channel),
      wire::field<"author">(&Message::author, {.doc = "A user, a webhook, or 26 zeros for the system."}),
      wire::field<"user">(&Message::user, {.doc = "The author, in events and when sending."}),
      wire::field<"member">(&Message::member, {.doc = "The author's membership, likewise."}),
      wire::field<"webhook">(&Message::webhook), wire::field<"content">(&Message::content),
      wire::field<"system">(&Message::system), wire::field<"attachments">(&Message::attachments, {.omit_default = true}),
      wire::field<"edited">(&Message::edited), wire::field<"embeds">(&Message::embeds, {.omit_default = true}),
      wire::field<"mentions">(&Message::mentions, {.omit_default = true}),
      wire::field<"role_mentions">(&Message::role_mentions, {.omit_default = true}),
      wire::field<"replies">(&Message::replies, {.omit_default = true}),
      wire::field<"reactions">(&Message::reactions, {.omit_default = true}),
      wire::field<"interactions">(&Message::interactions), wire::field<"masquerade">(&Message::masquerade),
      wire::field<"pinned">(&Message::pinned, {.omit_default = true, .doc = "Only ever true."}),
      wire::field<"flags">(&Message::flags, {.omit_default = true,
                                             .doc = "1 suppresses notifications, 4 mentions everyone, 8 those online."}));
}
constexpr auto PartialMessage::wire_fields() {
  return wire::fields(wire::field<"content">(&PartialMessage::content), wire::field<"edited">(&PartialMessage::edited),
                      wire::field<"embeds">(&PartialMessage::embeds), wire::field<"pinned">(&PartialMessage::pinned),
                      wire::field<"reactions">(&PartialMessage::reactions, {.doc = "Only ever empty: all were removed."}));
}
constexpr auto AppendMessage::wire_fields() {
  return wire::fields(wire::field<"embeds">(&AppendMessage::embeds, {.doc = "To be added to those that are there."}));
}

}  // namespace bonfire
