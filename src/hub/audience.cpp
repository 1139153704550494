#include "hub/audience.h"

#include <algorithm>

#include "core/access.h"

namespace hub {
namespace {

void compute_visible(const core::CommunityState& state, AudienceClass& audience) {
  core::Member member;
  member.community = state.community.id;
  member.roles = audience.roles;
  // Somebody who is not the owner; no id is like this one.
  member.user = audience.owner ? state.community.owner : core::UserId(~std::uint64_t{0});
  audience.visible.clear();
  audience.visible.reserve(state.channels.size());
  for (const core::Channel& channel : state.channels) {
    // A timeout leaves viewing alone, so the time does not matter here.
    const core::Permissions have = core::channel_permissions(state.community, state.roles, channel, &member, member.user, 0);
    audience.visible.push_back(core::has(have, core::permission::view_channel));
  }
}

}  // namespace

std::vector<core::ChannelId> AudienceClass::visible_channels() const {
  std::vector<core::ChannelId> ids;
  for (std::size_t i = 0; i < visible.size(); ++i) {
    if (visible[i]) ids.push_back(community.state.channels[i].id);
  }
  std::ranges::sort(ids);
  return ids;
}

AudienceClass& CommunityEntry::class_of(const core::MemberEntry& member) {
  static const std::vector<core::RoleId> none;
  const std::vector<core::RoleId>& roles = member.details ? member.details->roles : none;
  const bool owner = member.user == state.community.owner;
  for (const auto& audience : classes) {
    if (audience->owner == owner && audience->roles == roles) return *audience;
  }
  classes.push_back(std::make_unique<AudienceClass>(AudienceClass{*this, roles, owner, {}, {}}));
  compute_visible(state, *classes.back());
  return *classes.back();
}

void CommunityEntry::recompute() {
  for (const auto& audience : classes) compute_visible(state, *audience);
}

std::vector<AudienceClass*> CommunityEntry::viewers(core::ChannelId channel) const {
  std::vector<AudienceClass*> found;
  const core::Channel* one = state.find_channel(channel);
  if (one == nullptr) return found;
  const auto index = static_cast<std::size_t>(one - state.channels.data());
  for (const auto& audience : classes) {
    if (audience->visible[index]) found.push_back(audience.get());
  }
  return found;
}

std::vector<AudienceClass*> CommunityEntry::everybody() const {
  std::vector<AudienceClass*> found;
  for (const auto& audience : classes) found.push_back(audience.get());
  return found;
}

void CommunityEntry::forget_role(core::RoleId role) {
  for (AudienceClass* audience : everybody()) {
    if (std::erase(audience->roles, role) == 0) continue;
    const auto twin = std::ranges::find_if(classes, [&](const auto& one) {
      return one.get() != audience && one->owner == audience->owner && one->roles == audience->roles;
    });
    if (twin == classes.end()) continue;
    AudienceClass& into = **twin;
    while (!audience->subscribers.empty()) {
      Subscriptions::move(*Subscriptions::find(*audience->subscribers.back().session, *this), into);
    }
  }
}

void CommunityEntry::forget_empty() {
  std::erase_if(classes, [](const auto& one) { return one->subscribers.empty(); });
}

void Subscriptions::add(Session& session, AudienceClass& audience) {
  session.subscriptions_.push_back({&audience, static_cast<std::uint32_t>(audience.subscribers.size())});
  const auto slot = static_cast<std::uint32_t>(session.subscriptions_.size() - 1);
  audience.subscribers.push_back({&session, slot, session.follows_members_});
}

const Subscription* Subscriptions::find(const Session& session, const CommunityEntry& community) {
  const auto at = std::ranges::find_if(session.subscriptions_,
                                       [&](const Subscription& s) { return &s.audience->community == &community; });
  return at == session.subscriptions_.end() ? nullptr : &*at;
}

void Subscriptions::move(const Subscription& subscription, AudienceClass& to) {
  AudienceClass& from = *subscription.audience;
  if (&from == &to) return;
  const Subscriber subscriber = take(from, subscription.index);
  subscriber.session->subscriptions_[subscriber.slot] = {&to, static_cast<std::uint32_t>(to.subscribers.size())};
  to.subscribers.push_back(subscriber);
}

void Subscriptions::follow(const Subscription& subscription, bool follows) {
  subscription.audience->subscribers[subscription.index].follows = follows;
}

void Subscriptions::remove(Session& session, CommunityEntry& community, std::int64_t now_ms) {
  const Subscription* found = find(session, community);
  if (found != nullptr) remove_at(session, static_cast<std::size_t>(found - session.subscriptions_.data()), now_ms);
}

void Subscriptions::remove_all(Session& session, std::int64_t now_ms) {
  while (!session.subscriptions_.empty()) remove_at(session, session.subscriptions_.size() - 1, now_ms);
  session.subscriptions_.shrink_to_fit();
}

void Subscriptions::remove_at(Session& session, std::size_t slot, std::int64_t now_ms) {
  // In both lists the last one takes the free place, and is told so.
  const auto [audience, index] = session.subscriptions_[slot];
  take(*audience, index);
  const Subscription last = session.subscriptions_.back();
  if (slot + 1 != session.subscriptions_.size()) {
    session.subscriptions_[slot] = last;
    last.audience->subscribers[last.index].slot = static_cast<std::uint32_t>(slot);
  }
  session.subscriptions_.pop_back();
  if (!audience->subscribers.empty()) return;
  CommunityEntry& community = audience->community;
  community.forget_empty();
  if (community.classes.empty()) community.idle_since_ms = now_ms;
}

Subscriber Subscriptions::take(AudienceClass& audience, std::uint32_t index) {
  const Subscriber taken = audience.subscribers[index];
  const Subscriber moved = audience.subscribers.back();
  audience.subscribers[index] = moved;
  moved.session->subscriptions_[moved.slot].index = index;
  audience.subscribers.pop_back();
  return taken;
}

}  // namespace hub
