// Use cases: making, finding and editing accounts, and log-in sessions. See accounts.h; run inside a unit of work.
#include "service/accounts.h"

#include <utility>

#include "service/account_changes.h"
#include "service/standing.h"

namespace service {

using base::ErrorKind;

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
  if (auto ok = check_account_edit(tx, {registration.username, registration.email, {}}); !ok) return base::pass(ok);
  core::User user;
  user.id = core::UserId(tx.next_id());
  user.username = registration.username;
  core::Account account;
  account.user_id = user.id;
  account.email = registration.email;
  account.password_hash = registration.password_hash;
  account.verified = registration.verified;
  tx.insert_user(user, account);
  if (registration.verify_code) {
    tx.put_one_time_code(make_code(context, user.id, core::CodePurpose::verify_email, *registration.verify_code));
  }
  return SelfUser{user, account.email, account.verified};
}

Result<core::Account> find_account(store::Reader& reader, std::string_view identifier) {
  if (identifier.empty()) return base::not_found("user");
  std::optional<core::Account> account;
  if (auto user = reader.user_by_username(identifier)) {
    account = reader.account(user->id);
  } else {
    account = reader.account_by_email(identifier);
  }
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

Result<core::LoginSession> create_login(store::Transaction& tx, Context context, const NewLogin& login) {
  if (auto user = find_user(tx, login.user); !user) return base::pass(user);
  core::LoginSession session;
  session.id = core::LoginSessionId(tx.next_id());
  session.user_id = login.user;
  session.token_hash = login.token_hash;
  session.platform = login.platform;
  session.client = login.client;
  session.ip = login.ip;
  session.created_ms = context.now_ms;
  tx.insert_login_session(session);
  return session;
}

Result<void> delete_login(store::Transaction& tx, Context context, Actor actor, core::LoginSessionId id) {
  const auto session = tx.login_session(id);
  if (!session || session->user_id != actor.user) return base::not_found("session");
  tx.delete_login_session(id);
  tx.append_event(core::stream_of(actor.user), context.now_ms, core::LoginSessionDeleted{id});
  return {};
}

Result<void> check_account_edit(store::Reader& reader, const AccountEdit& edit) {
  if (edit.username && reader.user_by_username(*edit.username)) return base::fail(ErrorKind::already_exists, "username");
  if (edit.email && reader.account_by_email(*edit.email)) return base::fail(ErrorKind::already_exists, "email");
  return {};
}

Result<SelfUser> edit_account(store::Transaction& tx, Context context, Actor actor, const AccountEdit& edit,
                              bool keep_verified) {
  auto self = load_self(tx, actor.user);
  if (!self) return self;
  if (auto ok = check_account_edit(tx, edit); !ok) return base::pass(ok);
  if (!edit.username && !edit.email && !edit.password_hash) return self;

  core::Account account = *tx.account(actor.user);
  if (edit.username) self->user.username = *edit.username;
  if (edit.email) {
    account.email = *edit.email;
    account.verified = account.verified && keep_verified;
    // A code that went to the old address must not speak for the new one.
    tx.delete_one_time_code(actor.user, core::CodePurpose::verify_email);
  }
  if (edit.password_hash) account.password_hash = *edit.password_hash;
  if (edit.email || edit.password_hash) tx.delete_one_time_code(actor.user, core::CodePurpose::reset_password);
  self->email = account.email;
  self->verified = account.verified;
  tx.update_account(account);
  save_and_tell(tx, context, *self);
  return self;
}

Result<SelfUser> edit_profile(store::Transaction& tx, Context context, Actor actor, const ProfileEdit& edit) {
  auto self = load_self(tx, actor.user);
  if (!self) return self;
  if (auto ok = check_file(tx, edit.avatar, core::FileBucket::avatars, "avatar"); !ok) return base::pass(ok);
  if (auto ok = check_file(tx, edit.banner, core::FileBucket::banners, "banner"); !ok) return base::pass(ok);
  if (!edit.display_name && !edit.status_text && !edit.status_kind && !edit.bio && !edit.avatar && !edit.banner) return self;

  core::User& user = self->user;
  edit.display_name.apply_to(user.display_name);
  edit.status_text.apply_to(user.status.text);
  edit.status_kind.apply_to(user.status.kind);
  edit.bio.apply_to(user.bio);
  edit.avatar.apply_to(user.avatar);
  edit.banner.apply_to(user.banner);
  save_and_tell(tx, context, *self);
  return self;
}

Result<void> delete_account(store::Transaction& tx, Context context, core::UserId id) {
  if (id == core::kSystemUser || id == core::kDeletedUser)
    return base::fail(ErrorKind::forbidden, "user", "a reserved account");
  auto user = find_user(tx, id);
  if (!user) return base::pass(user);
  for (core::CommunityId community : tx.communities_of(id)) {
    tx.delete_member(community, id);
    tx.append_event(core::stream_of(community), context.now_ms, core::MemberLeft{id});
  }
  for (const core::LoginSession& session : tx.login_sessions_of(id)) tx.delete_login_session(session.id);
  tx.delete_one_time_code(id, core::CodePurpose::verify_email);
  tx.delete_one_time_code(id, core::CodePurpose::reset_password);

  // What is left of the person is a number; the name stays for the operator alone.
  core::User gone;
  gone.id = id;
  gone.username = user->username;
  gone.bot = user->bot;
  gone.deleted = true;
  gone.revision = next_revision(tx, id);
  core::Account account;
  account.user_id = id;
  tx.update_user(gone);
  tx.update_account(account);
  tx.append_event(core::stream_of(id), context.now_ms, core::UserDeleted{});
  return {};
}

}  // namespace service
