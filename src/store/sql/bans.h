// The table of bans. Same thread as its connection.
#pragma once

#include <vector>

#include "core/community.h"
#include "store/sql/connection.h"

namespace store::sql {

class Bans {
 public:
  explicit Bans(Connection& db) : db_(db) {}

  bool contains(core::CommunityId community, core::UserId user);
  std::vector<core::Ban> of_community(core::CommunityId community);
  void put(const core::Ban& ban);
  bool erase(core::CommunityId community, core::UserId user);
  void erase_of(core::CommunityId community);

 private:
  Connection& db_;
};

}  // namespace store::sql
