// The head of a response as text (RFC 9112, 4). Pure function.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/message.h"

namespace net {

struct HeadFacts {
  std::string_view date;
  std::uint64_t content_length = 0;  // what a GET would get; also told to a HEAD
  bool keep_alive = true;
  bool http_1_1 = true;
};

/// True for statuses that never carry a body (RFC 9110, 6.4.1).
inline bool is_bodiless(int status) { return status < 200 || status == 204 || status == 304; }

/// Content-Length, Date and Connection are ours; those of the response are left out, and so is any header with a line break
/// or a NUL in it: a value that came from a client must not become a header of its own. (101 keeps its Connection: Upgrade.)
std::string response_head(const http::Response& response, const HeadFacts& facts);

/// A small JSON answer, for what no mount is responsible for.
http::Response plain_error(int status, std::string_view text);

}  // namespace net
