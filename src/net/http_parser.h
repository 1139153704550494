// HttpParser: one HTTP/1.1 request, fed with whatever the socket gave. No I/O; used on the connection's thread.
// The only door to Beast, which stays in http_parser.cpp. Stricter than Beast where request smuggling begins: one way to say
// how long a body is, CRLF line endings only, no folded header lines, exactly one Host (RFC 9112, 2.2, 3.2, 5.2, 6.1, 11.2).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace net {

class HttpParser {
 public:
  enum class Status : std::uint8_t {
    need_more,         // all well so far: call again with the bytes that were not consumed and more behind them
    done,              // the head, or the body, is complete
    malformed,         // 400; nothing more can be read from this connection
    header_too_large,  // 431, likewise; also for trailers
  };
  struct Outcome {
    Status status;
    std::size_t consumed;
  };

  explicit HttpParser(std::uint32_t header_bytes_max);
  ~HttpParser();

  /// Writes method, target and headers into `request` when the head is complete. Empty lines before the request line are
  /// skipped.
  Outcome parse_head(std::string_view bytes, http::Request& request);

  // After the head:
  bool keep_alive() const;
  bool has_body() const;
  bool http_1_1() const;
  std::optional<std::uint64_t> content_length() const;
  /// Appends what it decodes to `body`; limits are the caller's, who looks at `body` after each call.
  Outcome parse_body(std::string_view bytes, std::string& body);

 private:
  class Impl;
  Status find_head_end(std::string_view bytes);

  std::unique_ptr<Impl> impl_;
  std::uint32_t header_bytes_max_;
  std::size_t scanned_ = 0;  // bytes of the head that were looked at
  std::size_t head_size_ = 0;
};

/// All values of a header that may be sent in several lines, as one list (RFC 9110, 5.3).
std::string all_values(const http::Headers& headers, std::string_view name);

/// True when a comma-separated header value holds `token`, whatever its case ("Connection: keep-alive, Upgrade").
bool has_token(std::string_view list, std::string_view token);

}  // namespace net
