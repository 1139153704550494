// Presence: derived from the sessions that are attached, here and on other hubs. Hub thread.
#include "hub/hub_state.h"

namespace hub {

void Hub::State::on_remote_presence(core::UserId id, bool online) {
  const bool before = people_.online(id);
  people_.count_remote(id, online);
  const bool after = people_.online(id);
  if (before == after) return;
  if (const UserEntry* user = people_.find(id)) tell_presence(*user, after);
}

void Hub::State::tell_presence(const UserEntry& user, bool online) {
  if (user.user.deleted) return;  // nobody is to hear of them any more
  const PresenceChanged change{user.user.id, online, user.user.status};
  const PeopleView view(people_);
  Broadcast broadcast(writer_, metrics_, ++stamp_, [&](Dialect& dialect, Perspective perspective, Dialect::Frames& out) {
    dialect.encode(change, perspective, view, out);
  });
  tell_circle(user, broadcast);
}

void Hub::State::tell_circle(const UserEntry& user, Broadcast& broadcast) {
  for (Session* session : user.sessions) broadcast.to(*session, Perspective::self);
  for (CommunityEntry* community : user.communities) broadcast.to(*community, Perspective::other);
}

}  // namespace hub
