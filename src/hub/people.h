// People: everybody this hub has to know: members of loaded communities, those with a session here, and those
// to whom somebody with a session here relates. And who is online on other hubs, known or not. Hub thread.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/user.h"
#include "hub/session.h"

namespace hub {

struct CommunityEntry;

struct UserEntry {
  core::User user;
  std::uint64_t next_number = 0;             // of the user's stream, the next event that may come; 0 when not known
  std::vector<Session*> sessions;            // attached here
  std::vector<CommunityEntry*> communities;  // loaded or being indexed, they are a member of; in no order
  std::uint32_t related = 0;                 // how many people with a session here relate to them, see Relations
};

class People {
 public:
  UserEntry* find(core::UserId id);
  const UserEntry* find(core::UserId id) const;
  /// An entry that is there already wins: events keep it current, and raising it by something else would hide the event that
  /// tells the others. Entries do not move.
  UserEntry& know(const core::User& user);
  UserEntry& know(core::User&& user);
  /// So many more will become known. A few make no difference: the table grows by itself.
  void expect(std::size_t more) {
    if (more > entries_.size()) entries_.reserve(entries_.size() + more);
  }
  /// Forgets the person when nothing needs them any more.
  void release(UserEntry& entry);

  bool online(core::UserId id) const;
  /// One more or one less hub where the person is.
  void count_remote(core::UserId id, bool online);
  std::size_t size() const { return entries_.size(); }
  template <typename F>
  void each(F f) const {
    for (const auto& [id, entry] : entries_) f(entry);
  }

 private:
  std::unordered_map<core::UserId, UserEntry> entries_;
  std::unordered_map<core::UserId, std::uint32_t> remote_;  // on how many other hubs; never 0
};

}  // namespace hub
