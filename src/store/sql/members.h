// The table of members. Same thread as its connection.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/community_state.h"
#include "store/sql/connection.h"

namespace store::sql {

class Members {
 public:
  explicit Members(Connection& db) : db_(db) {}

  std::optional<core::Member> find(core::CommunityId community, core::UserId user);
  std::vector<core::Member> of_community(core::CommunityId community);
  std::uint32_t count(core::CommunityId community);
  std::vector<core::CommunityId> communities_of(core::UserId user);
  /// Fills the members and users of a snapshot.
  void load(core::CommunityId community, core::CommunitySnapshot& snapshot);
  void insert(const core::Member& member);
  void update(const core::Member& member);
  bool erase(core::CommunityId community, core::UserId user);
  void erase_of(core::CommunityId community);  // with the timeouts of those who left
  std::optional<std::int64_t> kept_timeout(core::CommunityId community, core::UserId user);
  void keep_timeout(core::CommunityId community, core::UserId user, std::optional<std::int64_t> until_ms);
  void forget_timeouts_of(core::UserId user);
  /// Takes the role from everybody who has it.
  void remove_role(core::CommunityId community, core::RoleId role);

 private:
  Connection& db_;
};

}  // namespace store::sql
