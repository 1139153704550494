// People: what others see of them (User), what only they see (Account), and where they are logged in (LoginSession).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/ids.h"

namespace core {

enum class StatusKind : std::uint8_t { online, idle, busy, focus, invisible };

/// What a person chose to show. Whether they are online at all is derived from their connections (presence.h in hub).
struct Status {
  StatusKind kind = StatusKind::online;
  std::optional<std::string> text;  // 1 to 150 code points
  friend bool operator==(const Status&, const Status&) = default;
};

struct User {
  UserId id;
  std::string username;  // unique, lower case
  std::optional<std::string> display_name;
  Status status;
  std::optional<std::string> bio;
  std::optional<FileId> avatar;
  std::optional<FileId> banner;
  std::int32_t social_credit = 0;
  std::uint64_t badges = 0;
  std::uint64_t instance_permissions = 0;
  bool bot = false;
  bool deleted = false;
  /// Number of the last event of the user's stream that is contained in this value; orders copies of it.
  std::uint64_t revision = 0;
  friend bool operator==(const User&, const User&) = default;
};

/// The two people who are nobody (ids.h): always shown as offline. A protocol may show the system under a name of its own.
User system_user();
/// Stands in as the author of messages whose account is gone.
User deleted_user();

struct Account {
  UserId user_id;
  std::string email;          // lower case, unique among accounts that are not deleted; private to the person
  std::string password_hash;  // argon2id, in libsodium's text form
  bool verified = false;
  friend bool operator==(const Account&, const Account&) = default;
};

using TokenHash = std::array<unsigned char, 32>;

struct LoginSession {
  LoginSessionId id;
  UserId user_id;
  TokenHash token_hash{};  // BLAKE2b-256 of the token; the token itself is never stored
  std::string platform;
  std::string client;
  std::string ip;  // address the log-in came from, text form
  std::int64_t created_ms = 0;
  friend bool operator==(const LoginSession&, const LoginSession&) = default;
};

/// A one-time code sent by mail.
enum class CodePurpose : std::uint8_t { verify_email, reset_password };
struct OneTimeCode {
  UserId user_id;
  CodePurpose purpose = CodePurpose::verify_email;
  std::int32_t code = 0;
  std::int64_t expires_ms = 0;
};

}  // namespace core
