// People: what others see of them (User), what only they see (Account), and where they are logged in (LoginSession).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"

namespace core {

enum class StatusKind : std::uint8_t { online, idle, busy, focus, invisible };

/// What a person chose to show. Whether they are online at all is derived from their connections (presence.h in hub).
struct Status {
  StatusKind kind = StatusKind::online;
  std::optional<std::string> text;  // 1 to 150 code points
  friend bool operator==(const Status&, const Status&) = default;
};

/// Why an account is restricted or gone; bits of User::flags.
namespace user_flag {
inline constexpr std::uint32_t suspended = 1;
inline constexpr std::uint32_t deleted = 2;
inline constexpr std::uint32_t banned = 4;
inline constexpr std::uint32_t spam = 8;
}  // namespace user_flag

/// How one person stands to another, from the first one's side.
enum class Relation : std::uint8_t { none, self, friends, outgoing, incoming, blocked, blocked_by };

struct Relationship {
  UserId other;
  Relation relation = Relation::none;
  friend bool operator==(const Relationship&, const Relationship&) = default;
};

/// People have two names. `username` is a handle, alone unique. `tag_name` with `discriminator` (shown as ada#0042) is
/// unique as a pair, whatever the case. An account whose owner has not chosen a name yet has neither: it can log in and
/// finish its registration, nothing else.
struct User {
  UserId id;
  std::string username;             // unique, lower case
  std::string tag_name;             // case as chosen, NFC
  std::uint16_t discriminator = 0;  // 2 to 9998; 0 for those who cannot be addressed (reserved, deleted)
  std::optional<std::string> display_name;
  Status status;
  std::optional<std::string> bio;
  std::optional<FileId> avatar;
  std::optional<FileId> banner;
  std::int32_t social_credit = 0;
  std::uint64_t badges = 0;
  std::uint64_t instance_permissions = 0;  // instance_permission::*
  std::optional<std::string> pronouns;
  std::uint32_t flags = 0;  // user_flag::*
  bool bot = false;
  UserId bot_owner;  // of bots
  bool deleted = false;
  /// Number of the last event of the user's stream that is contained in this value; orders copies of it.
  std::uint64_t revision = 0;
  friend bool operator==(const User&, const User&) = default;
};

/// Bits of User::instance_permissions.
namespace instance_permission {
inline constexpr std::uint64_t privileged = 1ull << 0;  // staff: everything, everywhere
}  // namespace instance_permission

/// The two people who are nobody (ids.h): always shown as offline. A protocol may show the system under a name of its own.
User system_user();
/// Stands in as the author of messages whose account is gone.
User deleted_user();

/// What protects an account beyond its password. Private to the person.
struct AccountSecurity {
  bool disabled = false;                        // no log-in
  std::optional<std::int64_t> deletion_due_ms;  // disabled, and to be deleted then
  std::uint32_t failed_logins = 0;              // in a row
  std::int64_t locked_until_ms = 0;
  std::string totp_secret;          // 10 bytes as Base32 without padding; empty: none
  bool totp_enabled = false;        // false with a secret: not confirmed yet
  std::int64_t totp_last_step = 0;  // a code is good once
  std::vector<std::string> recovery_codes;
  std::int64_t discriminator_changed_ms = 0;  // when one was last forced to change
  std::int64_t policy_seen_ms = 0;            // policy changes up to then were acknowledged
  friend bool operator==(const AccountSecurity&, const AccountSecurity&) = default;
};

struct Account {
  UserId user_id;
  std::string email;          // where mail goes; lower case; private to the person
  std::string password_hash;  // argon2id, in libsodium's text form
  bool verified = false;
  AccountSecurity security;
  /// What the account is found by (store::Reader::account_by_email) and what is unique among accounts that are not deleted:
  /// core::email_key of the address. Empty in accounts that are older than that rule: those are found by the address itself.
  std::string email_key;
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
  std::string name;  // what its owner calls it
  std::string push;  // where to push to, as the client gave it (JSON); empty: nowhere
  friend bool operator==(const LoginSession&, const LoginSession&) = default;
};

/// A bot's account is a User with `bot`; this is what its owner manages. Its token is derived, not stored
/// (service/derived_token.h): a new version makes the old one worthless.
struct Bot {
  UserId id;
  UserId owner;
  std::uint32_t token_version = 0;
  bool open = false;  // anybody may invite it
  bool analytics = false;
  std::string interactions_url;
  friend bool operator==(const Bot&, const Bot&) = default;
};

/// Something opaque that a person's client keeps here.
struct Setting {
  std::int64_t revision_ms = 0;
  std::string value;
  friend bool operator==(const Setting&, const Setting&) = default;
};

/// How far a person has read a channel.
struct ReadState {
  ChannelId channel;
  MessageId last_read;              // 0: nothing
  std::vector<MessageId> mentions;  // later ones that mention the person, ascending
  friend bool operator==(const ReadState&, const ReadState&) = default;
};

/// A long random word that proves something once, until it expires: links in mails, tickets of a second factor.
enum class SecretPurpose : std::uint8_t {
  verify_email,
  change_email,  // data: the new address
  reset_password,
  delete_account,
  login_pending,  // the password was right, the second factor is missing
  validated,      // whoever holds it has just proved to be the account's owner
  authorised,     // likewise, and good for a log-in
};
struct Secret {
  TokenHash hash{};
  SecretPurpose purpose = SecretPurpose::verify_email;
  UserId user;
  std::int64_t expires_ms = 0;
  std::string data;
  friend bool operator==(const Secret&, const Secret&) = default;
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
