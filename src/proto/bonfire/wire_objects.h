// The protocol's objects (bonfire 5.1 to 5.7, 5.9, 5.10, bonfire-rest Appendix A): what the gateway and the REST side show.
// Plain values, any thread. What has no value is left out and never null, except where a field says so (bonfire 5.0).
//
// wire_fields() are templates here, as in all of this protocol's headers: so only the codec pays for them when compiling.
#pragma once

#include "core/permissions.h"
#include "proto/bonfire/limits.h"
#include "proto/bonfire/wire_ids.h"
#include "wire/describe.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace bonfire {

/// Bits of bonfire 6.1; at most 52 of them, so that they survive a double.
using Permissions = core::Permissions;

// --- 5.7 files ------------------------------------------------------------------------------------------------------------
struct FileMetadata {
  static constexpr std::string_view wire_tag = "File";
  template <typename Self = FileMetadata>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
  friend bool operator==(const FileMetadata&, const FileMetadata&) = default;
};
struct TextMetadata {
  static constexpr std::string_view wire_tag = "Text";
  template <typename Self = TextMetadata>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
  friend bool operator==(const TextMetadata&, const TextMetadata&) = default;
};
struct AudioMetadata {
  static constexpr std::string_view wire_tag = "Audio";
  template <typename Self = AudioMetadata>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
  friend bool operator==(const AudioMetadata&, const AudioMetadata&) = default;
};
struct ImageMetadata {
  std::uint32_t width = 0, height = 0;
  std::optional<std::vector<std::uint8_t>> thumbhash;
  std::optional<bool> animated;

  static constexpr std::string_view wire_tag = "Image";
  template <typename Self = ImageMetadata>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"width">(&Self::width), wire::field<"height">(&Self::height),
                        wire::field<"thumbhash">(&Self::thumbhash, {.null_when_empty = true}),
                        wire::field<"animated">(&Self::animated, {.null_when_empty = true}));
  }
  friend bool operator==(const ImageMetadata&, const ImageMetadata&) = default;
};
struct VideoMetadata {
  std::uint32_t width = 0, height = 0;

  static constexpr std::string_view wire_tag = "Video";
  template <typename Self = VideoMetadata>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"width">(&Self::width), wire::field<"height">(&Self::height));
  }
  friend bool operator==(const VideoMetadata&, const VideoMetadata&) = default;
};
using Metadata = std::variant<FileMetadata, TextMetadata, AudioMetadata, ImageMetadata, VideoMetadata>;

enum class FileTag : std::uint8_t { attachments, avatars, backgrounds, icons, banners, emojis };
constexpr auto wire_names(FileTag) {
  return wire::names<FileTag>({{FileTag::attachments, "attachments"},
                               {FileTag::avatars, "avatars"},
                               {FileTag::backgrounds, "backgrounds"},
                               {FileTag::icons, "icons"},
                               {FileTag::banners, "banners"},
                               {FileTag::emojis, "emojis"}});
}

/// Never one of an emoji's: those have ULIDs and do not appear as File.
struct File {
  FileId id;
  FileTag tag = FileTag::attachments;
  std::string filename;
  Metadata metadata;
  std::string content_type;
  std::uint64_t size = 0;

  static constexpr std::string_view wire_name = "File";
  template <typename Self = File>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id, {.doc = "42 characters; no ULID."}), wire::field<"tag">(&Self::tag),
                        wire::field<"filename">(&Self::filename), wire::field<"metadata">(&Self::metadata),
                        wire::field<"content_type">(&Self::content_type),
                        wire::field<"size">(&Self::size, {.doc = "Bytes."}));
  }
  friend bool operator==(const File&, const File&) = default;
};

// --- 5.1 users ------------------------------------------------------------------------------------------------------------
enum class RelationshipStatus : std::uint8_t { none, user, friends, outgoing, incoming, blocked, blocked_other };
constexpr auto wire_names(RelationshipStatus) {
  return wire::names<RelationshipStatus>({{RelationshipStatus::none, "None"},
                                          {RelationshipStatus::user, "User"},
                                          {RelationshipStatus::friends, "Friend"},
                                          {RelationshipStatus::outgoing, "Outgoing"},
                                          {RelationshipStatus::incoming, "Incoming"},
                                          {RelationshipStatus::blocked, "Blocked"},
                                          {RelationshipStatus::blocked_other, "BlockedOther"}});
}

