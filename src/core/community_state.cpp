// Following a community's stream. Plain functions on plain values; whoever owns the state calls them on its thread.
#include "core/community_state.h"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace core {
namespace {

auto member_at(auto& members, UserId user) {
  return std::lower_bound(members.begin(), members.end(), user,
                          [](const MemberEntry& entry, UserId id) { return entry.user < id; });
}

void sort_roles(std::vector<Role>& roles) {
  std::ranges::stable_sort(roles, {}, [](const Role& role) { return std::pair(role.rank, role.id); });
}

/// One function per kind of event; what does not change the state has an empty one.
struct Follow {
  CommunityState& state;

  void operator()(const CommunityUpdated& e) { e.edit.apply_to(state.community); }
  /// Whoever keeps the state tells of its end from it, and drops it.
  void operator()(const CommunityDeleted&) {}

  void operator()(const MemberJoined& e) {
    auto at = member_at(state.members, e.member.user);
    if (at != state.members.end() && at->user == e.member.user) {
      *at = MemberEntry(e.member);
    } else {
      state.members.insert(at, MemberEntry(e.member));
    }
  }
  void operator()(const MemberLeft& e) {
    auto at = member_at(state.members, e.user);
    if (at != state.members.end() && at->user == e.user) state.members.erase(at);
  }
  void operator()(const MemberUpdated& e) {
    auto at = member_at(state.members, e.user);
    if (at == state.members.end() || at->user != e.user) return;
    Member member = at->full(state.community.id);
    e.edit.apply_to(member);
    *at = MemberEntry(member);
  }

  void operator()(const CategoryCreated& e) {
    state.categories.push_back(e.category);
    std::ranges::stable_sort(state.categories, {}, &Category::position);
  }
  void operator()(const CategoryUpdated& e) {
    auto at = std::ranges::find(state.categories, e.category, &Category::id);
    if (at == state.categories.end()) return;
    e.edit.name.apply_to(at->name);
    if (e.edit.position.is_set()) {
      move_category(state.categories, e.category, e.edit.position.value());
      sort_channels(state.channels, state.categories);
    }
  }
  void operator()(const CategoryDeleted& e) { remove_category(state.categories, state.channels, e.category); }

  void operator()(const ChannelCreated& e) {
    state.channels.push_back(e.channel);
    sort_channels(state.channels, state.categories);
  }
  void operator()(const ChannelUpdated& e) {
    auto at = std::ranges::find(state.channels, e.channel, &Channel::id);
    if (at == state.channels.end()) return;
    e.edit.apply_to(*at);
    move_channel(state.channels, state.categories, e.channel, e.edit);
  }
  void operator()(const ChannelDeleted& e) { remove_channel(state.channels, e.channel); }

  void operator()(const RoleCreated& e) {
    state.roles.push_back(e.role);
    sort_roles(state.roles);
  }
  void operator()(const RoleUpdated& e) {
    auto at = std::ranges::find(state.roles, e.role, &Role::id);
    if (at != state.roles.end()) e.edit.apply_to(*at);
  }
  void operator()(const RoleDeleted& e) {
    remove_role(state.roles, state.channels, e.role);
    for (MemberEntry& entry : state.members) {
      if (!entry.details || !std::ranges::binary_search(entry.details->roles, e.role)) continue;
      Member member = *entry.details;
      remove_role(member, e.role);
      entry = MemberEntry(member);
    }
  }
  void operator()(const RolesRanked& e) { rank_roles(state.roles, e.roles); }

  void operator()(const EmojiCreated& e) {
    state.emojis.push_back(e.emoji);
    std::ranges::sort(state.emojis, {}, &Emoji::id);
  }
  void operator()(const EmojiUpdated& e) {
    auto at = std::ranges::find(state.emojis, e.emoji, &Emoji::id);
    if (at != state.emojis.end()) at->name = e.name;
  }
  void operator()(const EmojiDeleted& e) {
    std::erase_if(state.emojis, [&](const Emoji& emoji) { return emoji.id == e.emoji; });
  }

