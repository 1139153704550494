// The tables of members and of bans. See members.h.
#include "store/sql/members.h"

#include "store/sql/expect.h"
#include "store/sql/json_columns.h"

namespace store::sql {
namespace {

constexpr const char kFind[] =
    "SELECT community, user, nickname, avatar, banner, bio, status_text, roles, timeout_until_ms, joined_ms FROM members "
    "WHERE community = $1 AND user = $2";
constexpr const char kCommunitiesOf[] = "SELECT community FROM members WHERE user = $1 ORDER BY community";
constexpr const char kLoad[] =
    "SELECT m.user, m.nickname, m.avatar, m.banner, m.bio, m.status_text, m.roles, m.timeout_until_ms, m.joined_ms, "
    "u.id, u.username, u.display_name, u.status, u.status_text, u.bio, u.avatar, u.banner, u.social_credit, u.badges, "
    "u.instance_permissions, u.bot, u.deleted, u.revision "
    "FROM members m JOIN users u ON u.id = m.user WHERE m.community = $1 ORDER BY m.user";
constexpr const char kInsert[] =
    "INSERT INTO members (community, user, nickname, avatar, banner, bio, status_text, roles, timeout_until_ms, joined_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr const char kUpdate[] =
    "UPDATE members SET nickname = $3, avatar = $4, banner = $5, bio = $6, status_text = $7, roles = $8, "
    "timeout_until_ms = $9, joined_ms = $10 WHERE community = $1 AND user = $2";
constexpr const char kErase[] = "DELETE FROM members WHERE community = $1 AND user = $2";

constexpr const char kIsBanned[] = "SELECT 1 FROM bans WHERE community = $1 AND user = $2";
constexpr const char kPutBan[] =
    "INSERT INTO bans (community, user, reason) VALUES ($1, $2, $3) "
    "ON CONFLICT (community, user) DO UPDATE SET reason = excluded.reason";
constexpr const char kEraseBan[] = "DELETE FROM bans WHERE community = $1 AND user = $2";

}  // namespace

std::optional<core::Member> Members::find(core::CommunityId community, core::UserId user) {
  core::Member m;
  JsonColumn roles;
  if (!Connection::one(db_.query(kFind, community, user), m.community, m.user, m.nickname, m.avatar, m.banner, m.bio,
                       m.status_text, roles, m.timeout_until_ms, m.joined_ms)) {
    return std::nullopt;
  }
  from_column(roles, m.roles);
  return m;
}

std::vector<core::CommunityId> Members::communities_of(core::UserId user) {
  std::vector<core::CommunityId> found;
  Rows rows = db_.query(kCommunitiesOf, user);
  while (rows.next()) rows.read(found.emplace_back());
  return found;
}

void Members::load(core::CommunityId community, core::CommunitySnapshot& snapshot) {
  Rows rows = db_.query(kLoad, community);
  core::Member m;
  m.community = community;
  JsonColumn roles;
  while (rows.next()) {
    core::User& u = snapshot.users.emplace_back();
    rows.read(m.user, m.nickname, m.avatar, m.banner, m.bio, m.status_text, roles, m.timeout_until_ms, m.joined_ms,  //
              u.id, u.username, u.display_name, u.status.kind, u.status.text, u.bio, u.avatar, u.banner, u.social_credit,
              u.badges, u.instance_permissions, u.bot, u.deleted, u.revision);
    from_column(roles, m.roles);
    snapshot.state.members.emplace_back(m);
  }
}

void Members::insert(const core::Member& m) {
  db_.run(kInsert, m.community, m.user, m.nickname, m.avatar, m.banner, m.bio, m.status_text, to_column(m.roles),
          m.timeout_until_ms, m.joined_ms);
}

void Members::update(const core::Member& m) {
  expect_one(db_.run(kUpdate, m.community, m.user, m.nickname, m.avatar, m.banner, m.bio, m.status_text, to_column(m.roles),
                     m.timeout_until_ms, m.joined_ms),
             "no such member");
}

bool Members::erase(core::CommunityId community, core::UserId user) { return db_.run(kErase, community, user) != 0; }

bool Bans::contains(core::CommunityId community, core::UserId user) { return db_.query(kIsBanned, community, user).next(); }
void Bans::put(const core::Ban& ban) { db_.run(kPutBan, ban.community, ban.user, ban.reason); }
bool Bans::erase(core::CommunityId community, core::UserId user) { return db_.run(kEraseBan, community, user) != 0; }

}  // namespace store::sql
