// Running the steps. See migrations.h.
#include "store/migrations/migrations.h"

#include <string>

namespace store::migrations {

std::int64_t version_of(sql::Connection& db) { return db.number("PRAGMA user_version"); }

void migrate(sql::Connection& db, std::int64_t target) {
  const std::int64_t from = version_of(db);
  for (const Step& step : steps()) {
    if (step.version <= from || step.version > target) continue;
    db.execute("BEGIN IMMEDIATE");
    try {
      db.execute(step.sql);
      db.execute("PRAGMA user_version = " + std::to_string(step.version));
      db.execute("COMMIT");
    } catch (...) {
      if (db.in_transaction()) db.execute("ROLLBACK");
      throw;
    }
  }
}

}  // namespace store::migrations
