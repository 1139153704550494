// Byte ranges and entity tags. Pure functions; any thread.
#include "http/range.h"

#include <charconv>

namespace http {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Digits only. A number too large for 64 bits is still a number (RFC 9110 sets no limit): it becomes the largest one.
bool parse_number(std::string_view text, std::uint64_t& value) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return false;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc()) value = ~std::uint64_t{0};
  return true;
}

}  // namespace

ByteRange parse_range(std::string_view value, std::uint64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  value = trim(value);
  if (value.size() < kUnit.size() || (value[0] | 0x20) != 'b') return {};
  if (value.substr(1, kUnit.size() - 1) != kUnit.substr(1)) return {};
  value = trim(value.substr(kUnit.size()));
  const std::size_t dash = value.find('-');
  if (dash == std::string_view::npos || value.find(',') != std::string_view::npos) return {};

  const std::string_view first_text = value.substr(0, dash), last_text = value.substr(dash + 1);
  std::uint64_t first = 0, last = ~std::uint64_t{0};
  if (first_text.empty()) {  // the last so many bytes
    std::uint64_t count = 0;
    if (!parse_number(last_text, count)) return {};
    if (count == 0 || size == 0) return {ByteRange::Kind::unsatisfiable, 0, 0};
    count = std::min(count, size);
    return {ByteRange::Kind::part, size - count, count};
  }
  if (!parse_number(first_text, first)) return {};
  if (!last_text.empty() && !parse_number(last_text, last)) return {};
  if (last < first) return {};
  if (first >= size) return {ByteRange::Kind::unsatisfiable, 0, 0};
  last = std::min(last, size - 1);
  return {ByteRange::Kind::part, first, last - first + 1};
}

bool none_match_hits(std::string_view if_none_match, std::string_view etag) {
  const auto opaque = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
  if (trim(if_none_match) == "*") return true;
  while (!if_none_match.empty()) {
    const std::size_t end = std::min(if_none_match.find(','), if_none_match.size());
    if (opaque(trim(if_none_match.substr(0, end))) == opaque(etag)) return true;
    if_none_match.remove_prefix(std::min(end + 1, if_none_match.size()));
  }
  return false;
}

Response file_response(const Request& request, std::string path, std::uint64_t size, std::string_view etag) {
  Response response;
  response.headers.add("ETag", std::string(etag));
  if (none_match_hits(request.headers.get("If-None-Match"), etag)) {
    response.status = 304;
    return response;
  }
  response.headers.add("Accept-Ranges", "bytes");
  const std::string_view if_range = request.headers.get("If-Range");
  const bool range_counts = if_range.empty() || (if_range == etag && !etag.starts_with("W/"));
  const ByteRange range = range_counts ? parse_range(request.headers.get("Range"), size) : ByteRange{};
  switch (range.kind) {
    case ByteRange::Kind::whole:
      response.file = FileRange{std::move(path), 0, size};
      break;
    case ByteRange::Kind::part:
      response.status = 206;
      response.headers.add("Content-Range", "bytes " + std::to_string(range.offset) + '-' +
                                                std::to_string(range.offset + range.length - 1) + '/' +
                                                std::to_string(size));
      response.file = FileRange{std::move(path), range.offset, range.length};
      break;
    case ByteRange::Kind::unsatisfiable:
      response.status = 416;
      response.headers.add("Content-Range", "bytes */" + std::to_string(size));
      break;
  }
  return response;
}

}  // namespace http
