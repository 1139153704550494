// People join and leave a community, and communities end. Hub thread.
#include <algorithm>
#include <utility>

#include "hub/hub_state.h"

namespace hub {

void Hub::State::apply_joined(CommunityEntry& entry, const core::Event& event, const core::MemberJoined& joined) {
  entry.state.apply(event);
  UserEntry& user = people_.know(latest(joined.user));
  if (std::find(user.communities.begin(), user.communities.end(), &entry) == user.communities.end()) {
    user.communities.push_back(&entry);
  }
  // The joiner's own sessions are not among them yet.
  tell_about(entry, event, joined.member.user, entry.everybody());
  subscribe_joiner(entry, user);
}

void Hub::State::subscribe_joiner(CommunityEntry& entry, UserEntry& user) {
  const core::MemberEntry* member = entry.state.find_member(user.user.id);
  if (member == nullptr) return;
  const PeopleView view(people_, files_, &entry.state);
  AudienceClass* audience = nullptr;
  Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective, Dialect::Frames& out) {
    dialect.encode_joined(entry.state, audience->visible, user.user.id, view, out);
  });
  for (Session* session : user.sessions) {
    if (Subscriptions::find(*session, entry) != nullptr) continue;
    audience = &entry.class_of(*member);
    Subscriptions::add(*session, *audience);
    broadcast.to(*session, Perspective::self);
  }
}

void Hub::State::apply_left(CommunityEntry& entry, const core::Event& event, const core::MemberLeft& left) {
  entry.state.apply(event);
  UserEntry* user = people_.find(left.user);
  {
    const PeopleView view(people_, files_, &entry.state);
    Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
      dialect.encode(event, perspective, view, out);
    });
    if (user != nullptr) {
      for (Session* session : user->sessions) {
        if (Subscriptions::find(*session, entry) == nullptr) continue;
        broadcast.to(*session, Perspective::self);
        Subscriptions::remove(*session, entry, clock_.steady_ms());
      }
    }
    broadcast.to(entry, Perspective::other);
  }
  if (user == nullptr) return;
  std::erase(user->communities, &entry);
  people_.release(*user);
}

void Hub::State::apply_deleted(CommunityEntry& entry, const core::Event& event) {
  entry.state.apply(event);
  tell(entry, event, entry.everybody());
  std::vector<Session*> sessions;
  for (const AudienceClass* audience : entry.everybody()) {
    for (const Subscriber& subscriber : audience->subscribers) sessions.push_back(subscriber.session);
  }
  for (Session* session : sessions) Subscriptions::remove(*session, entry, clock_.steady_ms());
  erase(entry);
}

}  // namespace hub