enum class Presence : std::uint8_t { online, idle, focus, busy, invisible };
constexpr auto wire_names(Presence) {
  return wire::names<Presence>({{Presence::online, "Online"},
                                {Presence::idle, "Idle"},
                                {Presence::focus, "Focus"},
                                {Presence::busy, "Busy"},
                                {Presence::invisible, "Invisible"}});
}

struct UserStatus {
  std::optional<std::string> text;
  std::optional<Presence> presence;

  static constexpr std::string_view wire_name = "UserStatus";
  template <typename Self = UserStatus>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"text">(&Self::text, {.max = limits::kStatusTextMax}),
                        wire::field<"presence">(&Self::presence, {.doc = "Absent and online is Online."}));
  }
  friend bool operator==(const UserStatus&, const UserStatus&) = default;
};

struct Relationship {
  UserId id;
  RelationshipStatus status = RelationshipStatus::none;

  static constexpr std::string_view wire_name = "Relationship";
  template <typename Self = Relationship>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"status">(&Self::status));
  }
  friend bool operator==(const Relationship&, const Relationship&) = default;
};

struct BotInformation {
  UserId owner;

  static constexpr std::string_view wire_name = "BotInformation";
  template <typename Self = BotInformation>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"owner">(&Self::owner));
  }
  friend bool operator==(const BotInformation&, const BotInformation&) = default;
};

/// As the receiver sees them.
struct User {
  UserId id;
  std::string username;
  std::string discriminator;
  std::optional<std::string> display_name;
  std::optional<std::string> pronouns;
  std::optional<File> avatar;
  std::vector<Relationship> relations;
  std::uint32_t badges = 0;
  std::optional<UserStatus> status;
  std::uint32_t flags = 0;
  bool privileged = false;
  std::optional<BotInformation> bot;
  RelationshipStatus relationship = RelationshipStatus::none;
  bool online = false;

  static constexpr std::string_view wire_name = "User";
  template <typename Self = User>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"_id">(&Self::id), wire::field<"username">(&Self::username),
        wire::field<"discriminator">(&Self::discriminator, {.doc = "Four digits."}),
        wire::field<"display_name">(&Self::display_name), wire::field<"pronouns">(&Self::pronouns),
        wire::field<"avatar">(&Self::avatar),
        wire::field<"relations">(&Self::relations, {.omit_default = true, .doc = "In one's own object only."}),
        wire::field<"badges">(&Self::badges, {.omit_default = true}), wire::field<"status">(&Self::status),
        wire::field<"flags">(&Self::flags, {.omit_default = true, .doc = "1 suspended, 2 deleted, 4 banned, 8 spam."}),
        wire::field<"privileged">(&Self::privileged, {.omit_default = true}),
        wire::field<"bot">(&Self::bot, {.doc = "There: it is a bot."}),
        wire::field<"relationship">(&Self::relationship, {.doc = "The receiver's with this user."}),
        wire::field<"online">(&Self::online));
  }
};

struct UserProfile {
  std::optional<std::string> content;
  std::optional<File> background;

  static constexpr std::string_view wire_name = "UserProfile";
  template <typename Self = UserProfile>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"content">(&Self::content), wire::field<"background">(&Self::background));
  }
};

// --- 5.5 overrides --------------------------------------------------------------------------------------------------------
/// Stored and shown form.
struct Override {
  Permissions a = 0;  // allowed
  Permissions d = 0;  // denied

  static constexpr std::string_view wire_name = "Override";
  template <typename Self = Override>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"a">(&Self::a, {.doc = "Allowed."}), wire::field<"d">(&Self::d, {.doc = "Denied."}));
  }
  friend bool operator==(const Override&, const Override&) = default;
};
/// The form of requests and of the audit log.
struct OverrideField {
  Permissions allow = 0;
  Permissions deny = 0;

  static constexpr std::string_view wire_name = "OverrideField";
  template <typename Self = OverrideField>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"allow">(&Self::allow), wire::field<"deny">(&Self::deny));
  }
  friend bool operator==(const OverrideField&, const OverrideField&) = default;
};

