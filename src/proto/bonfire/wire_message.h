// Messages and what hangs on them (bonfire 5.8, bonfire-rest 3.6). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_channels.h"
#include "proto/bonfire/wire_servers.h"
#include "proto/bonfire/wire_users.h"
#include "wire/ordered_map.h"

namespace bonfire {

// --- system messages ------------------------------------------------------------------------------------------------------
struct TextSystemMessage {
  std::string content;
  static constexpr std::string_view wire_tag = "text";
  template <typename Self = TextSystemMessage>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"content">(&Self::content));
  }
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
  template <typename Self = ChannelRenamedSystemMessage>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&Self::name), wire::field<"by">(&Self::by));
  }
  friend bool operator==(const ChannelRenamedSystemMessage&, const ChannelRenamedSystemMessage&) = default;
};
using ChannelDescriptionChangedSystemMessage = ChangedBySystemMessage<"channel_description_changed">;
using ChannelIconChangedSystemMessage = ChangedBySystemMessage<"channel_icon_changed">;
struct ChannelOwnershipChangedSystemMessage {
  UserId from;
  UserId to;
  static constexpr std::string_view wire_tag = "channel_ownership_changed";
  template <typename Self = ChannelOwnershipChangedSystemMessage>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"from">(&Self::from), wire::field<"to">(&Self::to));
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
  template <typename Self = NoSpecial>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
  friend bool operator==(const NoSpecial&, const NoSpecial&) = default;
};
struct GifSpecial {
  static constexpr std::string_view wire_tag = "GIF";
  template <typename Self = GifSpecial>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
  friend bool operator==(const GifSpecial&, const GifSpecial&) = default;
};
struct YouTubeSpecial {
  std::string id;
  std::optional<std::string> creator_name;
  std::optional<std::string> creator_url;
  std::optional<std::string> timestamp;
  static constexpr std::string_view wire_tag = "YouTube";
  template <typename Self = YouTubeSpecial>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id),
                        wire::field<"creator_name">(&Self::creator_name, {.null_when_empty = true}),
                        wire::field<"creator_url">(&Self::creator_url, {.null_when_empty = true}),
                        wire::field<"timestamp">(&Self::timestamp));
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
  template <typename Self = SoundcloudSpecial>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
  friend bool operator==(const SoundcloudSpecial&, const SoundcloudSpecial&) = default;
};
struct AppleMusicSpecial {
  std::string album_id;
  std::optional<std::string> track_id;
  static constexpr std::string_view wire_tag = "AppleMusic";
  template <typename Self = AppleMusicSpecial>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"album_id">(&Self::album_id), wire::field<"track_id">(&Self::track_id));
  }
  friend bool operator==(const AppleMusicSpecial&, const AppleMusicSpecial&) = default;
};
struct StreamableSpecial {
  std::string id;
  static constexpr std::string_view wire_tag = "Streamable";
  template <typename Self = StreamableSpecial>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id));
  }
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

  template <typename Self = Image>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"url">(&Self::url), wire::field<"width">(&Self::width),
                        wire::field<"height">(&Self::height), wire::field<"size">(&Self::size));
  }
  friend bool operator==(const Image&, const Image&) = default;
};
struct Video {
  std::string url;
  std::uint32_t width = 0, height = 0;

  template <typename Self = Video>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"url">(&Self::url), wire::field<"width">(&Self::width),
                        wire::field<"height">(&Self::height));
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

  template <typename Self = WebsiteEmbed>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"url">(&Self::url), wire::field<"original_url">(&Self::original_url),
                        wire::field<"special">(&Self::special), wire::field<"title">(&Self::title),
                        wire::field<"description">(&Self::description), wire::field<"image">(&Self::image),
                        wire::field<"video">(&Self::video), wire::field<"site_name">(&Self::site_name),
                        wire::field<"icon_url">(&Self::icon_url), wire::field<"colour">(&Self::colour));
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

  template <typename Self = TextEmbed>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"icon_url">(&Self::icon_url), wire::field<"url">(&Self::url),
                        wire::field<"title">(&Self::title), wire::field<"description">(&Self::description),
                        wire::field<"media">(&Self::media), wire::field<"colour">(&Self::colour));
  }
  friend bool operator==(const TextEmbed&, const TextEmbed&) = default;
};
struct NoEmbed {
  template <typename Self = NoEmbed>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
  friend bool operator==(const NoEmbed&, const NoEmbed&) = default;
};
using Embed = std::variant<WebsiteEmbed, Image, Video, TextEmbed, NoEmbed>;

