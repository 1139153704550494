// Any bytes as HTTP requests, one behind the other. What is parsed must not depend on how the bytes are cut.
// The first byte is the seed of the cuts.
// fuzz-deps: net hub core http base
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "net/http_parser.h"
#include "net/ws_handshake.h"

namespace {

constexpr std::uint32_t kHeaderMax = 1024;
constexpr std::size_t kBodyMax = 1u << 16;

/// Everything that was understood, as text; ends at the first error. `next_size` gives the size of each piece.
template <typename F>
std::string parse(std::string_view input, F next_size) {
  using Status = net::HttpParser::Status;
  std::string out, waiting, body;
  auto parser = std::make_unique<net::HttpParser>(kHeaderMax);
  http::Request request;
  bool in_body = false;
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t size = std::min(next_size(), input.size() - at);
    waiting += input.substr(at, size);
    at += size;
    for (bool going = true; going;) {
      const std::string exact(waiting.begin(), waiting.end());  // a buffer of its own: the sanitizer sees a step too far
      const auto outcome = in_body ? parser->parse_body(exact, body) : parser->parse_head(exact, request);
      if (outcome.consumed > waiting.size()) std::abort();
      waiting.erase(0, outcome.consumed);
      switch (outcome.status) {
        case Status::malformed:
        case Status::header_too_large:
          return out + (in_body ? body + "\nbad body" : "\nbad head");
        case Status::need_more:
          going = false;
          if (body.size() > kBodyMax) return out + "\nlarge";
          break;
        case Status::done:
          if (!in_body) {
            out += std::string(http::to_string(request.method)) + ' ' + request.target + '\n';
            for (const http::Header& header : request.headers) out += header.name + ": " + header.value + '\n';
            if (net::wants_websocket(request)) net::check_upgrade(request, parser->http_1_1(), parser->has_body(), true);
            in_body = parser->has_body();
            if (in_body) break;
          }
          out += body + (parser->keep_alive() ? "\nstays\n" : "\ncloses\n");
          body.clear();
          request = {};
          in_body = false;
          parser = std::make_unique<net::HttpParser>(kHeaderMax);
          going = !waiting.empty();
          break;
      }
    }
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::uint32_t seed = data[0] | 1u;
  const std::string_view input(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::string bytes = parse(input, [] { return std::size_t{1}; });
  const std::string pieces = parse(input, [&] {
    seed = seed * 1664525u + 1013904223u;
    return std::size_t{1} + (seed >> 24) % 40;
  });
  const std::string whole = parse(input, [] { return ~std::size_t{0}; });
  // Which of two errors is told, and how much of a body is kept before one, may depend on the cuts; what was complete may
  // not.
  const auto complete = [](const std::string& text) {
    return text.substr(0, std::max(text.rfind("\nstays\n") + 1, text.rfind("\ncloses\n") + 1));
  };
  if (complete(bytes) != complete(whole) || complete(pieces) != complete(whole)) std::abort();
  return 0;
}
