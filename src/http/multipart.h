// multipart/form-data (RFC 7578, RFC 2046 5.1) over a stream: finds where each part's bytes lie, and keeps none of them.
//
//   preamble  CRLF --boundary CRLF  headers CRLF CRLF  bytes of the part  CRLF --boundary CRLF  ...  CRLF --boundary--
//   epilogue
//
// The parser itself does no I/O and may run anywhere; `find_part` reads a file and belongs on the pool for blocking work.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace http {

/// The boundary parameter of a "multipart/form-data" Content-Type: 1 to 70 characters (RFC 2046, 5.1.1). Nothing for
/// anything else.
std::optional<std::string> multipart_boundary(std::string_view content_type);

struct Part {
  std::string name;          // of the form field
  std::string filename;      // as sent, valid UTF-8; empty when there is none. Never a path to open: it is the sender's word
  std::string content_type;  // as sent; empty when there is none
  std::uint64_t offset = 0;  // of the part's bytes in the body
  std::uint64_t length = 0;
};

class MultipartParser {
 public:
  static constexpr std::size_t kPartsMax = 32;
  static constexpr std::size_t kPartHeaderBytesMax = 8u << 10;

  enum class Status : std::uint8_t { need_more, done, malformed };

  explicit MultipartParser(std::string_view boundary);
  /// The next bytes of the body, cut anywhere. After `done` and `malformed` the rest is ignored.
  Status feed(std::string_view bytes);
  /// Parts whose end was seen, in order.
  const std::vector<Part>& parts() const { return parts_; }

 private:
  enum class State : std::uint8_t { content, delimiter_end, delimiter_dash, delimiter_line_feed, headers, done, malformed };
  void on_content(std::string_view& bytes);
  void on_delimiter();
  void on_header_byte(char c);
  bool begin_part();

  std::string delimiter_;    // CRLF "--" boundary
  std::size_t matched_ = 2;  // characters of it seen; the body's first line needs no CRLF before it
  State state_ = State::content;
  bool in_part_ = false;
  std::uint64_t position_ = 0;
  std::string header_;
  Part part_;
  std::vector<Part> parts_;
};

/// The first part with that name in a spooled body. invalid("body", ...) when the body is not well-formed
/// multipart/form-data, not_found(name) when it has no such part, internal when the file cannot be read. Blocks.
base::Result<Part> find_part(const SpooledFile& body, std::string_view content_type, std::string_view name);

}  // namespace http
