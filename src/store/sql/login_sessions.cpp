// The tables of log-in sessions, of one-time codes and of secrets. See login_sessions.h.
#include "store/sql/login_sessions.h"

#include "store/sql/expect.h"

namespace store::sql {
namespace {

#define COLUMNS "SELECT id, user, token_hash, platform, client, ip, created_ms, name, push FROM login_sessions "
constexpr const char kFind[] = COLUMNS "WHERE id = $1";
constexpr const char kFindByToken[] = COLUMNS "WHERE token_hash = $1";
constexpr const char kOfUser[] = COLUMNS "WHERE user = $1 ORDER BY id";
#undef COLUMNS
constexpr const char kInsert[] =
    "INSERT INTO login_sessions (id, user, token_hash, platform, client, ip, created_ms, name, push) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr const char kUpdate[] = "UPDATE login_sessions SET name = $2, push = $3 WHERE id = $1";
constexpr const char kErase[] = "DELETE FROM login_sessions WHERE id = $1";

constexpr const char kFindCode[] =
    "SELECT user, purpose, code, expires_ms FROM one_time_codes WHERE user = $1 AND purpose = $2";
constexpr const char kPutCode[] =
    "INSERT INTO one_time_codes (user, purpose, code, expires_ms) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (user, purpose) DO UPDATE SET code = excluded.code, expires_ms = excluded.expires_ms";
constexpr const char kEraseCode[] = "DELETE FROM one_time_codes WHERE user = $1 AND purpose = $2";

constexpr const char kFindSecret[] = "SELECT hash, purpose, user, expires_ms, data FROM secrets WHERE hash = $1";
constexpr const char kPutSecret[] =
    "INSERT INTO secrets (hash, purpose, user, expires_ms, data) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (hash) DO UPDATE SET purpose = excluded.purpose, user = excluded.user, expires_ms = excluded.expires_ms, "
    "data = excluded.data";
constexpr const char kEraseSecret[] = "DELETE FROM secrets WHERE hash = $1";
constexpr const char kEraseSecretsFor[] = "DELETE FROM secrets WHERE user = $1 AND purpose = $2";
constexpr const char kEraseSecretsOf[] = "DELETE FROM secrets WHERE user = $1";
constexpr const char kPruneSecrets[] =
    "DELETE FROM secrets WHERE hash IN (SELECT hash FROM secrets WHERE expires_ms < $1 LIMIT $2)";

std::optional<core::LoginSession> next_session(Rows& rows) {
  if (!rows.next()) return std::nullopt;
  core::LoginSession s;
  rows.read(s.id, s.user_id, s.token_hash, s.platform, s.client, s.ip, s.created_ms, s.name, s.push);
  return s;
}

}  // namespace

std::optional<core::LoginSession> LoginSessions::find(core::LoginSessionId id) {
  Rows rows = db_.query(kFind, id);
  return next_session(rows);
}

std::optional<core::LoginSession> LoginSessions::find_by_token(const core::TokenHash& hash) {
  Rows rows = db_.query(kFindByToken, hash);
  return next_session(rows);
}

std::vector<core::LoginSession> LoginSessions::of_user(core::UserId user) {
  std::vector<core::LoginSession> found;
  Rows rows = db_.query(kOfUser, user);
  while (auto session = next_session(rows)) found.push_back(std::move(*session));
  return found;
}

void LoginSessions::insert(const core::LoginSession& s) {
  db_.run(kInsert, s.id, s.user_id, s.token_hash, s.platform, s.client, s.ip, s.created_ms, s.name, s.push);
}

void LoginSessions::update(const core::LoginSession& s) {
  expect_one(db_.run(kUpdate, s.id, s.name, s.push), "no such log-in session");
}

bool LoginSessions::erase(core::LoginSessionId id) { return db_.run(kErase, id) != 0; }

std::optional<core::OneTimeCode> OneTimeCodes::find(core::UserId user, core::CodePurpose purpose) {
  core::OneTimeCode c;
  if (!Connection::one(db_.query(kFindCode, user, purpose), c.user_id, c.purpose, c.code, c.expires_ms)) return std::nullopt;
  return c;
}

void OneTimeCodes::put(const core::OneTimeCode& c) { db_.run(kPutCode, c.user_id, c.purpose, c.code, c.expires_ms); }
void OneTimeCodes::erase(core::UserId user, core::CodePurpose purpose) { db_.run(kEraseCode, user, purpose); }

std::optional<core::Secret> Secrets::find(const core::TokenHash& hash) {
  core::Secret s;
  if (!Connection::one(db_.query(kFindSecret, hash), s.hash, s.purpose, s.user, s.expires_ms, s.data)) return std::nullopt;
  return s;
}

void Secrets::put(const core::Secret& s) { db_.run(kPutSecret, s.hash, s.purpose, s.user, s.expires_ms, s.data); }
bool Secrets::erase(const core::TokenHash& hash) { return db_.run(kEraseSecret, hash) != 0; }
void Secrets::erase_of(core::UserId user, core::SecretPurpose purpose) { db_.run(kEraseSecretsFor, user, purpose); }
void Secrets::erase_of(core::UserId user) { db_.run(kEraseSecretsOf, user); }
std::int64_t Secrets::prune(std::int64_t time_ms, std::uint32_t limit) { return db_.run(kPruneSecrets, time_ms, limit); }

}  // namespace store::sql
