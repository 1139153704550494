// Statement over the SQLite C API. See statement.h.
#include "store/sql/statement.h"

#include <sqlite3.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "store/sql/sql_error.h"

namespace store::sql {
namespace {

[[noreturn]] void fail(sqlite3* db) { throw SqlError(kind_of_code(sqlite3_extended_errcode(db)), sqlite3_errmsg(db)); }

}  // namespace

SqlErrorKind kind_of_code(int extended_code) {
  switch (extended_code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return SqlErrorKind::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return SqlErrorKind::foreign_key;
    case SQLITE_CONSTRAINT_NOTNULL:
      return SqlErrorKind::not_null;
    default:
      break;
  }
  switch (extended_code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return SqlErrorKind::busy;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PROTOCOL:
      return SqlErrorKind::lost;
    case SQLITE_FULL:
      return SqlErrorKind::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return SqlErrorKind::corrupt;
    default:
      return SqlErrorKind::other;
  }
}

Statement::Statement(sqlite3* db, const char* text) : db_(db) {
  if (sqlite3_prepare_v3(db, text, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK) fail(db);
  const int count = sqlite3_bind_parameter_count(statement_);
  for (int position = 1; position <= count; ++position) {
    const char* name = sqlite3_bind_parameter_name(statement_, position);
    positions_.at(static_cast<std::size_t>(std::atoi(name + 1))) = position;
  }
  parameters_ = static_cast<std::size_t>(count);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

bool Statement::step() {
  running_ = true;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail(db_);
}

void Statement::reset() noexcept {
  sqlite3_reset(statement_);
  running_ = false;
}

void Statement::expect_parameters(std::size_t count) const {
  if (count != parameters_) throw std::logic_error(std::string("wrong number of values for: ") + sqlite3_sql(statement_));
}

void Statement::bind_integer(int number, std::int64_t value) {
  if (sqlite3_bind_int64(statement_, positions_[static_cast<std::size_t>(number)], value) != SQLITE_OK) fail(db_);
}

void Statement::bind_text(int number, std::string_view value) {
  // A null pointer would bind NULL; an empty text is not that.
  const char* data = value.data() ? value.data() : "";
  const int position = positions_[static_cast<std::size_t>(number)];
  if (sqlite3_bind_text64(statement_, position, data, value.size(), SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK) fail(db_);
}

void Statement::bind_bytes(int number, std::span<const unsigned char> value) {
  const int position = positions_[static_cast<std::size_t>(number)];
  if (sqlite3_bind_blob64(statement_, position, value.data(), value.size(), SQLITE_STATIC) != SQLITE_OK) fail(db_);
}

void Statement::bind_null(int number) {
  if (sqlite3_bind_null(statement_, positions_[static_cast<std::size_t>(number)]) != SQLITE_OK) fail(db_);
}

bool Statement::null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return {data ? data : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void Statement::read_bytes(int column, std::span<unsigned char> out) const {
  const void* data = sqlite3_column_blob(statement_, column);
  if (static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)) != out.size()) {
    throw SqlError(SqlErrorKind::corrupt, "a stored hash has the wrong length");
  }
  std::memcpy(out.data(), data, out.size());
}

}  // namespace store::sql
