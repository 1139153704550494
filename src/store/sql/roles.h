// The tables of roles and of emojis. Same thread as their connection.
#pragma once

#include <optional>
#include <vector>

#include "core/community.h"
#include "store/sql/connection.h"

namespace store::sql {

class Roles {
 public:
  explicit Roles(Connection& db) : db_(db) {}

  std::optional<core::CommunityId> community_of(core::RoleId id);
  std::vector<core::Role> of_community(core::CommunityId id);
  void put(const core::Role& role);
  void erase(core::RoleId id);
  void erase_of(core::CommunityId id);

 private:
  Connection& db_;
};

class Emojis {
 public:
  explicit Emojis(Connection& db) : db_(db) {}

  std::optional<core::Emoji> find(core::EmojiId id);
  /// Without detached ones.
  std::vector<core::Emoji> of_community(core::CommunityId id);
  void put(const core::Emoji& emoji);
  void detach(core::EmojiId id);

 private:
  Connection& db_;
};

}  // namespace store::sql
