// Exceptions to errors. See failure.h.
#include "store/sql/failure.h"

#include "base/log.h"
#include "store/sql/sql_error.h"

namespace store::sql {
namespace {

bool storage_failed(SqlErrorKind kind) {
  switch (kind) {
    case SqlErrorKind::busy:
    case SqlErrorKind::lost:
    case SqlErrorKind::full:
    case SqlErrorKind::corrupt:
      return true;
    case SqlErrorKind::unique:
    case SqlErrorKind::foreign_key:
    case SqlErrorKind::not_null:
    case SqlErrorKind::other:
      return false;
  }
  return false;
}

}  // namespace

base::Error error_of(const std::exception& exception) {
  const auto* sql = dynamic_cast<const SqlError*>(&exception);
  if (sql && storage_failed(sql->kind())) {
    base::log::error("storage failed", {{"error", exception.what()}});
    return {base::ErrorKind::unavailable, "store", "storage cannot answer now"};
  }
  base::log::error("a unit of work failed", {{"error", exception.what()}});
  return {base::ErrorKind::internal, "store", "a unit of work failed"};
}

}  // namespace store::sql
