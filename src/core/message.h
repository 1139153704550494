// Messages and everything that hangs on them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/change.h"
#include "core/community.h"
#include "core/file.h"
#include "core/ids.h"
#include "core/user.h"

namespace core {

struct Attachment {
  File file;
  std::optional<std::string> description;
  bool spoiler = false;
  friend bool operator==(const Attachment&, const Attachment&) = default;
};

/// Written by the author.
struct CustomEmbed {
  std::string content;
  std::optional<std::string> thumbnail;
  std::optional<std::uint8_t> colour;
  std::uint8_t border_colour = 0;
  friend bool operator==(const CustomEmbed&, const CustomEmbed&) = default;
};
/// The rest is generated from links.
struct ImageEmbed {
  std::string url;
  std::uint32_t width = 0, height = 0;
  friend bool operator==(const ImageEmbed&, const ImageEmbed&) = default;
};
struct VideoEmbed {
  std::string url;
  std::uint32_t width = 0, height = 0;
  friend bool operator==(const VideoEmbed&, const VideoEmbed&) = default;
};
struct WebsiteEmbed {
  std::string url;
  std::optional<std::string> name, title, description, colour, image;
  std::optional<std::uint32_t> image_width, image_height;
  friend bool operator==(const WebsiteEmbed&, const WebsiteEmbed&) = default;
};
struct YouTubeEmbed {
  std::string url, title, video_id;
  std::optional<std::string> description;
  std::string channel, channel_url;
  std::optional<std::uint32_t> timestamp_s;
  friend bool operator==(const YouTubeEmbed&, const YouTubeEmbed&) = default;
};
struct SpotifyEmbed {
  std::string url, title, iframe;
  friend bool operator==(const SpotifyEmbed&, const SpotifyEmbed&) = default;
};
using Embed = std::variant<CustomEmbed, ImageEmbed, VideoEmbed, WebsiteEmbed, YouTubeEmbed, SpotifyEmbed>;
inline bool is_custom(const Embed& e) { return std::holds_alternative<CustomEmbed>(e); }

/// Shown instead of the author's own name and picture.
struct Masquerade {
  std::optional<std::string> name;
  std::optional<std::string> avatar_url;
  friend bool operator==(const Masquerade&, const Masquerade&) = default;
};

/// A reaction is a Unicode string, compared byte for byte, or a custom emoji.
using ReactionKey = std::variant<std::string, EmojiId>;

/// All reactions with one emoji; users in the order of reacting.
struct Reaction {
  std::variant<std::string, Emoji> emoji;
  std::vector<UserId> users;
  friend bool operator==(const Reaction&, const Reaction&) = default;
};

struct Message {
  MessageId id;
  ChannelId channel;
  CommunityId community;
  UserId author;  // kDeletedUser once the account is gone
  std::optional<std::string> content;
  std::vector<Attachment> attachments;
  std::vector<Embed> embeds;  // custom ones first
  std::optional<MessageId> reply_to;
  std::optional<Masquerade> masquerade;
  std::vector<Reaction> reactions;
  std::optional<std::int64_t> edited_ms;
  friend bool operator==(const Message&, const Message&) = default;
};

/// A message as it is shown: with its author and, for a reply, the message it answers (which may itself be a reply; chains
/// are cut after kReplyDepthMax so that one message can never drag a whole history along).
inline constexpr int kReplyDepthMax = 16;
struct MessageView {
  Message message;
  User author;
  std::shared_ptr<const MessageView> reply_to;
};

struct MessageEdit {
  Change<std::string> content;
  Change<std::vector<Attachment>> attachments;
  Change<std::vector<CustomEmbed>> embeds;
};

}  // namespace core
