// Connection over the SQLite C API. See connection.h.
#include "store/sql/connection.h"

#include <sqlite3.h>

#include <mutex>
#include <stdexcept>

#include "store/sql/sql_error.h"

namespace store::sql {
namespace {

constexpr int kBusyTimeoutMs = 5000;

/// SQLite counts its memory under one lock for the whole process; we never ask, and our threads would meet there.
void configure_once() {
  static std::once_flag once;
  std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

}  // namespace

Connection::Connection(const std::string& path) {
  configure_once();
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path.c_str(), &db_, flags, nullptr);
  if (code != SQLITE_OK) {
    SqlError error(kind_of_code(code), sqlite3_errstr(code));
    sqlite3_close(db_);
    throw error;
  }
  sqlite3_busy_timeout(db_, kBusyTimeoutMs);
}

Connection::~Connection() {
  statements_.clear();
  sqlite3_close(db_);
}

void Connection::execute(const std::string& text) {
  if (sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw SqlError(kind_of_code(sqlite3_extended_errcode(db_)), sqlite3_errmsg(db_));
  }
}

std::int64_t Connection::number(const std::string& text) {
  Statement statement(db_, text.c_str());
  std::int64_t value = 0;
  if (statement.step()) statement.read(value);
  return value;
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }

std::int64_t Connection::total_changes() const { return sqlite3_total_changes64(db_); }
std::int64_t Connection::changes() const { return sqlite3_changes64(db_); }

Statement& Connection::prepared(const char* text) {
  std::unique_ptr<Statement>& statement = statements_[text];
  if (!statement) statement = std::make_unique<Statement>(db_, text);
  if (statement->running()) throw std::logic_error(std::string("a statement is used inside itself: ") + text);
  return *statement;
}

}  // namespace store::sql
