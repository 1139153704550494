// The table of what people's clients keep here. Same thread as its connection.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/user.h"
#include "store/sql/connection.h"

namespace store::sql {

class Settings {
 public:
  explicit Settings(Connection& db) : db_(db) {}

  /// Those of the keys that exist, in the order asked for; without any keys all, in the order of their keys' bytes.
  std::vector<std::pair<std::string, core::Setting>> of_user(core::UserId user, std::span<const std::string> keys);
  void put(core::UserId user, const std::string& key, const core::Setting& setting);
  void erase_of(core::UserId user);

 private:
  Connection& db_;
};

}  // namespace store::sql
