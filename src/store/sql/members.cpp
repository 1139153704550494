// The table of members. See members.h.
#include "store/sql/members.h"

#include "store/sql/expect.h"
#include "store/sql/json_columns.h"
#include "store/sql/user_columns.h"

namespace store::sql {
namespace {

#define COLUMNS                                                                                                           \
  "m.community, m.user, m.nickname, m.avatar, m.banner, m.bio, m.status_text, m.roles, m.timeout_until_ms, m.joined_ms, " \
  "m.pronouns, m.may_speak, m.may_listen"
constexpr const char kFind[] = "SELECT " COLUMNS " FROM members m WHERE m.community = $1 AND m.user = $2";
constexpr const char kOfCommunity[] = "SELECT " COLUMNS " FROM members m WHERE m.community = $1 ORDER BY m.user";
constexpr const char kLoad[] =
    "SELECT " COLUMNS
    ", " USER_COLUMNS("u.") " FROM members m JOIN users u ON u.id = m.user WHERE m.community = $1 ORDER BY m.user";
#undef COLUMNS
constexpr const char kCount[] = "SELECT count(*) FROM members WHERE community = $1";
constexpr const char kCommunitiesOf[] = "SELECT community FROM members WHERE user = $1 ORDER BY community";
constexpr const char kInsert[] =
    "INSERT INTO members (community, user, nickname, avatar, banner, bio, status_text, roles, timeout_until_ms, joined_ms, "
    "pronouns, may_speak, may_listen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
constexpr const char kUpdate[] =
    "UPDATE members SET nickname = $3, avatar = $4, banner = $5, bio = $6, status_text = $7, roles = $8, "
    "timeout_until_ms = $9, joined_ms = $10, pronouns = $11, may_speak = $12, may_listen = $13 "
    "WHERE community = $1 AND user = $2";
constexpr const char kErase[] = "DELETE FROM members WHERE community = $1 AND user = $2";
constexpr const char kEraseOf[] = "DELETE FROM members WHERE community = $1";
constexpr const char kKeptTimeout[] = "SELECT until_ms FROM kept_timeouts WHERE community = $1 AND user = $2";
constexpr const char kKeepTimeout[] =
    "INSERT INTO kept_timeouts (community, user, until_ms) VALUES ($1, $2, $3) "
    "ON CONFLICT DO UPDATE SET until_ms = excluded.until_ms";
constexpr const char kEraseTimeout[] = "DELETE FROM kept_timeouts WHERE community = $1 AND user = $2";
constexpr const char kEraseTimeoutsOf[] = "DELETE FROM kept_timeouts WHERE community = $1";
constexpr const char kForgetTimeoutsOf[] = "DELETE FROM kept_timeouts WHERE user = $1";
constexpr const char kRemoveRole[] =
    "UPDATE members SET roles = nullif((SELECT json_group_array(j.value) FROM json_each(members.roles) j "
    "WHERE j.value <> $2), '[]') "
    "WHERE community = $1 AND EXISTS (SELECT 1 FROM json_each(members.roles) j WHERE j.value = $2)";

/// The columns of a member, and after them those of others.
template <typename... Others>
void read_member(Rows& rows, core::Member& m, Others&... others) {
  JsonColumn roles;
  rows.read(m.community, m.user, m.nickname, m.avatar, m.banner, m.bio, m.status_text, roles, m.timeout_until_ms,
            m.joined_ms, m.pronouns, m.may_speak, m.may_listen, others...);
  from_column(roles, m.roles);
}

}  // namespace

std::optional<core::Member> Members::find(core::CommunityId community, core::UserId user) {
  Rows rows = db_.query(kFind, community, user);
  if (!rows.next()) return std::nullopt;
  core::Member m;
  read_member(rows, m);
  return m;
}

std::vector<core::Member> Members::of_community(core::CommunityId community) {
  std::vector<core::Member> found;
  Rows rows = db_.query(kOfCommunity, community);
  while (rows.next()) read_member(rows, found.emplace_back());
  return found;
}

std::uint32_t Members::count(core::CommunityId community) {
  std::uint32_t count = 0;
  Connection::one(db_.query(kCount, community), count);
  return count;
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
  while (rows.next()) {
    core::User& u = snapshot.users.emplace_back();
    std::apply([&](auto&... columns) { read_member(rows, m, columns...); }, columns_of(u));
    snapshot.state.members.emplace_back(m);
  }
}

void Members::insert(const core::Member& m) {
  const JsonColumn roles = to_column(m.roles);
  db_.run(kInsert, m.community, m.user, m.nickname, m.avatar, m.banner, m.bio, m.status_text, roles, m.timeout_until_ms,
          m.joined_ms, m.pronouns, m.may_speak, m.may_listen);
}

void Members::update(const core::Member& m) {
  const JsonColumn roles = to_column(m.roles);
  expect_one(db_.run(kUpdate, m.community, m.user, m.nickname, m.avatar, m.banner, m.bio, m.status_text, roles,
                     m.timeout_until_ms, m.joined_ms, m.pronouns, m.may_speak, m.may_listen),
             "no such member");
}

bool Members::erase(core::CommunityId community, core::UserId user) { return db_.run(kErase, community, user) != 0; }
void Members::erase_of(core::CommunityId community) {
  db_.run(kEraseOf, community);
  db_.run(kEraseTimeoutsOf, community);
}

std::optional<std::int64_t> Members::kept_timeout(core::CommunityId community, core::UserId user) {
  std::int64_t until_ms = 0;
  if (!Connection::one(db_.query(kKeptTimeout, community, user), until_ms)) return std::nullopt;
  return until_ms;
}

void Members::keep_timeout(core::CommunityId community, core::UserId user, std::optional<std::int64_t> until_ms) {
  if (until_ms) {
    db_.run(kKeepTimeout, community, user, *until_ms);
  } else {
    db_.run(kEraseTimeout, community, user);
  }
}

void Members::forget_timeouts_of(core::UserId user) { db_.run(kForgetTimeoutsOf, user); }
void Members::remove_role(core::CommunityId community, core::RoleId role) { db_.run(kRemoveRole, community, role); }

}  // namespace store::sql
