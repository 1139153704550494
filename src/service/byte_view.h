// Reading numbers out of untrusted bytes: past the end there are zeroes, never a fault. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace service {

/// The byte at `at`, 0 past the end.
inline std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : std::uint8_t{0};
}
/// `count` (at most 8) bytes as a number, most significant first.
inline std::uint64_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | byte_at(bytes, at + i);
  return value;
}
inline std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = count; i > 0; --i) value = value << 8 | byte_at(bytes, at + i - 1);
  return value;
}
inline bool has_at(std::string_view bytes, std::size_t at, std::string_view what) {
  return at <= bytes.size() && bytes.substr(at).starts_with(what);
}
/// `length` bytes from `at`, fewer where the bytes end.
inline std::string_view piece(std::string_view bytes, std::size_t at, std::uint64_t length) {
  if (at >= bytes.size()) return {};
  const std::size_t rest = bytes.size() - at;
  return bytes.substr(at, length < rest ? static_cast<std::size_t>(length) : rest);
}

}  // namespace service