// --- 5.2, 5.3 servers and roles -------------------------------------------------------------------------------------------
struct Role {
  RoleId id;
  std::string name;
  Override permissions;
  std::optional<std::string> colour;
  bool hoist = false;
  std::int64_t rank = 0;
  std::optional<File> icon;

  static constexpr std::string_view wire_name = "Role";
  template <typename Self = Role>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"_id">(&Self::id), wire::field<"name">(&Self::name), wire::field<"permissions">(&Self::permissions),
        wire::field<"colour">(&Self::colour), wire::field<"hoist">(&Self::hoist, {.omit_default = true}),
        wire::field<"rank">(&Self::rank, {.doc = "0 is the most powerful."}), wire::field<"icon">(&Self::icon));
  }
  friend bool operator==(const Role&, const Role&) = default;
};

struct Category {
  std::string id;
  std::string title;
  std::vector<ChannelId> channels;

  static constexpr std::string_view wire_name = "Category";
  template <typename Self = Category>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"id">(&Self::id, {.min = limits::kCategoryIdMin, .max = limits::kCategoryIdMax, .doc = "Any text."}),
        wire::field<"title">(&Self::title, {.min = limits::kNameMin, .max = limits::kNameMax}),
        wire::field<"channels">(&Self::channels));
  }
  friend bool operator==(const Category&, const Category&) = default;
};

struct SystemMessageChannels {
  std::optional<ChannelId> user_joined;
  std::optional<ChannelId> user_left;
  std::optional<ChannelId> user_kicked;
  std::optional<ChannelId> user_banned;

  static constexpr std::string_view wire_name = "SystemMessageChannels";
  template <typename Self = SystemMessageChannels>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user_joined">(&Self::user_joined), wire::field<"user_left">(&Self::user_left),
                        wire::field<"user_kicked">(&Self::user_kicked), wire::field<"user_banned">(&Self::user_banned));
  }
  friend bool operator==(const SystemMessageChannels&, const SystemMessageChannels&) = default;
};

/// Role id -> Role or Override: keys are to_text(role).
template <typename T>
using RoleMap = std::map<std::string, T>;

/// `Channels` are ids, or objects where the reference has those (bonfire 4.4, bonfire-rest 3.4).
template <typename Channels>
struct BasicServer {
  ServerId id;
  UserId owner;
  std::string name;
  std::optional<std::string> description;
  std::vector<Channels> channels;
  std::vector<Category> categories;
  std::optional<SystemMessageChannels> system_messages;
  RoleMap<Role> roles;
  Permissions default_permissions = 0;
  std::optional<File> icon;
  std::optional<File> banner;
  std::uint32_t flags = 0;
  bool nsfw = false;
  bool analytics = false;
  bool discoverable = false;
  std::uint64_t approximate_member_count = 0;

  static constexpr std::string_view wire_name =
      std::is_same_v<Channels, ChannelId> ? std::string_view("Server") : std::string_view("ServerWithChannels");
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"_id">(&BasicServer::id), wire::field<"owner">(&BasicServer::owner),
        wire::field<"name">(&BasicServer::name), wire::field<"description">(&BasicServer::description),
        wire::field<"channels">(&BasicServer::channels),
        wire::field<"categories">(&BasicServer::categories, {.omit_default = true}),
        wire::field<"system_messages">(&BasicServer::system_messages),
        wire::field<"roles">(&BasicServer::roles, {.omit_default = true}),
        wire::field<"default_permissions">(&BasicServer::default_permissions, {.doc = "What everyone may do."}),
        wire::field<"icon">(&BasicServer::icon), wire::field<"banner">(&BasicServer::banner),
        wire::field<"flags">(&BasicServer::flags, {.omit_default = true, .doc = "1 official, 2 verified."}),
        wire::field<"nsfw">(&BasicServer::nsfw, {.omit_default = true}),
        wire::field<"analytics">(&BasicServer::analytics, {.omit_default = true}),
        wire::field<"discoverable">(&BasicServer::discoverable, {.omit_default = true}),
        wire::field<"approximate_member_count">(&BasicServer::approximate_member_count));
  }
};
/// All channels, also those that the receiver cannot see.
using Server = BasicServer<ChannelId>;

