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
#include <variant>
#include <vector>

#include "core/community.h"
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
struct UserDeleted {};
struct LoginSessionDeleted {
  LoginSessionId session;
};

// --- community streams ----------------------------------------------------------------------------------------------------
struct CommunityUpdated {
  CommunityEdit edit;
};
struct MemberJoined {
  Member member;
  User user;
};
struct MemberLeft {
  UserId user;
};
struct MemberUpdated {
  UserId user;
  MemberEdit edit;
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
};
struct MessageDeleted {
  ChannelId channel;
  MessageId message;
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

using EventBody =
    std::variant<UserUpdated, UserDeleted, LoginSessionDeleted, CommunityUpdated, MemberJoined, MemberLeft, MemberUpdated,
                 CategoryCreated, CategoryUpdated, CategoryDeleted, ChannelCreated, ChannelUpdated, ChannelDeleted,
                 MessageCreated, MessageUpdated, MessageDeleted, MessageEmbedsAdded, ReactionAdded, ReactionRemoved,
                 ReactionsCleared, EmojiCreated, EmojiUpdated, EmojiDeleted>;

struct Event {
  StreamId stream;
  std::uint64_t number = 0;  // within the stream; given by the store when the change is committed
  std::int64_t time_ms = 0;  // Unix time of the decision
  EventBody body;
};
using EventRef = std::shared_ptr<const Event>;

}  // namespace core

template <>
struct std::hash<core::StreamId> {
  std::size_t operator()(const core::StreamId& s) const noexcept {
    return static_cast<std::size_t>((s.id * 2 + static_cast<std::uint64_t>(s.kind)) * 0x9E3779B97F4A7C15ull >> 5);
  }
};
