// Messages and what hangs on them (pandemonium 3.7 to 3.11, 3.13). Plain values, any thread.
#pragma once

#include "proto/pandemonium/wire_objects.h"

namespace pandemonium {

// --- 3.8 ------------------------------------------------------------------------------------------------------------------
struct MessageDisguise {
  std::optional<std::string> name;
  std::optional<std::string> avatar;

  static constexpr std::string_view wire_name = "MessageDisguise";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"name">(
            &MessageDisguise::name,
            {.min = limits::kDisguiseNameMin, .max = limits::kDisguiseNameMax, .null_when_empty = true, .unchecked = true}),
        wire::field<"avatar">(
            &MessageDisguise::avatar,
            {.max = limits::kDisguiseAvatarMax, .null_when_empty = true, .unchecked = true, .doc = "A URL."}));
  }
};

// --- 3.10 -----------------------------------------------------------------------------------------------------------------
/// In requests description and spoiler may be missing; as event data all three are there.
struct AttachmentCreate {
  Id file_id = 0;
  std::optional<std::string> description;
  bool spoiler = false;

  static constexpr std::string_view wire_name = "AttachmentCreate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"file_id">(&AttachmentCreate::file_id, {.doc = "A file in the bucket attachments."}),
                        wire::field<"description">(&AttachmentCreate::description, {.max = limits::kAttachmentDescriptionMax,
                                                                                    .null_when_empty = true,
                                                                                    .unchecked = true,
                                                                                    .doc = "Counted after trimming."}),
                        wire::field<"spoiler">(&AttachmentCreate::spoiler, {.optional = true}));
  }
};

struct Attachment {
  FileData file;
  std::optional<std::string> description;
  bool spoiler = false;

  static constexpr std::string_view wire_name = "Attachment";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"file">(&Attachment::file),
        wire::field<"description">(&Attachment::description, {.null_when_empty = true}),
        wire::field<"spoiler">(&Attachment::spoiler, {.omit_default = true, .doc = "There only when true."}));
  }
};

// --- 3.11 -----------------------------------------------------------------------------------------------------------------
/// Without a `type` in requests and edits; as an Embed it gets "type":"CUSTOM" from the union.
struct CustomEmbed {
  std::string content;
  std::optional<std::string> thumbnail;
  std::optional<std::uint8_t> color;
  std::uint8_t border_colour = 0;

  static constexpr std::string_view wire_name = "CustomEmbed";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"content">(&CustomEmbed::content, {.max = limits::kEmbedContentMax, .unchecked = true}),
        wire::field<"thumbnail">(&CustomEmbed::thumbnail), wire::field<"color">(&CustomEmbed::color),
        wire::field<"border_colour">(&CustomEmbed::border_colour,
                                     {.null_is_absent = true, .omit_default = true, .doc = "Left out when 0."}));
  }
};
struct ImageEmbed {
  std::string url;
  std::uint32_t width = 0, height = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"url">(&ImageEmbed::url), wire::field<"width">(&ImageEmbed::width),
                        wire::field<"height">(&ImageEmbed::height));
  }
};
struct VideoEmbed {
  std::string url;
  std::uint32_t width = 0, height = 0;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"url">(&VideoEmbed::url), wire::field<"width">(&VideoEmbed::width),
                        wire::field<"height">(&VideoEmbed::height));
  }
};
struct WebsiteEmbed {
  std::string url;
  wire::Nullable<std::string> name, title, description, colour, image;
  wire::Nullable<std::uint32_t> image_width, image_height;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"url">(&WebsiteEmbed::url), wire::field<"name">(&WebsiteEmbed::name),
                        wire::field<"title">(&WebsiteEmbed::title), wire::field<"description">(&WebsiteEmbed::description),
                        wire::field<"colour">(&WebsiteEmbed::colour), wire::field<"image">(&WebsiteEmbed::image),
                        wire::field<"image_width">(&WebsiteEmbed::image_width),
                        wire::field<"image_height">(&WebsiteEmbed::image_height));
  }
};
struct YouTubeVideoEmbed {
  std::string url, title, video_id;
  wire::Nullable<std::string> description;
  std::string channel, channel_url;
  wire::Nullable<std::uint32_t> timestamp;
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"url">(&YouTubeVideoEmbed::url), wire::field<"title">(&YouTubeVideoEmbed::title),
        wire::field<"video_id">(&YouTubeVideoEmbed::video_id), wire::field<"description">(&YouTubeVideoEmbed::description),
        wire::field<"channel">(&YouTubeVideoEmbed::channel), wire::field<"channel_url">(&YouTubeVideoEmbed::channel_url),
        wire::field<"timestamp">(&YouTubeVideoEmbed::timestamp, {.doc = "Seconds."}));
  }
};
struct SpotifyEmbed {
  std::string url, title, iframe;
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"url">(&SpotifyEmbed::url), wire::field<"title">(&SpotifyEmbed::title),
                        wire::field<"iframe">(&SpotifyEmbed::iframe, {.doc = "HTML."}));
  }
};
using Embed = std::variant<CustomEmbed, ImageEmbed, VideoEmbed, WebsiteEmbed, YouTubeVideoEmbed, SpotifyEmbed>;

