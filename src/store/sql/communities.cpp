// The table of communities. See communities.h.
#include "store/sql/communities.h"

#include "store/sql/expect.h"
#include "store/sql/json_columns.h"

namespace store::sql {
namespace {

#define COLUMNS                                                                                            \
  "id, owner, name, slug, kind, description, icon, banner, badges, default_permissions, system_channels, " \
  "nsfw, analytics, discoverable, flags"
constexpr const char kFind[] = "SELECT " COLUMNS " FROM communities WHERE id = $1";
constexpr const char kFindBySlug[] = "SELECT " COLUMNS " FROM communities WHERE slug = $1 AND slug <> ''";
constexpr const char kInsert[] = "INSERT INTO communities (" COLUMNS
                                 ") "
                                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
#undef COLUMNS
constexpr const char kUpdate[] =
    "UPDATE communities SET owner = $2, name = $3, slug = $4, kind = $5, description = $6, icon = $7, banner = $8, "
    "badges = $9, default_permissions = $10, system_channels = $11, nsfw = $12, analytics = $13, discoverable = $14, "
    "flags = $15 WHERE id = $1";
constexpr const char kErase[] = "DELETE FROM communities WHERE id = $1";

// The kinds are numbers here: 3 direct, 5 saved, from 3 on private.
static_assert(static_cast<int>(core::CommunityKind::direct) == 3 && static_cast<int>(core::CommunityKind::saved) == 5);
constexpr const char kOwnedBy[] = "SELECT count(*) FROM communities WHERE owner = $1 AND kind < 3";
constexpr const char kDirect[] =
    "SELECT c.id FROM members m JOIN members o ON o.community = m.community AND o.user = $2 "
    "JOIN communities c ON c.id = m.community WHERE m.user = $1 AND $1 <> $2 AND c.kind = 3 ORDER BY c.id LIMIT 1";
constexpr const char kSaved[] =
    "SELECT c.id FROM members m JOIN communities c ON c.id = m.community WHERE m.user = $1 AND c.kind = 5 "
    "ORDER BY c.id LIMIT 1";
constexpr const char kIds[] = "SELECT id FROM communities WHERE id > $1 ORDER BY id LIMIT $2";

std::optional<core::Community> read_community(Rows&& rows) {
  core::Community c;
  JsonColumn system_channels;
  if (!Connection::one(std::move(rows), c.id, c.owner, c.name, c.slug, c.kind, c.description, c.icon, c.banner, c.badges,
                       c.default_permissions, system_channels, c.nsfw, c.analytics, c.discoverable, c.flags)) {
    return std::nullopt;
  }
  from_column(system_channels, c.system_channels);
  return c;
}

std::optional<core::CommunityId> read_id(Rows&& rows) {
  core::CommunityId id;
  if (!Connection::one(std::move(rows), id)) return std::nullopt;
  return id;
}

}  // namespace

std::optional<core::Community> Communities::find(core::CommunityId id) { return read_community(db_.query(kFind, id)); }
std::optional<core::Community> Communities::find_by_slug(std::string_view slug) {
  return read_community(db_.query(kFindBySlug, slug));
}

std::uint32_t Communities::owned_by(core::UserId user) {
  std::uint32_t count = 0;
  Connection::one(db_.query(kOwnedBy, user), count);
  return count;
}

std::optional<core::CommunityId> Communities::direct_space(core::UserId one, core::UserId other) {
  return read_id(db_.query(kDirect, one, other));
}
std::optional<core::CommunityId> Communities::saved_space(core::UserId user) { return read_id(db_.query(kSaved, user)); }

std::vector<core::CommunityId> Communities::ids(core::CommunityId after, std::uint32_t limit) {
  std::vector<core::CommunityId> found;
  Rows rows = db_.query(kIds, after, limit);
  for (core::CommunityId id; rows.next(); found.push_back(id)) rows.read(id);
  return found;
}

void Communities::insert(const core::Community& c) {
  const JsonColumn system_channels = to_column(c.system_channels);
  db_.run(kInsert, c.id, c.owner, c.name, c.slug, c.kind, c.description, c.icon, c.banner, c.badges, c.default_permissions,
          system_channels, c.nsfw, c.analytics, c.discoverable, c.flags);
}

void Communities::update(const core::Community& c) {
  const JsonColumn system_channels = to_column(c.system_channels);
  expect_one(db_.run(kUpdate, c.id, c.owner, c.name, c.slug, c.kind, c.description, c.icon, c.banner, c.badges,
                     c.default_permissions, system_channels, c.nsfw, c.analytics, c.discoverable, c.flags),
             "no such community");
}

void Communities::erase(core::CommunityId id) { db_.run(kErase, id); }

}  // namespace store::sql
