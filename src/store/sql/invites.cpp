// The table of invites. See invites.h.
#include "store/sql/invites.h"

namespace store::sql {
namespace {

#define COLUMNS "SELECT code, community, channel, creator FROM invites "
constexpr const char kFind[] = COLUMNS "WHERE code = $1";
constexpr const char kOfCommunity[] = COLUMNS "WHERE community = $1 ORDER BY code";
#undef COLUMNS
constexpr const char kPut[] =
    "INSERT INTO invites (code, community, channel, creator) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (code) DO UPDATE SET community = excluded.community, channel = excluded.channel, "
    "creator = excluded.creator";
constexpr const char kErase[] = "DELETE FROM invites WHERE code = $1";
constexpr const char kEraseOf[] = "DELETE FROM invites WHERE community = $1";
constexpr const char kEraseInto[] =
    "DELETE FROM invites WHERE community = (SELECT community FROM channels WHERE id = $1) AND channel = $1";

std::optional<core::Invite> next_invite(Rows& rows) {
  if (!rows.next()) return std::nullopt;
  core::Invite i;
  rows.read(i.code, i.community, i.channel, i.creator);
  return i;
}

}  // namespace

std::optional<core::Invite> Invites::find(std::string_view code) {
  Rows rows = db_.query(kFind, code);
  return next_invite(rows);
}

std::vector<core::Invite> Invites::of_community(core::CommunityId community) {
  std::vector<core::Invite> found;
  Rows rows = db_.query(kOfCommunity, community);
  while (auto invite = next_invite(rows)) found.push_back(std::move(*invite));
  return found;
}

void Invites::put(const core::Invite& i) { db_.run(kPut, i.code, i.community, i.channel, i.creator); }
bool Invites::erase(std::string_view code) { return db_.run(kErase, code) != 0; }
void Invites::erase_of(core::CommunityId community) { db_.run(kEraseOf, community); }
void Invites::erase_of(core::ChannelId channel) { db_.run(kEraseInto, channel); }

}  // namespace store::sql
