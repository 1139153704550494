// Use cases: accounts, log-in sessions, profiles. Functions on a transaction: load, decide, save, append the event.
// Form (lengths, allowed characters, reserved names) is checked by the protocol that received the value; here it is checked
// what depends on state. An edit without any field changes nothing and has no event. Not found "user" where the account is
// gone. UserUpdated and the saved row carry the same revision: the number of that event.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/change.h"
#include "core/user.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

/// A person with what only they may see.
struct SelfUser {
  core::User user;
  std::string email;
  bool verified = false;
};

/// Users 0 and 1 (core/ids.h) are made once, as core::system_user() and core::deleted_user(). Called at start.
Result<void> ensure_reserved_users(store::Transaction& tx, Context context);

struct Registration {
  std::string username;
  std::string email;
  std::string password_hash;
  bool verified = true;                     // false when a mailer will send a code
  std::optional<std::int32_t> verify_code;  // stored when given; valid for seven days
};
/// already_exists "username", then "email".
Result<SelfUser> register_user(store::Transaction& tx, Context context, const Registration& registration);

/// The account for a username or an e-mail address; not_found "user".
Result<core::Account> find_account(store::Reader& reader, std::string_view identifier);
/// not_found "user" also for deleted people.
Result<core::User> find_user(store::Reader& reader, core::UserId id);
Result<core::User> find_user(store::Reader& reader, std::string_view username);
Result<SelfUser> find_self(store::Reader& reader, core::UserId id);

struct NewLogin {
  core::UserId user;
  core::TokenHash token_hash{};
  std::string platform;
  std::string client;
  std::string ip;
};
Result<core::LoginSession> create_login(store::Transaction& tx, Context context, const NewLogin& login);
/// Only one's own; not_found "session" otherwise. Event: LoginSessionDeleted.
Result<void> delete_login(store::Transaction& tx, Context context, Actor actor, core::LoginSessionId id);

struct AccountEdit {
  std::optional<std::string> username;
  std::optional<std::string> email;
  std::optional<std::string> password_hash;
};
/// Whether the new name or address is free, also against one's own present one: already_exists "username", then "email".
Result<void> check_account_edit(store::Reader& reader, const AccountEdit& edit);
/// Event: UserUpdated. A new address keeps `verified` as it is when `keep_verified`, else becomes unverified; outstanding
/// codes that went to the old one end. A new password ends an outstanding reset code.
Result<SelfUser> edit_account(store::Transaction& tx, Context context, Actor actor, const AccountEdit& edit,
                              bool keep_verified);

struct ProfileEdit {
  core::Change<std::string> display_name;
  core::Change<std::string> status_text;
  core::Change<core::StatusKind> status_kind;
  core::Change<std::string> bio;
  core::Change<core::FileId> avatar;  // invalid "avatar" when there is no such file in its bucket
  core::Change<core::FileId> banner;
};
/// Event: UserUpdated.
Result<SelfUser> edit_profile(store::Transaction& tx, Context context, Actor actor, const ProfileEdit& edit);

/// Leaves every community (MemberLeft each), ends the log-ins, forgets address, password and profile, marks the account
/// deleted; then UserDeleted. Messages stay, as those of kDeletedUser; owned communities keep their owner. forbidden for
/// reserved accounts.
Result<void> delete_account(store::Transaction& tx, Context context, core::UserId user);

/// invalid "code": wrong, expired or none outstanding. Event: UserUpdated.
Result<void> verify_email(store::Transaction& tx, Context context, core::UserId user, std::int32_t code);
/// Replaces an outstanding code; reset codes are valid for a day, verification codes for seven.
Result<void> put_code(store::Transaction& tx, Context context, core::UserId user, core::CodePurpose purpose,
                      std::int32_t code);
/// invalid "code" likewise.
Result<void> reset_password(store::Transaction& tx, Context context, core::UserId user, std::int32_t code,
                            const std::string& password_hash);
/// For the operator.
Result<void> set_password(store::Transaction& tx, Context context, core::UserId user, const std::string& password_hash);

}  // namespace service
