// Use cases: making, finding and editing accounts. See accounts.h; run inside a unit of work.
#include "service/accounts.h"

#include <utility>

#include "base/unicode.h"
#include "core/names.h"
#include "service/account_changes.h"
#include "service/naming.h"

namespace service {

using base::ErrorKind;

namespace {

/// The username is the tag name too (naming.h).
Result<void> give_username(store::Reader& reader, core::User& user, const std::string& username) {
  if (!give_tag_name(reader, user, username)) return base::fail(ErrorKind::already_exists, "username");
  user.username = username;
  return {};
}

}  // namespace

Result<void> ensure_reserved_users(store::Transaction& tx, Context) {
  for (const core::User& user : {core::system_user(), core::deleted_user()}) {
    if (tx.user(user.id)) continue;
    core::Account account;  // without a password nobody can log in
    account.user_id = user.id;
    tx.insert_user(user, account);
  }
  return {};
}

Result<SelfUser> register_user(store::Transaction& tx, Context context, const Registration& registration) {
  const bool named = !registration.username.empty();
  AccountEdit wanted;
  if (named) wanted.username = registration.username;
  wanted.email = registration.email;
  if (auto ok = check_account_edit(tx, wanted); !ok) return base::pass(ok);
  core::User user;
  user.id = core::UserId(tx.next_id());
  if (named) {
    if (auto ok = give_username(tx, user, registration.username); !ok) return base::pass(ok);
  }
  core::Account account;
  account.user_id = user.id;
  set_email(account, registration.email);
  account.password_hash = registration.password_hash;
  account.verified = registration.verified;
  tx.insert_user(user, account);
  if (registration.verify_code) {
    tx.put_one_time_code(make_code(context, user.id, core::CodePurpose::verify_email, *registration.verify_code));
  }
  return SelfUser{user, account.email, account.verified};
}

Result<core::Account> find_account_by_email(store::Reader& reader, std::string_view email) {
  for (const std::string& key : {std::string(email), base::fold(email), core::email_key(email)}) {
    if (key.empty()) continue;
    if (auto account = reader.account_by_email(key)) return *std::move(account);
  }
  return base::not_found("user");
}

Result<core::Account> find_account(store::Reader& reader, std::string_view identifier) {
  if (identifier.empty()) return base::not_found("user");
  const auto user = reader.user_by_username(identifier);
  if (!user) return find_account_by_email(reader, identifier);
  auto account = reader.account(user->id);
  if (!account) return base::not_found("user");
  return *std::move(account);
}

Result<core::User> find_user(store::Reader& reader, core::UserId id) {
  auto user = reader.user(id);
  if (!user || user->deleted) return base::not_found("user");
  return *std::move(user);
}

Result<core::User> find_user(store::Reader& reader, std::string_view username) {
  auto user = reader.user_by_username(username);
  if (!user) return base::not_found("user");
  return *std::move(user);
}

Result<SelfUser> find_self(store::Reader& reader, core::UserId id) { return load_self(reader, id); }

Result<void> check_account_edit(store::Reader& reader, const AccountEdit& edit) {
  if (edit.username && reader.user_by_username(*edit.username)) return base::fail(ErrorKind::already_exists, "username");
  if (edit.email && find_account_by_email(reader, *edit.email)) return base::fail(ErrorKind::already_exists, "email");
  return {};
}

Result<SelfUser> edit_account(store::Transaction& tx, Context context, Actor actor, const AccountEdit& edit,
                              bool keep_verified) {
  auto self = load_self(tx, actor.user);
  if (!self) return self;
  if (auto ok = check_account_edit(tx, edit); !ok) return base::pass(ok);
  if (!edit.username && !edit.email && !edit.password_hash) return self;

  core::Account account = *tx.account(actor.user);
  if (edit.username) {
    if (auto ok = give_username(tx, self->user, *edit.username); !ok) return base::pass(ok);
  }
  if (edit.email) {
    set_email(account, *edit.email);
    account.verified = account.verified && keep_verified;
    end_address_proofs(tx, actor.user);
  }
  if (edit.password_hash) account.password_hash = *edit.password_hash;
  if (edit.email || edit.password_hash) end_password_resets(tx, actor.user);
  self->email = account.email;
  self->verified = account.verified;
  tx.update_account(account);
  save_and_tell(tx, context, *self);
  return self;
}

}  // namespace service
