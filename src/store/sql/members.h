// The tables of members and of bans. Same thread as their connection.
#pragma once

#include <optional>
#include <vector>

#include "core/community_state.h"
#include "store/sql/connection.h"

namespace store::sql {

class Members {
 public:
  explicit Members(Connection& db) : db_(db) {}

  std::optional<core::Member> find(core::CommunityId community, core::UserId user);
  std::vector<core::CommunityId> communities_of(core::UserId user);
  /// Fills the members and users of a snapshot.
  void load(core::CommunityId community, core::CommunitySnapshot& snapshot);
  void insert(const core::Member& member);
  void update(const core::Member& member);
  bool erase(core::CommunityId community, core::UserId user);

 private:
  Connection& db_;
};

class Bans {
 public:
  explicit Bans(Connection& db) : db_(db) {}

  bool contains(core::CommunityId community, core::UserId user);
  void put(const core::Ban& ban);
  bool erase(core::CommunityId community, core::UserId user);

 private:
  Connection& db_;
};

}  // namespace store::sql
