// What the JSON columns are made of. Included by the *_columns.cpp only.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/sql/json_columns.h"
#include "store/sql/sql_error.h"
#include "wire/json.h"

namespace store::sql::column {

template <typename T>
T parse(const std::string& text) {
  auto value = wire::from_json<T>(text);
  if (!value) throw SqlError(SqlErrorKind::corrupt, "a stored JSON value cannot be read: " + value.error().text());
  return std::move(*value);
}

template <typename T>
JsonColumn write(const std::vector<T>& values) {
  if (values.empty()) return std::nullopt;
  return wire::to_json(values);
}
template <typename T>
JsonColumn write(const std::optional<T>& value) {
  if (!value) return std::nullopt;
  return wire::to_json(*value);
}
/// A value that is not there when it is the default.
template <typename T>
JsonColumn write_unless_default(const T& value) {
  if (value == T{}) return std::nullopt;
  return wire::to_json(value);
}

template <typename T>
void read(const JsonColumn& column, std::vector<T>& out) {
  if (column) {
    out = parse<std::vector<T>>(*column);
  } else {
    out.clear();
  }
}
template <typename T>
void read(const JsonColumn& column, std::optional<T>& out) {
  out.reset();
  if (column) out = parse<T>(*column);
}
template <typename T>
void read_or_default(const JsonColumn& column, T& out) {
  out = column ? parse<T>(*column) : T{};
}

}  // namespace store::sql::column
