// The opening handshake of a WebSocket (RFC 6455, 4.2) and the negotiation of permessage-deflate (RFC 7692, 7.1). Pure
// functions.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace net {

/// The request asks for an upgrade to "websocket"; whether it does so properly is check_upgrade's question.
bool wants_websocket(const http::Request& request);

struct Handshake {
  int status = 101;   // 101, 400 or 426
  std::string error;  // for 400 and 426
  bool deflate = false;
  http::Headers headers;  // of the answer, also of a 426
};

/// `http_1_1` and `has_body` are facts of the request that http::Request does not hold.
Handshake check_upgrade(const http::Request& request, bool http_1_1, bool has_body, bool deflate_allowed);

/// Sec-WebSocket-Accept for a Sec-WebSocket-Key (4.2.2).
std::string accept_value(std::string_view key);

/// The answer to the offers of a Sec-WebSocket-Extensions value; empty: no extension. No context takeover in either
/// direction, so that a frame compressed once serves all receivers and nobody keeps a window. An offer with
/// server_max_window_bits below 15 is passed over: frames are compressed before it is known who gets them.
std::string negotiate_deflate(std::string_view offers);

}  // namespace net
