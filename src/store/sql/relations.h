// The table of what people are to each other, a row for each side. Same thread as its connection.
#pragma once

#include <vector>

#include "core/user.h"
#include "store/sql/connection.h"

namespace store::sql {

class Relations {
 public:
  explicit Relations(Connection& db) : db_(db) {}

  core::Relation find(core::UserId from, core::UserId to);
  std::vector<core::Relationship> of_user(core::UserId user);
  void put(core::UserId from, core::UserId to, core::Relation relation);
  /// Both sides.
  void erase_of(core::UserId user);

 private:
  Connection& db_;
};

}  // namespace store::sql
