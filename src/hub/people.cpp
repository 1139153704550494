#include "hub/people.h"

#include <utility>

namespace hub {

UserEntry* People::find(core::UserId id) {
  const auto it = entries_.find(id);
  return it == entries_.end() ? nullptr : &it->second;
}

const UserEntry* People::find(core::UserId id) const {
  const auto it = entries_.find(id);
  return it == entries_.end() ? nullptr : &it->second;
}

UserEntry& People::know(const core::User& user) {
  const auto [it, added] = entries_.try_emplace(user.id);
  if (added) it->second.user = user;
  return it->second;
}

UserEntry& People::know(core::User&& user) {
  const auto [it, added] = entries_.try_emplace(user.id);
  if (added) it->second.user = std::move(user);
  return it->second;
}

void People::release(UserEntry& entry) {
  if (entry.sessions.empty() && entry.communities.empty() && entry.related == 0) entries_.erase(entry.user.id);
}

bool People::online(core::UserId id) const {
  const UserEntry* entry = find(id);
  return (entry != nullptr && !entry->sessions.empty()) || remote_.contains(id);
}

void People::count_remote(core::UserId id, bool online) {
  if (online) {
    ++remote_[id];
    return;
  }
  const auto it = remote_.find(id);
  if (it != remote_.end() && --it->second == 0) remote_.erase(it);
}

}  // namespace hub