// --- 5.4 members ----------------------------------------------------------------------------------------------------------
struct MemberKey {
  ServerId server;
  UserId user;

  static constexpr std::string_view wire_name = "MemberCompositeKey";
  template <typename Self = MemberKey>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"server">(&Self::server), wire::field<"user">(&Self::user));
  }
};

struct Member {
  MemberKey id;
  wire::Timestamp joined_at;
  std::optional<std::string> nickname;
  std::optional<std::string> pronouns;
  std::optional<File> avatar;
  std::vector<RoleId> roles;
  std::optional<wire::Timestamp> timeout;
  std::optional<bool> can_publish;
  std::optional<bool> can_receive;

  static constexpr std::string_view wire_name = "Member";
  template <typename Self = Member>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"joined_at">(&Self::joined_at),
                        wire::field<"nickname">(&Self::nickname), wire::field<"pronouns">(&Self::pronouns),
                        wire::field<"avatar">(&Self::avatar), wire::field<"roles">(&Self::roles, {.omit_default = true}),
                        wire::field<"timeout">(&Self::timeout, {.doc = "A past time means none."}),
                        wire::field<"can_publish">(&Self::can_publish, {.doc = "Only ever false."}),
                        wire::field<"can_receive">(&Self::can_receive, {.doc = "Only ever false."}));
  }
};

// --- 5.6 channels ---------------------------------------------------------------------------------------------------------
struct VoiceInformation {
  std::optional<std::uint32_t> max_users;

  static constexpr std::string_view wire_name = "VoiceInformation";
  template <typename Self = VoiceInformation>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"max_users">(&Self::max_users, {.min = limits::kVoiceUsersMin}));
  }
};

struct SavedMessagesChannel {
  ChannelId id;
  UserId user;

  static constexpr std::string_view wire_name = "SavedMessagesChannel";
  static constexpr std::string_view wire_tag = "SavedMessages";
  static constexpr std::string_view wire_tag_key = "channel_type";
  template <typename Self = SavedMessagesChannel>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"user">(&Self::user));
  }
};
struct DirectMessageChannel {
  ChannelId id;
  bool active = false;
  std::vector<UserId> recipients;
  std::optional<MessageId> last_message_id;

  static constexpr std::string_view wire_name = "DirectMessageChannel";
  static constexpr std::string_view wire_tag = "DirectMessage";
  static constexpr std::string_view wire_tag_key = "channel_type";
  template <typename Self = DirectMessageChannel>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id),
                        wire::field<"active">(&Self::active, {.doc = "Shown in the list of direct messages."}),
                        wire::field<"recipients">(&Self::recipients, {.doc = "Exactly two."}),
                        wire::field<"last_message_id">(&Self::last_message_id));
  }
};
struct GroupChannel {
  ChannelId id;
  std::string name;
  UserId owner;
  std::optional<std::string> description;
  std::vector<UserId> recipients;
  std::optional<File> icon;
  std::optional<MessageId> last_message_id;
  std::optional<Permissions> permissions;
  bool nsfw = false;

  static constexpr std::string_view wire_name = "GroupChannel";
  static constexpr std::string_view wire_tag = "Group";
  static constexpr std::string_view wire_tag_key = "channel_type";
  template <typename Self = GroupChannel>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"name">(&Self::name), wire::field<"owner">(&Self::owner),
                        wire::field<"description">(&Self::description),
                        wire::field<"recipients">(&Self::recipients, {.doc = "The owner included."}),
                        wire::field<"icon">(&Self::icon), wire::field<"last_message_id">(&Self::last_message_id),
                        wire::field<"permissions">(&Self::permissions, {.doc = "What others than the owner may do."}),
                        wire::field<"nsfw">(&Self::nsfw, {.omit_default = true}));
  }
};
struct TextChannel {
  ChannelId id;
  ServerId server;
  std::string name;
  std::optional<std::string> description;
  std::optional<File> icon;
  std::optional<MessageId> last_message_id;
  std::optional<Override> default_permissions;
  RoleMap<Override> role_permissions;
  bool nsfw = false;
  std::optional<VoiceInformation> voice;
  std::optional<std::uint32_t> slowmode;

