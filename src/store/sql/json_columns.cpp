// JSON columns, and the hexadecimal form of hashes. See json_columns.h and core_json.h.
#include "store/sql/json_columns.h"

#include "store/sql/core_json.h"
#include "store/sql/sql_error.h"
#include "wire/json.h"

namespace store::sql {
namespace {

template <typename T>
JsonColumn write(const std::vector<T>& values) {
  if (values.empty()) return std::nullopt;
  return wire::to_json(values);
}

template <typename T>
T parse(const std::string& text) {
  auto value = wire::from_json<T>(text);
  if (!value) throw SqlError(SqlErrorKind::corrupt, "a stored JSON value cannot be read: " + value.error().text());
  return std::move(*value);
}

template <typename T>
void read(const JsonColumn& column, std::vector<T>& out) {
  if (column) {
    out = parse<std::vector<T>>(*column);
  } else {
    out.clear();
  }
}

}  // namespace

JsonColumn to_column(const std::vector<core::Attachment>& attachments) { return write(attachments); }
JsonColumn to_column(const std::vector<core::Embed>& embeds) { return write(embeds); }
JsonColumn to_column(const std::vector<core::RoleOverride>& overrides) { return write(overrides); }
JsonColumn to_column(const std::vector<core::RoleId>& roles) { return write(roles); }
JsonColumn to_column(const std::optional<core::Masquerade>& masquerade) {
  if (!masquerade) return std::nullopt;
  return wire::to_json(*masquerade);
}

void from_column(const JsonColumn& column, std::vector<core::Attachment>& out) { read(column, out); }
void from_column(const JsonColumn& column, std::vector<core::Embed>& out) { read(column, out); }
void from_column(const JsonColumn& column, std::vector<core::RoleOverride>& out) { read(column, out); }
void from_column(const JsonColumn& column, std::vector<core::RoleId>& out) { read(column, out); }
void from_column(const JsonColumn& column, std::optional<core::Masquerade>& out) {
  out.reset();
  if (column) out = parse<core::Masquerade>(*column);
}

}  // namespace store::sql

namespace wire {

using Hash = std::array<unsigned char, 32>;

std::string Describe<Hash>::to(const Hash& bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (unsigned char b : bytes) {
    text += kDigits[b >> 4];
    text += kDigits[b & 15];
  }
  return text;
}

std::optional<Hash> Describe<Hash>::from(const std::string& text) {
  Hash bytes{};
  if (text.size() != bytes.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return std::nullopt;
    bytes[i / 2] = static_cast<unsigned char>(bytes[i / 2] << 4 | digit);
  }
  return bytes;
}

}  // namespace wire
