// The table of what people are to each other. See relations.h.
#include "store/sql/relations.h"

namespace store::sql {
namespace {

constexpr const char kFind[] = "SELECT relation FROM relations WHERE user = $1 AND other = $2";
constexpr const char kOfUser[] = "SELECT other, relation FROM relations WHERE user = $1 ORDER BY other";
constexpr const char kPut[] =
    "INSERT INTO relations (user, other, relation) VALUES ($1, $2, $3) "
    "ON CONFLICT (user, other) DO UPDATE SET relation = excluded.relation";
constexpr const char kErase[] = "DELETE FROM relations WHERE user = $1 AND other = $2";
constexpr const char kEraseOf[] = "DELETE FROM relations WHERE user = $1";
constexpr const char kEraseTo[] = "DELETE FROM relations WHERE other = $1";

}  // namespace

core::Relation Relations::find(core::UserId from, core::UserId to) {
  core::Relation relation = core::Relation::none;
  Connection::one(db_.query(kFind, from, to), relation);
  return relation;
}

std::vector<core::Relationship> Relations::of_user(core::UserId user) {
  std::vector<core::Relationship> found;
  Rows rows = db_.query(kOfUser, user);
  while (rows.next()) {
    core::Relationship& r = found.emplace_back();
    rows.read(r.other, r.relation);
  }
  return found;
}

void Relations::put(core::UserId from, core::UserId to, core::Relation relation) {
  if (relation == core::Relation::none) {
    db_.run(kErase, from, to);
  } else {
    db_.run(kPut, from, to, relation);
  }
}

void Relations::erase_of(core::UserId user) {
  db_.run(kEraseOf, user);
  db_.run(kEraseTo, user);
}

}  // namespace store::sql
