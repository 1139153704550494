// The opening handshake: see the header.
#include "net/ws_handshake.h"

#include <openssl/evp.h>

#include <array>

#include "net/extension_list.h"
#include "net/http_parser.h"

namespace net {
namespace {

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const auto* in = reinterpret_cast<const unsigned char*>(bytes.data());
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), in, static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

/// 16 bytes in base64: 22 characters and two '='.
bool is_valid_key(std::string_view key) {
  if (key.size() != 24 || !key.ends_with("==")) return false;
  return std::all_of(key.begin(), key.end() - 2, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '/';
  });
}

/// A number of bits as RFC 7692 7.1.2 wants it: 8 to 15, without leading zero.
bool is_window_bits(std::string_view text) {
  return text == "8" || text == "9" || (text.size() == 2 && text[0] == '1' && text[1] >= '0' && text[1] <= '5');
}

/// Whether the offer can be accepted; `asks_window_15` when it names server_max_window_bits=15, which must be answered.
bool acceptable(const Extension& offer, bool& asks_window_15) {
  bool seen[4] = {};
  for (const auto& [name, value] : offer.parameters) {
    constexpr std::string_view kNames[4] = {"server_no_context_takeover", "client_no_context_takeover",
                                            "server_max_window_bits", "client_max_window_bits"};
    const auto index = static_cast<std::size_t>(std::find(std::begin(kNames), std::end(kNames), name) - std::begin(kNames));
    if (index == std::size(kNames) || std::exchange(seen[index], true)) return false;
    switch (index) {
      case 0:
      case 1:
        if (value) return false;
        break;
      case 2:
        if (value != "15") return false;
        asks_window_15 = true;
        break;
      default:  // any window of the client's is fine: ours for reading is the largest
        if (value && !is_window_bits(*value)) return false;
        break;
    }
  }
  return true;
}

}  // namespace

bool wants_websocket(const http::Request& request) { return has_token(all_values(request.headers, "Upgrade"), "websocket"); }

Handshake check_upgrade(const http::Request& request, bool http_1_1, bool has_body, bool deflate_allowed) {
  Handshake out;
  const auto refuse = [&](std::string error) {
    out.status = 400;
    out.error = std::move(error);
    return std::move(out);
  };
  if (request.method != http::Method::get || !http_1_1) return refuse("a WebSocket handshake is a GET of HTTP/1.1");
  if (has_body) return refuse("a WebSocket handshake has no body");
  if (!has_token(all_values(request.headers, "Connection"), "upgrade")) return refuse("Connection: Upgrade is missing");
  if (request.headers.get("Sec-WebSocket-Version") != "13") {
    out.status = 426;
    out.error = "only WebSocket version 13 is spoken here";
    out.headers.add("Upgrade", "websocket");
    out.headers.add("Sec-WebSocket-Version", "13");
    return out;
  }
  const std::string_view key = request.headers.get("Sec-WebSocket-Key");
  if (!is_valid_key(key)) return refuse("Sec-WebSocket-Key must be 16 bytes in base64");

  out.headers.add("Upgrade", "websocket");
  out.headers.add("Connection", "Upgrade");
  out.headers.add("Sec-WebSocket-Accept", accept_value(key));
  if (deflate_allowed) {
    if (std::string answer = negotiate_deflate(all_values(request.headers, "Sec-WebSocket-Extensions")); !answer.empty()) {
      out.deflate = true;
      out.headers.add("Sec-WebSocket-Extensions", std::move(answer));
    }
  }
  return out;
}

std::string accept_value(std::string_view key) {
  const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  return base64({reinterpret_cast<const char*>(digest.data()), size});
}

std::string negotiate_deflate(std::string_view offers) {
  for (const Extension& offer : parse_extensions(offers)) {
    bool asks_window_15 = false;
    if (offer.name != "permessage-deflate" || !acceptable(offer, asks_window_15)) continue;
    return std::string("permessage-deflate; server_no_context_takeover; client_no_context_takeover") +
           (asks_window_15 ? "; server_max_window_bits=15" : "");
  }
  return {};
}

}  // namespace net