  static constexpr std::string_view wire_name = "TextChannel";
  static constexpr std::string_view wire_tag = "TextChannel";
  static constexpr std::string_view wire_tag_key = "channel_type";
  template <typename Self = TextChannel>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"server">(&Self::server),
                        wire::field<"name">(&Self::name), wire::field<"description">(&Self::description),
                        wire::field<"icon">(&Self::icon), wire::field<"last_message_id">(&Self::last_message_id),
                        wire::field<"default_permissions">(&Self::default_permissions, {.doc = "For everyone."}),
                        wire::field<"role_permissions">(&Self::role_permissions, {.omit_default = true}),
                        wire::field<"nsfw">(&Self::nsfw, {.omit_default = true}),
                        wire::field<"voice">(&Self::voice, {.doc = "There: it is a voice channel too."}),
                        wire::field<"slowmode">(&Self::slowmode, {.doc = "Seconds."}));
  }
};
using Channel = std::variant<SavedMessagesChannel, DirectMessageChannel, GroupChannel, TextChannel>;
using ServerWithChannels = BasicServer<Channel>;

// --- 5.9 emojis -----------------------------------------------------------------------------------------------------------
struct ServerEmojiParent {
  ServerId id;
  static constexpr std::string_view wire_tag = "Server";
  template <typename Self = ServerEmojiParent>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id));
  }
};
/// After deletion; messages keep showing the emoji.
struct DetachedEmojiParent {
  static constexpr std::string_view wire_tag = "Detached";
  template <typename Self = DetachedEmojiParent>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
};
using EmojiParent = std::variant<ServerEmojiParent, DetachedEmojiParent>;

struct Emoji {
  EmojiId id;
  EmojiParent parent;
  UserId creator_id;
  std::string name;
  bool animated = false;
  bool nsfw = false;

  static constexpr std::string_view wire_name = "Emoji";
  template <typename Self = Emoji>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id, {.doc = "That of the uploaded file."}),
                        wire::field<"parent">(&Self::parent), wire::field<"creator_id">(&Self::creator_id),
                        wire::field<"name">(&Self::name, {.doc = "1 to 32 of a-z, 0-9 and _."}),
                        wire::field<"animated">(&Self::animated, {.omit_default = true}),
                        wire::field<"nsfw">(&Self::nsfw, {.omit_default = true}));
  }
};

// --- 5.10 bots, sessions, unreads, webhooks, voice ------------------------------------------------------------------------
/// As its owner sees it.
struct Bot {
  UserId id;
  UserId owner;
  std::string token;
  bool is_public = false;
  bool analytics = false;
  bool discoverable = false;
  std::string interactions_url;
  std::string terms_of_service_url;
  std::string privacy_policy_url;
  std::uint32_t flags = 0;

  static constexpr std::string_view wire_name = "Bot";
  template <typename Self = Bot>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id, {.doc = "That of its user."}), wire::field<"owner">(&Self::owner),
                        wire::field<"token">(&Self::token), wire::field<"public">(&Self::is_public),
                        wire::field<"analytics">(&Self::analytics, {.omit_default = true}),
                        wire::field<"discoverable">(&Self::discoverable, {.omit_default = true}),
                        wire::field<"interactions_url">(&Self::interactions_url, {.omit_default = true}),
                        wire::field<"terms_of_service_url">(&Self::terms_of_service_url, {.omit_default = true}),
                        wire::field<"privacy_policy_url">(&Self::privacy_policy_url, {.omit_default = true}),
                        wire::field<"flags">(&Self::flags, {.omit_default = true, .doc = "1 verified, 2 official."}));
  }
};

struct WebPushSubscription {
  std::string endpoint;
  std::string p256dh;
  std::string auth;

  static constexpr std::string_view wire_name = "WebPushSubscription";
  template <typename Self = WebPushSubscription>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"endpoint">(&Self::endpoint), wire::field<"p256dh">(&Self::p256dh),
                        wire::field<"auth">(&Self::auth));
  }
};

