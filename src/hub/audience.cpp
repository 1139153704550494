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

void Subscriptions::add(Session& session, AudienceClass& audience) {
  session.subscriptions_.push_back({&audience, static_cast<std::uint32_t>(audience.subscribers.size())});
  audience.subscribers.push_back({&session, static_cast<std::uint32_t>(session.subscriptions_.size() - 1)});
}

bool Subscriptions::has(const Session& session, const CommunityEntry& community) {
  return std::any_of(session.subscriptions_.begin(), session.subscriptions_.end(),
                     [&](const Subscription& s) { return &s.audience->community == &community; });
}

void Subscriptions::remove(Session& session, CommunityEntry& community, std::int64_t now_ms) {
  for (std::size_t slot = 0; slot < session.subscriptions_.size(); ++slot) {
    if (&session.subscriptions_[slot].audience->community != &community) continue;
    remove_at(session, slot, now_ms);
    return;
  }
}

void Subscriptions::remove_all(Session& session, std::int64_t now_ms) {
  while (!session.subscriptions_.empty()) remove_at(session, session.subscriptions_.size() - 1, now_ms);
  session.subscriptions_.shrink_to_fit();
}

void Subscriptions::remove_at(Session& session, std::size_t slot, std::int64_t now_ms) {
  // In both lists the last one takes the free place, and is told so.
  const auto [audience, index] = session.subscriptions_[slot];
  const Subscriber moved = audience->subscribers.back();
  audience->subscribers[index] = moved;
  moved.session->subscriptions_[moved.slot].index = index;
  audience->subscribers.pop_back();
  const Subscription last = session.subscriptions_.back();
  if (slot + 1 != session.subscriptions_.size()) {
    session.subscriptions_[slot] = last;
    last.audience->subscribers[last.index].slot = static_cast<std::uint32_t>(slot);
  }
  session.subscriptions_.pop_back();
  if (!audience->subscribers.empty()) return;
  CommunityEntry& community = audience->community;
  std::erase_if(community.classes, [dead = audience](const auto& one) { return one.get() == dead; });
  if (community.classes.empty()) community.idle_since_ms = now_ms;
}

}  // namespace hub
