// Statement: one compiled SQL text, and how our types go into it and come out of its rows. Belongs to one connection and so
// to one thread. Placeholders are $1, $2, ... as PostgreSQL writes them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/ids.h"

struct sqlite3;
struct sqlite3_stmt;

namespace store::sql {

class Statement {
 public:
  /// Throws SqlError when the text does not compile.
  Statement(sqlite3* db, const char* text);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// True while rows are being read; a statement cannot be used twice at a time.
  bool running() const { return running_; }
  /// Binds $1, $2, ... in order. Texts and bytes are not copied: they must stay as they are until the statement is reset.
  template <typename... Values>
  void bind(const Values&... values) {
    expect_parameters(sizeof...(values));
    int number = 0;
    (bind_value(++number, values), ...);
  }
  /// True when there is a row. Throws SqlError.
  bool step();
  void reset() noexcept;

  /// Reads the columns of the current row, in order.
  template <typename... Values>
  void read(Values&... values) {
    int column = 0;
    (read_value(column++, values), ...);
  }

 private:
  template <typename T>
  void bind_value(int number, const T& value) {
    if constexpr (std::is_same_v<T, bool> || std::is_integral_v<T> || std::is_enum_v<T>) {
      bind_integer(number, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_convertible_v<T, std::string_view>) {
      bind_text(number, value);
    } else {
      static_assert(std::is_convertible_v<T, std::span<const unsigned char>>, "no such column type");
      bind_bytes(number, value);
    }
  }
  template <typename Tag>
  void bind_value(int number, const core::Id<Tag>& id) {
    bind_integer(number, static_cast<std::int64_t>(id.value));
  }
  template <typename T>
  void bind_value(int number, const std::optional<T>& value) {
    if (value) {
      bind_value(number, *value);
    } else {
      bind_null(number);
    }
  }

  template <typename T>
  void read_value(int column, T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      value = integer(column) != 0;
    } else if constexpr (std::is_same_v<T, std::string>) {
      value = text(column);
    } else {
      static_assert(std::is_integral_v<T> || std::is_enum_v<T>, "no such column type");
      value = static_cast<T>(integer(column));
    }
  }
  template <typename Tag>
  void read_value(int column, core::Id<Tag>& id) {
    id = core::Id<Tag>(static_cast<std::uint64_t>(integer(column)));
  }
  template <std::size_t N>
  void read_value(int column, std::array<unsigned char, N>& bytes) {
    read_bytes(column, bytes);
  }
  template <typename T>
  void read_value(int column, std::optional<T>& value) {
    if (null(column)) {
      value.reset();
    } else {
      read_value(column, value.emplace());
    }
  }

  void expect_parameters(std::size_t count) const;
  void bind_integer(int number, std::int64_t value);
  void bind_text(int number, std::string_view value);
  void bind_bytes(int number, std::span<const unsigned char> value);
  void bind_null(int number);
  bool null(int column) const;
  std::int64_t integer(int column) const;
  std::string_view text(int column) const;
  void read_bytes(int column, std::span<unsigned char> out) const;

  sqlite3* db_;
  sqlite3_stmt* statement_ = nullptr;
  std::array<int, 33> positions_{};  // of $n; the engine numbers names in the order in which they appear
  std::size_t parameters_ = 0;
  bool running_ = false;
};

}  // namespace store::sql
