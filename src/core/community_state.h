// CommunityState: everything about one community that decides who sees what and what a snapshot shows. Loaded from the store
// as of one event number and kept current by applying later events; both ways give the same value, and tests hold it to
// that. A plain value: whoever owns it (a hub, a test) uses it on one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/community.h"
#include "core/event.h"

namespace core {

/// A member as the hub keeps it: most members have nothing but their membership, and a large community has many of them.
struct MemberEntry {
  UserId user;
  std::int64_t joined_ms = 0;
  std::unique_ptr<Member> details;  // null when nothing differs from a bare membership

  MemberEntry() = default;
  explicit MemberEntry(const Member& member);
  MemberEntry(const MemberEntry& other);
  MemberEntry(MemberEntry&&) noexcept = default;
  MemberEntry& operator=(MemberEntry other) noexcept;
  /// The full value, made up for bare members.
  Member full(CommunityId community) const;
  friend bool operator==(const MemberEntry& a, const MemberEntry& b);
};

struct CommunityState {
  Community community;
  std::uint64_t number = 0;          // the last event of the stream that is contained
  std::vector<Category> categories;  // ascending position, the default one first
  std::vector<Channel> channels;     // in category order, then ascending position
  std::vector<Role> roles;           // ascending rank
  std::vector<Emoji> emojis;         // ascending id
  std::vector<MemberEntry> members;  // ascending user id

  const Channel* find_channel(ChannelId id) const;
  const Category* find_category(CategoryId id) const;
  const Emoji* find_emoji(EmojiId id) const;
  const Role* find_role(RoleId id) const;
  const MemberEntry* find_member(UserId id) const;

  /// Applies the next event of the stream and advances `number`. The caller checks `event.number == number + 1`.
  void apply(const Event& event);
  friend bool operator==(const CommunityState&, const CommunityState&) = default;
};

/// What the store loads: a community and the users who are its members, as of one moment.
struct CommunitySnapshot {
  CommunityState state;
  std::vector<User> users;    // ascending id, one for each member
  std::vector<File> files{};  // those that both name (core/named_files.h), ascending id
};

// How lists close up and make room. Shared by deciding (service) and following (apply), so that both always agree.
// Positions inside a community or category are 0..n-1 without gaps (reference rules: see the protocol documents on
// positions).

/// Moves the category to `position` (1..n-1) and renumbers; categories stay sorted.
void move_category(std::vector<Category>& categories, CategoryId id, std::uint32_t position);
/// Removes the category; its channels are appended in order to the default category.
void remove_category(std::vector<Category>& categories, std::vector<Channel>& channels, CategoryId id);
/// Moves the channel into `category` at `position` (clamped to the end) and renumbers both categories.
void move_channel(std::vector<Channel>& channels, const std::vector<Category>& categories, ChannelId id, CategoryId category,
                  std::uint32_t position);
/// Moves the channel as an edit says: a category without a position appends to its end; without either nothing moves.
void move_channel(std::vector<Channel>& channels, const std::vector<Category>& categories, ChannelId id,
                  const ChannelEdit& edit);
/// Removes the channel and closes the gap.
void remove_channel(std::vector<Channel>& channels, ChannelId id);
/// Takes the role from members and channel overrides.
void remove_role(std::vector<Role>& roles, std::vector<Channel>& channels, RoleId id);
void remove_role(Member& member, RoleId id);
/// The place of a role in `order` becomes its rank; roles stay sorted.
void rank_roles(std::vector<Role>& roles, const std::vector<RoleId>& order);
/// Restores the order "category position, then channel position".
void sort_channels(std::vector<Channel>& channels, const std::vector<Category>& categories);

}  // namespace core
