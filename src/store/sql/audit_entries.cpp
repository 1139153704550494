// The tables of audit logs and of reports. See audit_entries.h.
#include "store/sql/audit_entries.h"

#include "core/id_generator.h"
#include "store/sql/id_range.h"
#include "store/sql/json_columns.h"

namespace store::sql {
namespace {

constexpr const char kFind[] =
    "SELECT id, community, user, target, type, action, reason FROM audit_entries "
    "WHERE community = $1 AND id > $2 AND id < $3 AND ($4 IS NULL OR user = $4) AND ($5 IS NULL OR target = $5) "
    "AND ($6 IS NULL OR type IN (SELECT value FROM json_each($6))) ORDER BY id DESC LIMIT $7";
constexpr const char kInsert[] =
    "INSERT INTO audit_entries (id, community, user, target, type, action, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr const char kEraseBefore[] = "DELETE FROM audit_entries WHERE id < $1";
constexpr const char kInsertReport[] = "INSERT INTO reports (id, author, text) VALUES ($1, $2, $3)";

}  // namespace

std::vector<core::AuditEntry> AuditEntries::find(const Reader::AuditQuery& query) {
  const IdRange range = id_range(query.after, query.before);
  const JsonColumn types = to_column(query.types);
  std::vector<core::AuditEntry> found;
  Rows rows = db_.query(kFind, query.community, range.after, range.before, query.user, query.target, types, query.limit);
  while (rows.next()) {
    core::AuditEntry& e = found.emplace_back();
    rows.read(e.id, e.community, e.user, e.target, e.type, e.action, e.reason);
  }
  return found;
}

void AuditEntries::insert(const core::AuditEntry& e) {
  db_.run(kInsert, e.id, e.community, e.user, e.target, e.type, e.action, e.reason);
}
void AuditEntries::erase_before(std::int64_t time_ms) { db_.run(kEraseBefore, core::first_id_of_ms(time_ms)); }

void Reports::insert(core::ReportId id, core::UserId author, const std::string& text) {
  db_.run(kInsertReport, id, author, text);
}

}  // namespace store::sql