// --- 3.13 -----------------------------------------------------------------------------------------------------------------
struct Reaction {
  ReactionEmoji emoji;
  std::vector<Id> user_ids;

  static constexpr std::string_view wire_name = "Reaction";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"emoji">(&Reaction::emoji),
                        wire::field<"user_ids">(&Reaction::user_ids, {.doc = "In the order of reacting."}));
  }
};

// --- 3.7 ------------------------------------------------------------------------------------------------------------------
struct Message {
  Id id = 0;
  User author;
  wire::Nullable<std::string> content;
  std::unique_ptr<Message> reference;  // at most core::kReplyDepthMax deep
  SphereChannel channel;
  std::vector<Attachment> attachments;
  std::vector<Embed> embeds;
  std::vector<Reaction> reactions;
  std::optional<MessageDisguise> disguise;

  static constexpr std::string_view wire_name = "Message";
  static constexpr auto wire_fields();
};

}  // namespace pandemonium

template <>
struct wire::Describe<pandemonium::Embed> {
  static constexpr std::string_view name = "Embed";
  static constexpr auto tags() {
    return wire::tags<"type">("CUSTOM", "IMAGE", "VIDEO", "WEBSITE", "YOU_TUBE_VIDEO", "SPOTIFY");
  }
};

namespace pandemonium {

constexpr auto Message::wire_fields() {
  return wire::fields(wire::field<"id">(&Message::id), wire::field<"author">(&Message::author),
                      wire::field<"content">(&Message::content, {.doc = "null when there are only attachments or embeds."}),
                      wire::field<"reference">(&Message::reference,
                                               {.doc = "The message replied to, with its own reference; at most 16 deep."}),
                      wire::field<"channel">(&Message::channel), wire::field<"attachments">(&Message::attachments),
                      wire::field<"embeds">(&Message::embeds, {.doc = "Custom embeds first, then generated previews."}),
                      wire::field<"reactions">(&Message::reactions), wire::field<"_disguise">(&Message::disguise));
}

// --- 3.9 ------------------------------------------------------------------------------------------------------------------
struct MessageCreate {
  std::optional<std::string> content;
  std::vector<AttachmentCreate> attachments;
  std::vector<CustomEmbed> embeds;
  std::optional<Id> reference;
  std::optional<MessageDisguise> disguise;

  static constexpr std::string_view wire_name = "MessageCreate";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"content">(&MessageCreate::content,
                               {.doc = "Trimmed; at most message_limit characters; empty counts as none."}),
        wire::field<"attachments">(&MessageCreate::attachments,
                                   {.max = limits::kAttachmentsMax, .optional = true, .unchecked = true}),
        wire::field<"embeds">(&MessageCreate::embeds, {.max = limits::kEmbedsMax, .optional = true, .unchecked = true}),
        wire::field<"reference">(&MessageCreate::reference, {.doc = "A message of the same sphere."}),
        wire::field<"_disguise">(&MessageCreate::disguise));
  }
};

/// As request: absent or null lists are kept. As event data: only what changed.
struct MessageEdit {
  wire::Change<std::string> content;
  std::optional<std::vector<AttachmentCreate>> attachments;
  std::optional<std::vector<CustomEmbed>> embeds;

  static constexpr std::string_view wire_name = "MessageEdit";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"content">(&MessageEdit::content, {.doc = "null clears; trimmed; empty counts as null."}),
        wire::field<"attachments">(&MessageEdit::attachments,
                                   {.max = limits::kAttachmentsMax, .unchecked = true, .doc = "Replaces the whole list."}),
        wire::field<"embeds">(&MessageEdit::embeds,
                              {.max = limits::kEmbedsMax, .unchecked = true, .doc = "Replaces the whole list."}));
  }
};

}  // namespace pandemonium