/// As the answer to a log-in shows it.
struct Session {
  SessionId id;
  UserId user_id;
  std::string token;
  std::string name;
  wire::Timestamp last_seen;
  std::optional<std::string> origin;
  std::optional<WebPushSubscription> subscription;

  static constexpr std::string_view wire_name = "Session";
  template <typename Self = Session>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"user_id">(&Self::user_id),
                        wire::field<"token">(&Self::token, {.doc = "64 characters."}), wire::field<"name">(&Self::name),
                        wire::field<"last_seen">(&Self::last_seen), wire::field<"origin">(&Self::origin),
                        wire::field<"subscription">(&Self::subscription));
  }
};
/// As lists of sessions show it.
struct SessionInfo {
  SessionId id;
  std::string name;

  static constexpr std::string_view wire_name = "SessionInfo";
  template <typename Self = SessionInfo>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"name">(&Self::name));
  }
};

struct ChannelUnreadKey {
  ChannelId channel;
  UserId user;

  static constexpr std::string_view wire_name = "ChannelCompositeKey";
  template <typename Self = ChannelUnreadKey>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&Self::channel), wire::field<"user">(&Self::user));
  }
};
struct ChannelUnread {
  ChannelUnreadKey id;
  std::optional<MessageId> last_id;
  std::vector<MessageId> mentions;

  static constexpr std::string_view wire_name = "ChannelUnread";
  template <typename Self = ChannelUnread>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"last_id">(&Self::last_id),
                        wire::field<"mentions">(&Self::mentions, {.omit_default = true}));
  }
};

/// As its managers see it; in events without the token, which is null there.
struct Webhook {
  WebhookId id;
  std::string name;
  std::optional<File> avatar;
  UserId creator_id;
  ChannelId channel_id;
  Permissions permissions = 0;
  std::optional<std::string> token;

  static constexpr std::string_view wire_name = "Webhook";
  template <typename Self = Webhook>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"name">(&Self::name), wire::field<"avatar">(&Self::avatar),
                        wire::field<"creator_id">(&Self::creator_id), wire::field<"channel_id">(&Self::channel_id),
                        wire::field<"permissions">(&Self::permissions),
                        wire::field<"token">(&Self::token, {.null_when_empty = true}));
  }
};

/// Nobody is ever in a call here (no voice is offered); the lists of them are empty and still have a type.
struct UserVoiceState {
  UserId id;
  wire::Timestamp joined_at;
  bool is_receiving = false;
  bool is_publishing = false;
  bool screensharing = false;
  bool camera = false;

  static constexpr std::string_view wire_name = "UserVoiceState";
  template <typename Self = UserVoiceState>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"joined_at">(&Self::joined_at),
                        wire::field<"is_receiving">(&Self::is_receiving), wire::field<"is_publishing">(&Self::is_publishing),
                        wire::field<"screensharing">(&Self::screensharing), wire::field<"camera">(&Self::camera));
  }
};
struct ChannelVoiceState {
  ChannelId id;
  std::vector<UserVoiceState> participants;

  static constexpr std::string_view wire_name = "ChannelVoiceState";
  template <typename Self = ChannelVoiceState>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"id">(&Self::id), wire::field<"participants">(&Self::participants));
  }
};

// --- 4.1, bonfire-rest 3.10 -----------------------------------------------------------------------------------------------
struct PolicyChange {
  wire::Timestamp created_time;
  wire::Timestamp effective_time;
  std::string description;
  std::string url;

  static constexpr std::string_view wire_name = "PolicyChange";
  template <typename Self = PolicyChange>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"created_time">(&Self::created_time),
                        wire::field<"effective_time">(&Self::effective_time), wire::field<"description">(&Self::description),
                        wire::field<"url">(&Self::url));
  }
};

/// Key -> [revision, Unix time in ms; opaque text].
using UserSettings = std::map<std::string, std::pair<std::int64_t, std::string>>;

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::Metadata> {
  static constexpr std::string_view name = "Metadata";
};
template <>
struct wire::Describe<bonfire::Channel> {
  static constexpr std::string_view name = "Channel";
};
template <>
struct wire::Describe<bonfire::EmojiParent> {
  static constexpr std::string_view name = "EmojiParent";
};
