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

  std::vector<core::Role> of_community(core::CommunityId id);
  void put(const core::Role& role);

 private:
  Connection& db_;
};

class Emojis {
 public:
  explicit Emojis(Connection& db) : db_(db) {}

  std::optional<core::Emoji> find(core::EmojiId id);
  std::vector<core::Emoji> of_community(core::CommunityId id);
  void put(const core::Emoji& emoji);
  void erase(core::EmojiId id);

 private:
  Connection& db_;
};

}  // namespace store::sql
