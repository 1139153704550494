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
  std::optional<std::string> title, url, icon_url;
  std::optional<std::string> css_colour;  // a CSS colour or gradient
  std::optional<File> media;
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
  std::optional<std::string> icon_url;
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
  std::optional<std::string> colour;
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

/// What the server itself says in a channel; such a message is kSystemUser's and has no content.
struct SystemNote {
  enum class Kind : std::uint8_t {
    text,
    user_added,
    user_removed,
    user_joined,
    user_left,
    user_kicked,
    user_banned,
    channel_renamed,
    channel_topic_changed,
    channel_icon_changed,
    channel_owner_changed,
    message_pinned,
    message_unpinned,
  };
  Kind kind = Kind::text;
  UserId user;        // whom it is about; the former owner
  UserId by;          // who did it; the new owner
  MessageId message;  // of pins
  std::string text;   // the text; the new name
  friend bool operator==(const SystemNote&, const SystemNote&) = default;
};

/// Written by a webhook: its name and picture at that time. The author of such a message is kSystemUser.
struct WebhookAuthor {
  WebhookId webhook;
  std::string name;
  std::optional<FileId> avatar;
  friend bool operator==(const WebhookAuthor&, const WebhookAuthor&) = default;
};

/// Reactions that the author offers, and whether there may be others.
struct Interactions {
  std::vector<ReactionKey> reactions;
  bool restrict_reactions = false;
  friend bool operator==(const Interactions&, const Interactions&) = default;
};

/// Bits of Message::flags.
namespace message_flag {
inline constexpr std::uint32_t silent = 1;  // notifies nobody
inline constexpr std::uint32_t mentions_everyone = 4;
inline constexpr std::uint32_t mentions_online = 8;
}  // namespace message_flag

struct Message {
  MessageId id;
  ChannelId channel;
  CommunityId community;
  UserId author;  // kDeletedUser once the account is gone
  std::optional<std::string> content;
  std::vector<Attachment> attachments;
  std::vector<Embed> embeds;       // custom ones first
  std::vector<MessageId> replies;  // what it answers
  std::optional<Masquerade> masquerade;
  std::vector<Reaction> reactions;
  std::optional<std::int64_t> edited_ms;
  std::vector<UserId> mentions;  // only people who may read it
  std::vector<RoleId> role_mentions;
  bool pinned = false;
  std::uint32_t flags = 0;  // message_flag::*
  std::string nonce;        // chosen by who sent it, so that they recognise it
  std::optional<SystemNote> note;
  std::optional<WebhookAuthor> webhook;
  std::optional<Interactions> interactions;
  friend bool operator==(const Message&, const Message&) = default;
};

/// A message as it is shown: with its author and, for a reply, the message it answers (which may itself be a reply; chains
/// are cut after kReplyDepthMax so that one message can never drag a whole history along).
inline constexpr int kReplyDepthMax = 16;
struct MessageView {
  Message message;
  User author;
  std::shared_ptr<const MessageView> reply_to;  // the first of `replies`
};

struct MessageEdit {
  Change<std::string> content;
  Change<std::vector<Attachment>> attachments;
  Change<std::vector<CustomEmbed>> embeds;
  Change<bool> pinned;
  bool edited = true;  // false: not by its author; the time of editing stays
};

}  // namespace core
