// Migrations: how a database of any earlier version becomes one of today. Runs once, when a store is opened.
#pragma once

#include <cstdint>
#include <span>

#include "store/sql/connection.h"

namespace store::migrations {

/// SQL that takes a database from the version before to this one. Steps are never changed once released; new ones are added.
struct Step {
  std::int64_t version;
  const char* sql;
};

/// Ascending from version 1, without gaps.
std::span<const Step> steps();
inline std::int64_t newest_version() { return steps().back().version; }

/// The version of this database; 0 is an empty one.
std::int64_t version_of(sql::Connection& db);

/// Runs the steps up to `target` that are missing, each in a transaction of its own. Throws SqlError.
/// The caller has refused a database newer than newest_version().
void migrate(sql::Connection& db, std::int64_t target = newest_version());

}  // namespace store::migrations
