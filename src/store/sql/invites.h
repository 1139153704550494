// The table of invites. Same thread as its connection.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/community.h"
#include "store/sql/connection.h"

namespace store::sql {

class Invites {
 public:
  explicit Invites(Connection& db) : db_(db) {}

  std::optional<core::Invite> find(std::string_view code);
  std::vector<core::Invite> of_community(core::CommunityId community);
  void put(const core::Invite& invite);
  bool erase(std::string_view code);
  void erase_of(core::CommunityId community);
  /// Those into a channel, which must still be there.
  void erase_of(core::ChannelId channel);

 private:
  Connection& db_;
};

}  // namespace store::sql
