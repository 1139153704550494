// The tables of log-in sessions, of one-time codes and of secrets. Same thread as their connection.
#pragma once

#include <cstdint>
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
  /// Name and push.
  void update(const core::LoginSession& session);
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

class Secrets {
 public:
  explicit Secrets(Connection& db) : db_(db) {}

  std::optional<core::Secret> find(const core::TokenHash& hash);
  void put(const core::Secret& secret);
  bool erase(const core::TokenHash& hash);
  void erase_of(core::UserId user, core::SecretPurpose purpose);
  void erase_of(core::UserId user);
  /// Deletes up to `limit` that expired before `time_ms`; returns how many.
  std::int64_t prune(std::int64_t time_ms, std::uint32_t limit);

 private:
  Connection& db_;
};

}  // namespace store::sql
