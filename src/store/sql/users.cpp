// The table of users. See users.h.
#include "store/sql/users.h"

#include "store/sql/expect.h"

namespace store::sql {
namespace {

#define COLUMNS                                                                                          \
  "SELECT id, username, display_name, status, status_text, bio, avatar, banner, social_credit, badges, " \
  "instance_permissions, bot, deleted, revision FROM users "
constexpr const char kFind[] = COLUMNS "WHERE id = $1";
constexpr const char kFindByUsername[] = COLUMNS "WHERE username = $1 AND deleted = 0 AND username <> ''";
#undef COLUMNS

#define COLUMNS "SELECT id, email, password_hash, verified FROM users "
constexpr const char kAccount[] = COLUMNS "WHERE id = $1";
constexpr const char kAccountByEmail[] = COLUMNS "WHERE email = $1 AND deleted = 0 AND email <> ''";
#undef COLUMNS

constexpr const char kIds[] = "SELECT id FROM users WHERE id > $1 ORDER BY id LIMIT $2";
constexpr const char kInsert[] =
    "INSERT INTO users (id, username, display_name, status, status_text, bio, avatar, banner, social_credit, badges, "
    "instance_permissions, bot, deleted, revision, email, password_hash, verified) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
constexpr const char kUpdate[] =
    "UPDATE users SET username = $2, display_name = $3, status = $4, status_text = $5, bio = $6, avatar = $7, banner = $8, "
    "social_credit = $9, badges = $10, instance_permissions = $11, bot = $12, deleted = $13, revision = $14 WHERE id = $1";
constexpr const char kUpdateAccount[] = "UPDATE users SET email = $2, password_hash = $3, verified = $4 WHERE id = $1";

std::optional<core::User> read_user(Rows&& rows) {
  core::User u;
  if (!Connection::one(std::move(rows), u.id, u.username, u.display_name, u.status.kind, u.status.text, u.bio, u.avatar,
                       u.banner, u.social_credit, u.badges, u.instance_permissions, u.bot, u.deleted, u.revision)) {
    return std::nullopt;
  }
  return u;
}

std::optional<core::Account> read_account(Rows&& rows) {
  core::Account a;
  if (!Connection::one(std::move(rows), a.user_id, a.email, a.password_hash, a.verified)) return std::nullopt;
  return a;
}

}  // namespace

std::optional<core::User> Users::find(core::UserId id) { return read_user(db_.query(kFind, id)); }
std::optional<core::User> Users::find_by_username(std::string_view username) {
  return read_user(db_.query(kFindByUsername, username));
}
std::optional<core::Account> Users::account(core::UserId id) { return read_account(db_.query(kAccount, id)); }
std::optional<core::Account> Users::account_by_email(std::string_view email) {
  return read_account(db_.query(kAccountByEmail, email));
}

std::vector<core::UserId> Users::ids(core::UserId after, std::uint32_t limit) {
  std::vector<core::UserId> found;
  Rows rows = db_.query(kIds, after, limit);
  for (core::UserId id; rows.next(); found.push_back(id)) rows.read(id);
  return found;
}

void Users::insert(const core::User& u, const core::Account& account) {
  db_.run(kInsert, u.id, u.username, u.display_name, u.status.kind, u.status.text, u.bio, u.avatar, u.banner,
          u.social_credit, u.badges, u.instance_permissions, u.bot, u.deleted, u.revision, account.email,
          account.password_hash, account.verified);
}

void Users::update(const core::User& u) {
  expect_one(db_.run(kUpdate, u.id, u.username, u.display_name, u.status.kind, u.status.text, u.bio, u.avatar, u.banner,
                     u.social_credit, u.badges, u.instance_permissions, u.bot, u.deleted, u.revision),
             "no such user");
}

void Users::update_account(const core::Account& a) {
  expect_one(db_.run(kUpdateAccount, a.user_id, a.email, a.password_hash, a.verified), "no such account");
}

}  // namespace store::sql
