// The tables of log-in sessions and of one-time codes. Same thread as their connection.
#pragma once

#include <optional>
#include <vector>

#include "core/user.h"
#include "store/sql/connection.h"

namespace store::sql {

class LoginSessions {
 public:
  explicit LoginSessions(Connection& db) : db_(db) {}

  std::optional<core::LoginSession> find(core::LoginSessionId id);
  std::optional<core::LoginSession> find_by_token(const core::TokenHash& hash);
  std::vector<core::LoginSession> of_user(core::UserId user);
  void insert(const core::LoginSession& session);
  bool erase(core::LoginSessionId id);

 private:
  Connection& db_;
};

class OneTimeCodes {
 public:
  explicit OneTimeCodes(Connection& db) : db_(db) {}

  std::optional<core::OneTimeCode> find(core::UserId user, core::CodePurpose purpose);
  void put(const core::OneTimeCode& code);
  void erase(core::UserId user, core::CodePurpose purpose);

 private:
  Connection& db_;
};

}  // namespace store::sql
