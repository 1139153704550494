// The table of bots. See bots.h.
#include "store/sql/bots.h"

namespace store::sql {
namespace {

#define COLUMNS "SELECT id, owner, token_version, open, analytics, interactions_url FROM bots "
constexpr const char kFind[] = COLUMNS "WHERE id = $1";
constexpr const char kOfOwner[] = COLUMNS "WHERE owner = $1 ORDER BY id";
#undef COLUMNS
constexpr const char kPut[] =
    "INSERT INTO bots (id, owner, token_version, open, analytics, interactions_url) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, token_version = excluded.token_version, open = excluded.open, "
    "analytics = excluded.analytics, interactions_url = excluded.interactions_url";
constexpr const char kErase[] = "DELETE FROM bots WHERE id = $1";

std::optional<core::Bot> next_bot(Rows& rows) {
  if (!rows.next()) return std::nullopt;
  core::Bot b;
  rows.read(b.id, b.owner, b.token_version, b.open, b.analytics, b.interactions_url);
  return b;
}

}  // namespace

std::optional<core::Bot> Bots::find(core::UserId id) {
  Rows rows = db_.query(kFind, id);
  return next_bot(rows);
}

std::vector<core::Bot> Bots::of_owner(core::UserId owner) {
  std::vector<core::Bot> found;
  Rows rows = db_.query(kOfOwner, owner);
  while (auto bot = next_bot(rows)) found.push_back(std::move(*bot));
  return found;
}

void Bots::put(const core::Bot& b) {
  db_.run(kPut, b.id, b.owner, b.token_version, b.open, b.analytics, b.interactions_url);
}
void Bots::erase(core::UserId id) { db_.run(kErase, id); }

}  // namespace store::sql
