// The table of communities. See communities.h.
#include "store/sql/communities.h"

#include "store/sql/expect.h"

namespace store::sql {
namespace {

#define COLUMNS                                                                                      \
  "SELECT id, owner, name, slug, kind, description, icon, banner, badges, default_permissions FROM " \
  "communities "
constexpr const char kFind[] = COLUMNS "WHERE id = $1";
constexpr const char kFindBySlug[] = COLUMNS "WHERE slug = $1";
#undef COLUMNS
constexpr const char kOwnedBy[] = "SELECT count(*) FROM communities WHERE owner = $1";
constexpr const char kIds[] = "SELECT id FROM communities WHERE id > $1 ORDER BY id LIMIT $2";
constexpr const char kInsert[] =
    "INSERT INTO communities (id, owner, name, slug, kind, description, icon, banner, badges, default_permissions) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr const char kUpdate[] =
    "UPDATE communities SET owner = $2, name = $3, slug = $4, kind = $5, description = $6, icon = $7, banner = $8, "
    "badges = $9, default_permissions = $10 WHERE id = $1";

std::optional<core::Community> read_community(Rows&& rows) {
  core::Community c;
  if (!Connection::one(std::move(rows), c.id, c.owner, c.name, c.slug, c.kind, c.description, c.icon, c.banner, c.badges,
                       c.default_permissions)) {
    return std::nullopt;
  }
  return c;
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

std::vector<core::CommunityId> Communities::ids(core::CommunityId after, std::uint32_t limit) {
  std::vector<core::CommunityId> found;
  Rows rows = db_.query(kIds, after, limit);
  for (core::CommunityId id; rows.next(); found.push_back(id)) rows.read(id);
  return found;
}

void Communities::insert(const core::Community& c) {
  db_.run(kInsert, c.id, c.owner, c.name, c.slug, c.kind, c.description, c.icon, c.banner, c.badges, c.default_permissions);
}

void Communities::update(const core::Community& c) {
  expect_one(db_.run(kUpdate, c.id, c.owner, c.name, c.slug, c.kind, c.description, c.icon, c.banner, c.badges,
                     c.default_permissions),
             "no such community");
}

}  // namespace store::sql
