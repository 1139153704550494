// Audience classes change: somebody's roles, a role, a channel's or the community's permissions, the owner. Whoever sees
// other channels by it is told of the event and of the difference together, everybody else of the event. Hub thread.
#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "hub/hub_state.h"

namespace hub {
namespace {

using Channels = std::vector<core::ChannelId>;  // ascending

Visibility difference(const core::CommunityState& state, const Channels& before, const std::vector<bool>& visible) {
  Visibility change;
  for (std::size_t i = 0; i < visible.size(); ++i) {
    const core::ChannelId id = state.channels[i].id;
    const bool seen = std::ranges::binary_search(before, id);
    if (seen && !visible[i]) change.hidden.push_back(id);
    if (!seen && visible[i]) change.shown.push_back(id);
  }
  return change;
}

/// The same event with one difference or without: each is encoded once per dialect, whatever class it comes from.
class Tellings {
 public:
  Tellings(Writer& writer, HubMetrics& metrics, std::uint64_t stamp, const core::Event& event, const View& view)
      : writer_(writer), metrics_(metrics), stamp_(stamp), event_(event), view_(view) {}

  Broadcast& of(const Visibility& change) {
    for (One& one : made_) {
      if (one.change.hidden == change.hidden && one.change.shown == change.shown) return one.broadcast;
    }
    return made_.emplace_back(*this, change).broadcast;
  }

 private:
  struct One {
    Visibility change;
    Broadcast broadcast;
    One(Tellings& all, const Visibility& what)
        : change(what),
          broadcast(all.writer_, all.metrics_, all.stamp_,
                    [this, &all](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
                      if (change.empty()) {
                        dialect.encode(all.event_, perspective, all.view_, out);
                      } else {
                        dialect.encode_visibility(all.event_, change, perspective, all.view_, out);
                      }
                    }) {}
  };

  Writer& writer_;
  HubMetrics& metrics_;
  const std::uint64_t stamp_;
  const core::Event& event_;
  const View& view_;
  std::deque<One> made_;  // few
};

}  // namespace

void Hub::State::regroup(CommunityEntry& entry, const core::Event& event, const Regrouping& what) {
  const std::vector<AudienceClass*> audiences = entry.everybody();
  std::map<const AudienceClass*, Channels> before;
  for (const AudienceClass* audience : audiences) before[audience] = audience->visible_channels();

  entry.state.apply(event);
  if (what.recompute) entry.recompute();

  const PeopleView view(people_, files_, &entry.state);
  Tellings tellings(writer_, metrics_, ++stamp_, event, view);
  const auto silent = [&](const Channels& seen, const Visibility& change) {
    return what.channel && change.empty() && !std::ranges::binary_search(seen, *what.channel);
  };

  // Those who change the class are told first, so that what their old class is told does not reach them.
  std::vector<std::pair<Session*, AudienceClass*>> moves;
  for (core::UserId id : what.people) {
    const UserEntry* user = people_.find(id);
    const core::MemberEntry* member = entry.state.find_member(id);
    if (user == nullptr || member == nullptr) continue;
    for (Session* session : user->sessions) {
      const Subscription* subscription = Subscriptions::find(*session, entry);
      if (subscription == nullptr) continue;
      AudienceClass& to = entry.class_of(*member);
      const Visibility change = difference(entry.state, before.at(subscription->audience), to.visible);
      tellings.of(change).to(*session, Perspective::other);
      moves.emplace_back(session, &to);
    }
  }
  for (AudienceClass* audience : audiences) {
    const Channels& seen = before.at(audience);
    const Visibility change = difference(entry.state, seen, audience->visible);
    if (!silent(seen, change)) tellings.of(change).to(*audience, Perspective::other);
  }
  for (const auto& [session, to] : moves) Subscriptions::move(*Subscriptions::find(*session, entry), *to);
  if (what.gone) entry.forget_role(*what.gone);
  entry.forget_empty();
}

}  // namespace hub
