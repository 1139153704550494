// The table of bans. See bans.h.
#include "store/sql/bans.h"

namespace store::sql {
namespace {

constexpr const char kContains[] = "SELECT 1 FROM bans WHERE community = $1 AND user = $2";
constexpr const char kOfCommunity[] = "SELECT community, user, reason FROM bans WHERE community = $1 ORDER BY user";
constexpr const char kPut[] =
    "INSERT INTO bans (community, user, reason) VALUES ($1, $2, $3) "
    "ON CONFLICT (community, user) DO UPDATE SET reason = excluded.reason";
constexpr const char kErase[] = "DELETE FROM bans WHERE community = $1 AND user = $2";
constexpr const char kEraseOf[] = "DELETE FROM bans WHERE community = $1";

}  // namespace

bool Bans::contains(core::CommunityId community, core::UserId user) { return db_.query(kContains, community, user).next(); }

std::vector<core::Ban> Bans::of_community(core::CommunityId community) {
  std::vector<core::Ban> found;
  Rows rows = db_.query(kOfCommunity, community);
  while (rows.next()) {
    core::Ban& b = found.emplace_back();
    rows.read(b.community, b.user, b.reason);
  }
  return found;
}

void Bans::put(const core::Ban& ban) { db_.run(kPut, ban.community, ban.user, ban.reason); }
bool Bans::erase(core::CommunityId community, core::UserId user) { return db_.run(kErase, community, user) != 0; }
void Bans::erase_of(core::CommunityId community) { db_.run(kEraseOf, community); }

}  // namespace store::sql
