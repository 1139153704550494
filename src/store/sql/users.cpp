// The table of users. See users.h.
#include "store/sql/users.h"

#include "core/names.h"
#include "store/sql/expect.h"
#include "store/sql/json_columns.h"
#include "store/sql/user_columns.h"

namespace store::sql {
namespace {

#define COLUMNS "SELECT " USER_COLUMNS("") " FROM users "
constexpr const char kFind[] = COLUMNS "WHERE id = $1";
constexpr const char kFindByUsername[] = COLUMNS "WHERE username = $1 AND deleted = 0 AND username <> ''";
constexpr const char kFindByTag[] =
    COLUMNS "WHERE tag_folded = $1 AND discriminator = $2 AND deleted = 0 AND discriminator <> 0";
#undef COLUMNS
constexpr const char kDiscriminators[] =
    "SELECT discriminator FROM users WHERE tag_folded = $1 AND deleted = 0 AND discriminator <> 0 ORDER BY discriminator";

#define COLUMNS "SELECT id, email, email_key, password_hash, verified, security FROM users "
constexpr const char kAccount[] = COLUMNS "WHERE id = $1";
constexpr const char kAccountByEmail[] =
    COLUMNS "WHERE coalesce(nullif(email_key, ''), email) = $1 AND deleted = 0 AND email <> ''";
#undef COLUMNS

constexpr const char kIds[] = "SELECT id FROM users WHERE id > $1 ORDER BY id LIMIT $2";
constexpr const char kDue[] =
    "SELECT id FROM users WHERE deletion_due_ms <= $1 AND deleted = 0 ORDER BY deletion_due_ms, id LIMIT $2";
constexpr const char kInsert[] =
    "INSERT INTO users (" USER_COLUMNS("") ", tag_folded, email, email_key, password_hash, verified, security) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, "
    "$25)";
constexpr const char kUpdate[] =
    "UPDATE users SET username = $2, tag_name = $3, discriminator = $4, display_name = $5, status = $6, status_text = $7, "
    "bio = $8, avatar = $9, banner = $10, social_credit = $11, badges = $12, instance_permissions = $13, pronouns = $14, "
    "flags = $15, bot = $16, bot_owner = $17, deleted = $18, revision = $19, tag_folded = $20 WHERE id = $1";
constexpr const char kUpdateAccount[] =
    "UPDATE users SET email = $2, email_key = $3, password_hash = $4, verified = $5, security = $6 WHERE id = $1";

std::optional<core::User> read_user(Rows&& rows) {
  core::User u;
  if (!rows.next()) return std::nullopt;
  std::apply([&](auto&... columns) { rows.read(columns...); }, columns_of(u));
  return u;
}

std::optional<core::Account> read_account(Rows&& rows) {
  core::Account a;
  JsonColumn security;
  if (!Connection::one(std::move(rows), a.user_id, a.email, a.email_key, a.password_hash, a.verified, security)) {
    return std::nullopt;
  }
  from_column(security, a.security);
  return a;
}

std::vector<core::UserId> read_ids(Rows&& rows) {
  std::vector<core::UserId> found;
  while (rows.next()) rows.read(found.emplace_back());
  return found;
}

}  // namespace

std::optional<core::User> Users::find(core::UserId id) { return read_user(db_.query(kFind, id)); }
std::optional<core::User> Users::find_by_username(std::string_view username) {
  return read_user(db_.query(kFindByUsername, username));
}
std::optional<core::User> Users::find_by_tag(std::string_view folded_name, std::uint16_t discriminator) {
  return read_user(db_.query(kFindByTag, folded_name, discriminator));
}

std::vector<std::uint16_t> Users::discriminators_of(std::string_view folded_name) {
  std::vector<std::uint16_t> found;
  Rows rows = db_.query(kDiscriminators, folded_name);
  while (rows.next()) rows.read(found.emplace_back());
  return found;
}

std::optional<core::Account> Users::account(core::UserId id) { return read_account(db_.query(kAccount, id)); }
std::optional<core::Account> Users::account_by_email(std::string_view key) {
  return read_account(db_.query(kAccountByEmail, key));
}

std::vector<core::UserId> Users::ids(core::UserId after, std::uint32_t limit) {
  return read_ids(db_.query(kIds, after, limit));
}
std::vector<core::UserId> Users::due_for_deletion(std::int64_t now_ms, std::uint32_t limit) {
  return read_ids(db_.query(kDue, now_ms, limit));
}

void Users::insert(const core::User& u, const core::Account& account) {
  const std::string folded = core::fold_name(u.tag_name);
  const JsonColumn security = to_column(account.security);
  std::apply(
      [&](const auto&... columns) {
        db_.run(kInsert, columns..., folded, account.email, account.email_key, account.password_hash, account.verified,
                security);
      },
      columns_of(u));
}

void Users::update(const core::User& u) {
  const std::string folded = core::fold_name(u.tag_name);
  const auto changed =
      std::apply([&](const auto&... columns) { return db_.run(kUpdate, columns..., folded); }, columns_of(u));
  expect_one(changed, "no such user");
}

void Users::update_account(const core::Account& a) {
  const JsonColumn security = to_column(a.security);
  expect_one(db_.run(kUpdateAccount, a.user_id, a.email, a.email_key, a.password_hash, a.verified, security),
             "no such account");
}

}  // namespace store::sql
