// The table of communities. Same thread as its connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/community.h"
#include "store/sql/connection.h"

namespace store::sql {

class Communities {
 public:
  explicit Communities(Connection& db) : db_(db) {}

  std::optional<core::Community> find(core::CommunityId id);
  std::optional<core::Community> find_by_slug(std::string_view slug);
  /// Without private spaces.
  std::uint32_t owned_by(core::UserId user);
  std::optional<core::CommunityId> direct_space(core::UserId one, core::UserId other);
  std::optional<core::CommunityId> saved_space(core::UserId user);
  std::vector<core::CommunityId> ids(core::CommunityId after, std::uint32_t limit);
  void insert(const core::Community& community);
  void update(const core::Community& community);
  void erase(core::CommunityId id);

 private:
  Connection& db_;
};

}  // namespace store::sql
