// SqlError: what a database call throws. Caught at the edges of a unit of work and when a store is opened; any thread.
#pragma once

#include <stdexcept>
#include <string>

namespace store::sql {

enum class SqlErrorKind {
  unique,       // a programmer error of the unit that ran
  foreign_key,  // the same
  not_null,     // the same
  busy,         // somebody else holds the lock
  lost,         // reading or writing the file failed
  full,         // no room on the disk, or the file's own limit
  corrupt,      // the file is damaged or no database
  other,
};

class SqlError : public std::runtime_error {
 public:
  SqlError(SqlErrorKind kind, const std::string& text) : std::runtime_error(text), kind_(kind) {}
  SqlErrorKind kind() const { return kind_; }

 private:
  SqlErrorKind kind_;
};

/// From SQLite's extended result code.
SqlErrorKind kind_of_code(int extended_code);

}  // namespace store::sql
