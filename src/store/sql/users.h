// The table of users with their accounts. Same thread as its connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/user.h"
#include "store/sql/connection.h"

namespace store::sql {

class Users {
 public:
  explicit Users(Connection& db) : db_(db) {}

  std::optional<core::User> find(core::UserId id);
  std::optional<core::User> find_by_username(std::string_view username);
  std::optional<core::User> find_by_tag(std::string_view folded_name, std::uint16_t discriminator);
  std::vector<std::uint16_t> discriminators_of(std::string_view folded_name);
  std::optional<core::Account> account(core::UserId id);
  std::optional<core::Account> account_by_email(std::string_view key);
  std::vector<core::UserId> ids(core::UserId after, std::uint32_t limit);
  std::vector<core::UserId> due_for_deletion(std::int64_t now_ms, std::uint32_t limit);
  void insert(const core::User& user, const core::Account& account);
  void update(const core::User& user);
  void update_account(const core::Account& account);

 private:
  Connection& db_;
};

}  // namespace store::sql
