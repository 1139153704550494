// Events: what happened, in core words. Committed together with the rows they describe, numbered per stream, announced by
// the bus, told to every session that may know of them. Immutable once committed; shared between threads as shared_ptr<const
// Event>.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/community.h"
#include "core/file.h"
#include "core/message.h"
#include "core/user.h"

namespace core {

/// One stream per community, one per user. Numbers start at 1 and have no holes.
enum class StreamKind : std::uint8_t { community, user };
struct StreamId {
  StreamKind kind = StreamKind::community;
  std::uint64_t id = 0;
  friend auto operator<=>(const StreamId&, const StreamId&) = default;
};
inline StreamId stream_of(CommunityId id) { return {StreamKind::community, id.value}; }
inline StreamId stream_of(UserId id) { return {StreamKind::user, id.value}; }

// --- user streams ---------------------------------------------------------------------------------------------------------
/// Profile or account changed. E-mail and verified are for the person's own sessions only.
struct UserUpdated {
  User user;
  std::string email;
  bool verified = false;
};
/// The account is gone: sessions are closed; the communities are told by MemberLeft events of their own.
struct UserDeleted {
  std::uint32_t flags = user_flag::deleted;
};
struct LoginSessionDeleted {
  LoginSessionId session;
};
/// All of a person's, or all but one.
struct LoginSessionsDeleted {
  LoginSessionId except;  // 0: none is kept
};
struct RelationshipChanged {
  User other;
  Relation relation = Relation::none;
};
struct ChannelRead {
  ChannelId channel;
  MessageId message;
};
struct SettingsChanged {
  std::vector<std::pair<std::string, Setting>> settings;
};

// --- community streams ----------------------------------------------------------------------------------------------------
struct CommunityUpdated {
  CommunityEdit edit;
};
/// With everything in it; the last event of its stream.
struct CommunityDeleted {};
struct MemberJoined {
  Member member;
  User user;
};
enum class LeaveReason : std::uint8_t { left, kicked, banned };
struct MemberLeft {
  UserId user;
  LeaveReason reason = LeaveReason::left;
};
struct MemberUpdated {
  UserId user;
  MemberEdit edit;
};
struct RoleCreated {
  Role role;
};
struct RoleUpdated {
  RoleId role;
  RoleEdit edit;
};
/// Members and channel overrides lose it too; there are no events of their own for that.
struct RoleDeleted {
  RoleId role;
};
/// The place in the list is the new rank.
struct RolesRanked {
  std::vector<RoleId> roles;
};
struct CategoryCreated {
  Category category;
};
struct CategoryUpdated {
  CategoryId category;
  CategoryEdit edit;  // position clamped
};
struct CategoryDeleted {
  CategoryId category;
};
struct ChannelCreated {
  Channel channel;
};
struct ChannelUpdated {
  ChannelId channel;
  ChannelEdit edit;  // position clamped
};
struct ChannelDeleted {
  ChannelId channel;
};
struct MessageCreated {
  std::shared_ptr<const MessageView> view;
};
struct MessageUpdated {
  ChannelId channel;
  MessageId message;
  MessageEdit edit;
  std::vector<CustomEmbed> embeds{};  // all that it has of its author's afterwards; generated ones go with a new content
};
struct MessageDeleted {
  ChannelId channel;
  MessageId message;
  MessageId last_message;  // of the channel, afterwards; 0: none
};
struct MessagesDeleted {
  ChannelId channel;
  std::vector<MessageId> messages;
  MessageId last_message;
};
struct MessageEmbedsAdded {
  ChannelId channel;
  MessageId message;
  std::vector<Embed> embeds;
};
struct ReactionAdded {
  ChannelId channel;
  MessageId message;
  UserId user;
  std::variant<std::string, Emoji> emoji;
};
struct ReactionRemoved {
  ChannelId channel;
  MessageId message;
  UserId user;
  std::variant<std::string, Emoji> emoji;
};
/// Everybody's with one emoji.
struct ReactionsOfEmojiCleared {
  ChannelId channel;
  MessageId message;
  std::variant<std::string, Emoji> emoji;
  std::vector<UserId> users;  // in the order of reacting
};
struct ReactionsCleared {
  ChannelId channel;
  MessageId message;
};
struct EmojiCreated {
  Emoji emoji;
};
struct EmojiUpdated {
  EmojiId emoji;
  std::string name;
};
struct EmojiDeleted {
  EmojiId emoji;
};
struct WebhookCreated {
  Webhook webhook;
};
struct WebhookUpdated {
  ChannelId channel;
  WebhookId webhook;
  WebhookEdit edit;
};
struct WebhookDeleted {
  ChannelId channel;
  WebhookId webhook;
};

using EventBody =
    std::variant<UserUpdated, UserDeleted, LoginSessionDeleted, CommunityUpdated, MemberJoined, MemberLeft, MemberUpdated,
                 CategoryCreated, CategoryUpdated, CategoryDeleted, ChannelCreated, ChannelUpdated, ChannelDeleted,
                 MessageCreated, MessageUpdated, MessageDeleted, MessageEmbedsAdded, ReactionAdded, ReactionRemoved,
                 ReactionsCleared, EmojiCreated, EmojiUpdated, EmojiDeleted, LoginSessionsDeleted, RelationshipChanged,
                 ChannelRead, SettingsChanged, RoleCreated, RoleUpdated, RoleDeleted, RolesRanked, MessagesDeleted,
                 ReactionsOfEmojiCleared, WebhookCreated, WebhookUpdated, WebhookDeleted, CommunityDeleted>;

struct Event {
  StreamId stream;
  std::uint64_t number = 0;  // within the stream; given by the store when the change is committed
  std::int64_t time_ms = 0;  // Unix time of the decision
  EventBody body;
  /// The files that the body names by their id alone (core/named_files.h), as they were when it was committed; ascending id,
  /// without those that did not exist. Filled by the store.
  std::vector<File> files{};
};
using EventRef = std::shared_ptr<const Event>;

}  // namespace core

template <>
struct std::hash<core::StreamId> {
  std::size_t operator()(const core::StreamId& s) const noexcept {
    return static_cast<std::size_t>((s.id * 2 + static_cast<std::uint64_t>(s.kind)) * 0x9E3779B97F4A7C15ull >> 5);
  }
};
