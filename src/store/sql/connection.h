// Connection: one open database and its compiled statements. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "store/sql/statement.h"

namespace store::sql {

/// The rows of a running query; resets the statement when it goes.
class Rows {
 public:
  explicit Rows(Statement& statement) : statement_(statement) {}
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows() { statement_.reset(); }

  bool next() { return statement_.step(); }
  template <typename... Values>
  void read(Values&... values) {
    statement_.read(values...);
  }

 private:
  Statement& statement_;
};

class Connection {
 public:
  /// Opens the file, which is created when missing. Throws SqlError.
  explicit Connection(const std::string& path);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// `text` is a literal: statements are compiled once and kept by the address of their text.
  /// Texts and bytes among the values must outlive the rows.
  template <typename... Values>
  Rows query(const char* text, const Values&... values) {
    Statement& statement = prepared(text);
    statement.bind(values...);
    return Rows(statement);
  }
  /// Runs a statement to its end; returns how many rows it changed.
  template <typename... Values>
  std::int64_t run(const char* text, const Values&... values) {
    query(text, values...).next();
    return changes();
  }
  /// One row of the given columns, or false.
  template <typename Values, typename... Columns>
  static bool one(Rows&& rows, Values& first, Columns&... others) {
    if (!rows.next()) return false;
    rows.read(first, others...);
    return true;
  }

  /// Several statements without values, not kept. For set-up.
  void execute(const std::string& text);
  /// The single number a query or pragma gives.
  std::int64_t number(const std::string& text);

  /// Rows changed since the connection was opened, those of undone changes too.
  std::int64_t total_changes() const;
  /// False when the engine itself has rolled back, as it does after some failures.
  bool in_transaction() const;

 private:
  Statement& prepared(const char* text);
  std::int64_t changes() const;

  sqlite3* db_ = nullptr;
  std::unordered_map<const char*, std::unique_ptr<Statement>> statements_;
};

}  // namespace store::sql
