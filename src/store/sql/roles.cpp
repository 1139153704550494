// The tables of roles and of emojis. See roles.h.
#include "store/sql/roles.h"

namespace store::sql {
namespace {

constexpr const char kCommunityOf[] = "SELECT community FROM roles WHERE id = $1";
constexpr const char kRoles[] =
    "SELECT id, community, name, rank, allow, deny, colour, hoist, icon FROM roles WHERE community = $1 ORDER BY rank, id";
constexpr const char kPutRole[] =
    "INSERT INTO roles (id, community, name, rank, allow, deny, colour, hoist, icon) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (id) DO UPDATE SET community = excluded.community, name = excluded.name, rank = excluded.rank, "
    "allow = excluded.allow, deny = excluded.deny, colour = excluded.colour, hoist = excluded.hoist, icon = excluded.icon";
constexpr const char kEraseRole[] = "DELETE FROM roles WHERE id = $1";
constexpr const char kEraseRolesOf[] = "DELETE FROM roles WHERE community = $1";

#define COLUMNS "SELECT id, community, file, name, uploader, animated, nsfw, detached FROM emojis "
constexpr const char kEmoji[] = COLUMNS "WHERE id = $1";
constexpr const char kEmojis[] = COLUMNS "WHERE community = $1 AND detached = 0 ORDER BY id";
#undef COLUMNS
constexpr const char kPutEmoji[] =
    "INSERT INTO emojis (id, community, file, name, uploader, animated, nsfw, detached) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
    "ON CONFLICT (id) DO UPDATE SET community = excluded.community, file = excluded.file, name = excluded.name, "
    "uploader = excluded.uploader, animated = excluded.animated, nsfw = excluded.nsfw, detached = excluded.detached";
constexpr const char kDetachEmoji[] = "UPDATE emojis SET detached = 1 WHERE id = $1";

std::optional<core::Emoji> next_emoji(Rows& rows) {
  if (!rows.next()) return std::nullopt;
  core::Emoji e;
  rows.read(e.id, e.community, e.file, e.name, e.uploader, e.animated, e.nsfw, e.detached);
  return e;
}

}  // namespace

std::optional<core::CommunityId> Roles::community_of(core::RoleId id) {
  core::CommunityId community;
  if (!Connection::one(db_.query(kCommunityOf, id), community)) return std::nullopt;
  return community;
}

std::vector<core::Role> Roles::of_community(core::CommunityId id) {
  std::vector<core::Role> found;
  Rows rows = db_.query(kRoles, id);
  while (rows.next()) {
    core::Role& r = found.emplace_back();
    rows.read(r.id, r.community, r.name, r.rank, r.permissions.allow, r.permissions.deny, r.colour, r.hoist, r.icon);
  }
  return found;
}

void Roles::put(const core::Role& r) {
  db_.run(kPutRole, r.id, r.community, r.name, r.rank, r.permissions.allow, r.permissions.deny, r.colour, r.hoist, r.icon);
}
void Roles::erase(core::RoleId id) { db_.run(kEraseRole, id); }
void Roles::erase_of(core::CommunityId id) { db_.run(kEraseRolesOf, id); }

std::optional<core::Emoji> Emojis::find(core::EmojiId id) {
  Rows rows = db_.query(kEmoji, id);
  return next_emoji(rows);
}

std::vector<core::Emoji> Emojis::of_community(core::CommunityId id) {
  std::vector<core::Emoji> found;
  Rows rows = db_.query(kEmojis, id);
  while (auto emoji = next_emoji(rows)) found.push_back(std::move(*emoji));
  return found;
}

void Emojis::put(const core::Emoji& e) {
  db_.run(kPutEmoji, e.id, e.community, e.file, e.name, e.uploader, e.animated, e.nsfw, e.detached);
}
void Emojis::detach(core::EmojiId id) { db_.run(kDetachEmoji, id); }

}  // namespace store::sql