// --- the message ----------------------------------------------------------------------------------------------------------
struct MessageWebhook {
  std::string name;
  std::optional<FileId> avatar;

  static constexpr std::string_view wire_name = "MessageWebhook";
  template <typename Self = MessageWebhook>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"name">(&Self::name), wire::field<"avatar">(&Self::avatar, {.null_when_empty = true}));
  }
};

struct Interactions {
  std::vector<std::string> reactions;
  bool restrict_reactions = false;

  static constexpr std::string_view wire_name = "Interactions";
  template <typename Self = Interactions>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"reactions">(&Self::reactions,
                                 {.null_is_absent = true, .omit_default = true, .doc = "Emojis that are offered."}),
        wire::field<"restrict_reactions">(&Self::restrict_reactions,
                                          {.null_is_absent = true, .omit_default = true, .doc = "No others."}));
  }
};

/// In requests and in messages.
struct Masquerade {
  std::optional<std::string> name;
  std::optional<std::string> avatar;
  std::optional<std::string> colour;

  static constexpr std::string_view wire_name = "Masquerade";
  template <typename Self = Masquerade>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(&Self::name, {.min = limits::kMasqueradeNameMin, .max = limits::kMasqueradeNameMax}),
        wire::field<"avatar">(&Self::avatar,
                              {.min = limits::kMasqueradeAvatarMin, .max = limits::kMasqueradeAvatarMax, .doc = "A URL."}),
        wire::field<"colour">(&Self::colour, {.min = limits::kColourMin, .max = limits::kColourMax}));
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
  template <typename Self = Message>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"_id">(&Self::id), wire::field<"nonce">(&Self::nonce, {.doc = "As the sender gave it."}),
        wire::field<"channel">(&Self::channel),
        wire::field<"author">(&Self::author, {.doc = "A user, a webhook, or 26 zeros for the system."}),
        wire::field<"user">(&Self::user, {.doc = "The author, in events and when sending."}),
        wire::field<"member">(&Self::member, {.doc = "The author's membership, likewise."}),
        wire::field<"webhook">(&Self::webhook), wire::field<"content">(&Self::content), wire::field<"system">(&Self::system),
        wire::field<"attachments">(&Self::attachments, {.omit_default = true}), wire::field<"edited">(&Self::edited),
        wire::field<"embeds">(&Self::embeds, {.omit_default = true}),
        wire::field<"mentions">(&Self::mentions, {.omit_default = true}),
        wire::field<"role_mentions">(&Self::role_mentions, {.omit_default = true}),
        wire::field<"replies">(&Self::replies, {.omit_default = true}),
        wire::field<"reactions">(&Self::reactions, {.omit_default = true}), wire::field<"interactions">(&Self::interactions),
        wire::field<"masquerade">(&Self::masquerade),
        wire::field<"pinned">(&Self::pinned, {.omit_default = true, .doc = "Only ever true."}),
        wire::field<"flags">(&Self::flags, {.omit_default = true,
                                            .doc = "1 suppresses notifications, 4 mentions everyone, 8 those online."}));
  }
};

/// `data` of MessageUpdate (4.2): what changed.
struct PartialMessage {
  std::optional<std::string> content;
  std::optional<wire::Timestamp> edited;
  std::optional<std::vector<Embed>> embeds;
  std::optional<bool> pinned;
  std::optional<Reactions> reactions;

  static constexpr std::string_view wire_name = "PartialMessage";
  template <typename Self = PartialMessage>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"content">(&Self::content), wire::field<"edited">(&Self::edited),
                        wire::field<"embeds">(&Self::embeds), wire::field<"pinned">(&Self::pinned),
                        wire::field<"reactions">(&Self::reactions, {.doc = "Only ever empty: all were removed."}));
  }
};

/// `append` of MessageAppend (4.2).
struct AppendMessage {
  std::optional<std::vector<Embed>> embeds;

  static constexpr std::string_view wire_name = "AppendMessage";
  template <typename Self = AppendMessage>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"embeds">(&Self::embeds, {.doc = "To be added to those that are there."}));
  }
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
