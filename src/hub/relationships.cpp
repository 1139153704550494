// How people stand to each other: known of those with a session here, kept current by their events. Hub thread.
#include <algorithm>
#include <utility>

#include "hub/hub_state.h"

namespace hub {

/// With what happened since it was read.
core::User Hub::State::latest(core::User user) const {
  for (const core::EventRef& recent : recent_.events()) {
    if (recent->stream == core::stream_of(user.id)) advance(user, *recent);
  }
  return user;
}

void Hub::State::take_relations(core::UserId user, const std::vector<StateLoader::LoadedUser::Related>& relationships) {
  for (const StateLoader::LoadedUser::Related& related : relationships) {
    ++people_.know(related.user).related;
    relations_.set(user, related.user.id, related.relationship.relation);
  }
}

void Hub::State::apply_relation(UserEntry& user, const core::Event& event, const core::RelationshipChanged& change) {
  const core::UserId other = change.other.id;
  // Known while it is told, whatever it changes to.
  ++people_.know(latest(change.other)).related;
  const core::Relation before = relations_.set(user.user.id, other, change.relation);
  tell_self(user, event);
  if (before != core::Relation::none) unrelate(other);
  if (change.relation == core::Relation::none) unrelate(other);
}

void Hub::State::forget_relations(core::UserId user) {
  for (const core::Relationship& one : relations_.forget(user)) unrelate(one.other);
}

void Hub::State::unrelate(core::UserId other) {
  UserEntry& entry = *people_.find(other);
  --entry.related;
  people_.release(entry);
}

}  // namespace hub
