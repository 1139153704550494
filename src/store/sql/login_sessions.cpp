// The tables of log-in sessions and of one-time codes. See login_sessions.h.
#include "store/sql/login_sessions.h"

namespace store::sql {
namespace {

#define COLUMNS "SELECT id, user, token_hash, platform, client, ip, created_ms FROM login_sessions "
constexpr const char kFind[] = COLUMNS "WHERE id = $1";
constexpr const char kFindByToken[] = COLUMNS "WHERE token_hash = $1";
constexpr const char kOfUser[] = COLUMNS "WHERE user = $1 ORDER BY id";
#undef COLUMNS
constexpr const char kInsert[] =
    "INSERT INTO login_sessions (id, user, token_hash, platform, client, ip, created_ms) VALUES ($1, $2, $3, $4, $5, $6, "
    "$7)";
constexpr const char kErase[] = "DELETE FROM login_sessions WHERE id = $1";

constexpr const char kFindCode[] =
    "SELECT user, purpose, code, expires_ms FROM one_time_codes WHERE user = $1 AND purpose = $2";
constexpr const char kPutCode[] =
    "INSERT INTO one_time_codes (user, purpose, code, expires_ms) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (user, purpose) DO UPDATE SET code = excluded.code, expires_ms = excluded.expires_ms";
constexpr const char kEraseCode[] = "DELETE FROM one_time_codes WHERE user = $1 AND purpose = $2";

std::optional<core::LoginSession> next_session(Rows& rows) {
  if (!rows.next()) return std::nullopt;
  core::LoginSession s;
  rows.read(s.id, s.user_id, s.token_hash, s.platform, s.client, s.ip, s.created_ms);
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
  db_.run(kInsert, s.id, s.user_id, s.token_hash, s.platform, s.client, s.ip, s.created_ms);
}

bool LoginSessions::erase(core::LoginSessionId id) { return db_.run(kErase, id) != 0; }

std::optional<core::OneTimeCode> OneTimeCodes::find(core::UserId user, core::CodePurpose purpose) {
  core::OneTimeCode c;
  if (!Connection::one(db_.query(kFindCode, user, purpose), c.user_id, c.purpose, c.code, c.expires_ms)) return std::nullopt;
  return c;
}

void OneTimeCodes::put(const core::OneTimeCode& c) { db_.run(kPutCode, c.user_id, c.purpose, c.code, c.expires_ms); }
void OneTimeCodes::erase(core::UserId user, core::CodePurpose purpose) { db_.run(kEraseCode, user, purpose); }

}  // namespace store::sql