  // Of messages only the last one of each channel is part of the state.
  void operator()(const MessageCreated& e) { set_last_message(e.view->message.channel, e.view->message.id); }
  void operator()(const MessageUpdated&) {}
  void operator()(const MessageDeleted& e) { set_last_message(e.channel, e.last_message); }
  void operator()(const MessagesDeleted& e) { set_last_message(e.channel, e.last_message); }
  void operator()(const MessageEmbedsAdded&) {}
  void operator()(const ReactionAdded&) {}
  void operator()(const ReactionRemoved&) {}
  void operator()(const ReactionsCleared&) {}
  void operator()(const ReactionsOfEmojiCleared&) {}
  void operator()(const WebhookCreated&) {}
  void operator()(const WebhookUpdated&) {}
  void operator()(const WebhookDeleted&) {}
  // User streams: never come here.
  void operator()(const UserUpdated&) {}
  void operator()(const UserDeleted&) {}
  void operator()(const LoginSessionDeleted&) {}
  void operator()(const LoginSessionsDeleted&) {}
  void operator()(const RelationshipChanged&) {}
  void operator()(const ChannelRead&) {}
  void operator()(const SettingsChanged&) {}

  void set_last_message(ChannelId channel, MessageId message) {
    auto at = std::ranges::find(state.channels, channel, &Channel::id);
    if (at != state.channels.end()) at->last_message = message;
  }
};

}  // namespace

MemberEntry::MemberEntry(const Member& member) : user(member.user), joined_ms(member.joined_ms) {
  if (member != full(member.community)) details = std::make_unique<Member>(member);
}

MemberEntry::MemberEntry(const MemberEntry& other)
    : user(other.user),
      joined_ms(other.joined_ms),
      details(other.details ? std::make_unique<Member>(*other.details) : nullptr) {}

MemberEntry& MemberEntry::operator=(MemberEntry other) noexcept {
  user = other.user;
  joined_ms = other.joined_ms;
  details = std::move(other.details);
  return *this;
}

Member MemberEntry::full(CommunityId community) const {
  if (details) return *details;
  Member member;
  member.community = community;
  member.user = user;
  member.joined_ms = joined_ms;
  return member;
}

bool operator==(const MemberEntry& a, const MemberEntry& b) {
  if (a.user != b.user || a.joined_ms != b.joined_ms || (a.details == nullptr) != (b.details == nullptr)) return false;
  return a.details == nullptr || *a.details == *b.details;
}

const Channel* CommunityState::find_channel(ChannelId id) const {
  auto at = std::ranges::find(channels, id, &Channel::id);
  return at == channels.end() ? nullptr : &*at;
}

const Category* CommunityState::find_category(CategoryId id) const {
  auto at = std::ranges::find(categories, id, &Category::id);
  return at == categories.end() ? nullptr : &*at;
}

const Emoji* CommunityState::find_emoji(EmojiId id) const {
  auto at = std::ranges::lower_bound(emojis, id, {}, &Emoji::id);
  return at == emojis.end() || at->id != id ? nullptr : &*at;
}

const Role* CommunityState::find_role(RoleId id) const {
  auto at = std::ranges::find(roles, id, &Role::id);
  return at == roles.end() ? nullptr : &*at;
}

const MemberEntry* CommunityState::find_member(UserId id) const {
  auto at = member_at(members, id);
  return at == members.end() || at->user != id ? nullptr : &*at;
}

void CommunityState::apply(const Event& event) {
  std::visit(Follow{*this}, event.body);
  number = event.number;
}

void remove_role(std::vector<Role>& roles, std::vector<Channel>& channels, RoleId id) {
  std::erase_if(roles, [&](const Role& role) { return role.id == id; });
  for (Channel& channel : channels) {
    std::erase_if(channel.role_overrides, [&](const RoleOverride& one) { return one.role == id; });
  }
}

void remove_role(Member& member, RoleId id) { std::erase(member.roles, id); }

void rank_roles(std::vector<Role>& roles, const std::vector<RoleId>& order) {
  for (Role& role : roles) {
    const auto at = std::ranges::find(order, role.id);
    if (at != order.end()) role.rank = static_cast<std::int32_t>(at - order.begin());
  }
  sort_roles(roles);
}

}  // namespace core
