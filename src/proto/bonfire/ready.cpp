// The snapshot a connection begins with (bonfire 4.1). Hub thread.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "proto/bonfire/dialect.h"
#include "proto/bonfire/translate.h"
#include "proto/bonfire/view_files.h"

namespace bonfire {
namespace {

/// Oneself, everybody one has a relation to, and everybody one shares a private space with (3.2).
std::vector<User> users_of(const hub::Snapshot& snapshot, const Files& files) {
  std::map<core::UserId, core::Relation> known;
  for (const hub::Snapshot::Entry& entry : snapshot.communities) {
    if (!core::is_private(entry.state->community.kind)) continue;
    for (const core::MemberEntry& member : entry.state->members) known.emplace(member.user, core::Relation::none);
  }
  for (const core::Relationship& one : snapshot.relationships) known[one.other] = one.relation;
  known.erase(snapshot.user.id);
  std::vector<User> users;
  users.reserve(known.size() + 1);
  for (const auto& [id, relation] : known) {
    const core::User* user = snapshot.view->user(id);
    if (user == nullptr) continue;
    Sight sight;
    sight.relation = relation;
    sight.online = snapshot.view->online(id);
    sight.profile = relation != core::Relation::blocked_by;  // all that counts in this place (3.7)
    users.push_back(to_wire(*user, sight, files));
  }
  users.push_back(self_to_wire(snapshot.user, true, snapshot.relationships, files));
  return users;
}

template <typename T>
std::optional<std::vector<T>> chosen(bool wanted) {
  return wanted ? std::optional<std::vector<T>>(std::in_place) : std::nullopt;
}

}  // namespace

ReadyEvent ready_event(const hub::Snapshot& snapshot, const ReadyChoice& choice) {
  const ViewFiles files(*snapshot.view);
  ReadyEvent ready;
  if (choice.users) ready.users = users_of(snapshot, files);
  ready.servers = chosen<Server>(choice.servers);
  ready.channels = chosen<Channel>(choice.channels);
  ready.members = chosen<Member>(choice.members);
  ready.emojis = chosen<Emoji>(choice.emojis);
  ready.voice_states = chosen<ChannelVoiceState>(choice.voice_states);
  ready.policy_changes = chosen<PolicyChange>(choice.policy_changes);
  for (const hub::Snapshot::Entry& entry : snapshot.communities) {
    const core::CommunityState& state = *entry.state;
    if (ready.channels) {
      for (std::size_t i = 0; i < state.channels.size(); ++i) {
        if ((*entry.visible)[i]) ready.channels->push_back(to_wire(state.channels[i], state, files));
      }
    }
    if (core::is_private(state.community.kind)) continue;
    if (ready.servers) ready.servers->push_back(to_wire(state, state.members.size(), files));
    const core::MemberEntry* member = ready.members ? state.find_member(snapshot.user.id) : nullptr;
    if (member != nullptr) ready.members->push_back(to_wire(member->full(state.community.id), files));
    if (ready.emojis) {
      for (const core::Emoji& emoji : state.emojis) ready.emojis->push_back(to_wire(emoji));
    }
  }
  return ready;
}

}  // namespace bonfire
