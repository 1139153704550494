// Byte ranges (RFC 9110, 14) and entity tags (13.1.2): what a route that serves a file decides before it answers. Pure
// functions.
#pragma once

#include <cstdint>
#include <string_view>

#include "http/message.h"

namespace http {

struct ByteRange {
  enum class Kind : std::uint8_t {
    whole,          // no range asked for, or one that is ignored: syntax error, another unit, several ranges
    part,           // 206 with Content-Range
    unsatisfiable,  // 416 with "Content-Range: bytes */size"
  };
  Kind kind = Kind::whole;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// `value` of the Range header, empty when there is none, for a representation of `size` bytes.
ByteRange parse_range(std::string_view value, std::uint64_t size);

/// True when an If-None-Match value matches the entity tag (quotes included), by weak comparison: answer 304.
bool none_match_hits(std::string_view if_none_match, std::string_view etag);

/// Answers a GET or HEAD for a file of `size` bytes: 200, 206, 304 or 416, with ETag, Accept-Ranges and Content-Range.
/// If-Range is honoured (RFC 9110, 13.1.5: only an equal strong tag lets the range count). Content-Type is the caller's.
Response file_response(const Request& request, std::string path, std::uint64_t size, std::string_view etag);

}  // namespace http
