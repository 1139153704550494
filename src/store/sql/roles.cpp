// The tables of roles and of emojis. See roles.h.
#include "store/sql/roles.h"

namespace store::sql {
namespace {

constexpr const char kRoles[] =
    "SELECT id, community, name, rank, allow, deny FROM roles WHERE community = $1 ORDER BY rank, id";
constexpr const char kPutRole[] =
    "INSERT INTO roles (id, community, name, rank, allow, deny) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (id) DO UPDATE SET community = excluded.community, name = excluded.name, rank = excluded.rank, "
    "allow = excluded.allow, deny = excluded.deny";

#define COLUMNS "SELECT id, community, file, name, uploader FROM emojis "
constexpr const char kEmoji[] = COLUMNS "WHERE id = $1";
constexpr const char kEmojis[] = COLUMNS "WHERE community = $1 ORDER BY id";
#undef COLUMNS
constexpr const char kPutEmoji[] =
    "INSERT INTO emojis (id, community, file, name, uploader) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (id) DO UPDATE SET community = excluded.community, file = excluded.file, name = excluded.name, "
    "uploader = excluded.uploader";
constexpr const char kEraseEmoji[] = "DELETE FROM emojis WHERE id = $1";

}  // namespace

std::vector<core::Role> Roles::of_community(core::CommunityId id) {
  std::vector<core::Role> found;
  Rows rows = db_.query(kRoles, id);
  while (rows.next()) {
    core::Role& r = found.emplace_back();
    rows.read(r.id, r.community, r.name, r.rank, r.permissions.allow, r.permissions.deny);
  }
  return found;
}

void Roles::put(const core::Role& r) {
  db_.run(kPutRole, r.id, r.community, r.name, r.rank, r.permissions.allow, r.permissions.deny);
}

std::optional<core::Emoji> Emojis::find(core::EmojiId id) {
  core::Emoji e;
  if (!Connection::one(db_.query(kEmoji, id), e.id, e.community, e.file, e.name, e.uploader)) return std::nullopt;
  return e;
}

std::vector<core::Emoji> Emojis::of_community(core::CommunityId id) {
  std::vector<core::Emoji> found;
  Rows rows = db_.query(kEmojis, id);
  while (rows.next()) {
    core::Emoji& e = found.emplace_back();
    rows.read(e.id, e.community, e.file, e.name, e.uploader);
  }
  return found;
}

void Emojis::put(const core::Emoji& e) { db_.run(kPutEmoji, e.id, e.community, e.file, e.name, e.uploader); }
void Emojis::erase(core::EmojiId id) { db_.run(kEraseEmoji, id); }

}  // namespace store::sql
