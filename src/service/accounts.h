// Use cases: accounts and profiles. Functions on a transaction: load, decide, save, append the event. Form (lengths, allowed
// characters, reserved names) is checked by the protocol that received the value; here it is checked what depends on state.
// An edit without any field changes nothing and has no event. Not found "user" where the account is gone. UserUpdated and
// the saved row carry the same revision: the number of that event. What else there is about an account: logins.h, naming.h,
// lockout.h, account_end.h, account_proofs.h, second_factor.h.
//
// Addresses. Account::email is what the person gave, in lower case, and where mail goes. Account::email_key is what the
// account is found by: one mailbox may be written in several ways, and they all count as one address (core::email_key).
// Accounts that are older than this rule have no key and are found by exactly the address they have; so two of them may
// differ in a dot, and neither loses its log-in. An address is looked for as it is first, then by its key; it is free when
// neither finds anybody. Always send to the account's address, never to the one that somebody typed to find it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/change.h"
#include "core/user.h"
#include "service/account_end.h"
#include "service/actor.h"
#include "service/file_use.h"
#include "service/logins.h"
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
  std::string username;  // empty: the person chooses a name later (naming.h); else the tag name as well
  std::string email;
  std::string password_hash;
  bool verified = true;                     // false when a mailer will send a code
  std::optional<std::int32_t> verify_code;  // stored when given; valid for seven days
};
/// already_exists "username", then "email". No event.
Result<SelfUser> register_user(store::Transaction& tx, Context context, const Registration& registration);

/// The account for a username or an e-mail address; not_found "user".
Result<core::Account> find_account(store::Reader& reader, std::string_view identifier);
/// For an address alone, in any of its forms; not_found "user".
Result<core::Account> find_account_by_email(store::Reader& reader, std::string_view email);
/// not_found "user" also for deleted people.
Result<core::User> find_user(store::Reader& reader, core::UserId id);
Result<core::User> find_user(store::Reader& reader, std::string_view username);
Result<SelfUser> find_self(store::Reader& reader, core::UserId id);

struct AccountEdit {
  std::optional<std::string> username;  // the new tag name as well; its discriminator stays when it is free
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
  core::Change<core::StatusKind> status_kind;  // clearing: online
  core::Change<std::string> bio;
  core::Change<core::FileId> avatar;  // invalid "avatar" when there is no such file in its bucket
  core::Change<core::FileId> banner;
  core::Change<std::string> pronouns;
  core::Change<std::uint64_t> badges;  // these two by staff alone
  core::Change<std::uint32_t> flags;   // user_flag::*
  FileUse file_use = FileUse::any;
};
/// One's own. forbidden "privileged" for what staff alone may set. Event: UserUpdated.
Result<SelfUser> edit_profile(store::Transaction& tx, Context context, Actor actor, const ProfileEdit& edit);
/// Of oneself, of a bot that one owns, or by staff: forbidden "privileged" otherwise.
Result<SelfUser> edit_profile_of(store::Transaction& tx, Context context, Actor actor, core::UserId target,
                                 const ProfileEdit& edit);
/// For the operator. Event: UserUpdated.
Result<void> set_instance_permissions(store::Transaction& tx, Context context, core::UserId user, std::uint64_t permissions);

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
