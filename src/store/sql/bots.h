// The table of bots. Same thread as its connection.
#pragma once

#include <optional>
#include <vector>

#include "core/user.h"
#include "store/sql/connection.h"

namespace store::sql {

class Bots {
 public:
  explicit Bots(Connection& db) : db_(db) {}

  std::optional<core::Bot> find(core::UserId id);
  std::vector<core::Bot> of_owner(core::UserId owner);
  void put(const core::Bot& bot);
  void erase(core::UserId id);

 private:
  Connection& db_;
};

}  // namespace store::sql
