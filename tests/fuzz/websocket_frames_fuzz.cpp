// Any bytes as frames of a client. What the decoder makes of them must not depend on how they are cut. The first byte
// chooses permessage-deflate and the seed of the cuts; the message limit is small, so that it is met.
// fuzz-deps: net hub core http base
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "net/ws_codec.h"

namespace {

constexpr std::uint32_t kMessageMax = 4096;

/// All events as text, one per line; `next_size` gives the size of each piece.
template <typename F>
std::string decode(const std::uint8_t* data, std::size_t size, bool deflate, F next_size) {
  net::Decoder decoder(kMessageMax, deflate);
  std::string out;
  for (std::size_t at = 0; at < size;) {
    const std::size_t piece_size = std::min(next_size(), size - at);
    std::vector<char> piece(data + at, data + at + piece_size);
    at += piece_size;
    std::span<char> input(piece);
    for (;;) {
      using Kind = net::Decoder::Event::Kind;
      const net::Decoder::Event event = decoder.next(input);
      if (event.kind == Kind::none) break;
      if (event.payload.size() > kMessageMax) std::abort();
      if (event.kind == Kind::message && event.opcode == hub::Opcode::text && !base::is_utf8(event.payload)) std::abort();
      if ((event.kind == Kind::ping || event.kind == Kind::pong) && event.payload.size() > 125) std::abort();
      if (event.kind == Kind::close && event.code != 0 && !net::is_valid_close_code(event.code)) std::abort();
      out += std::to_string(static_cast<int>(event.kind)) + ' ' + std::to_string(event.code) + ' ';
      out += std::to_string(static_cast<int>(event.opcode)) + ' ';
      out.append(event.payload);
      out += '\n';
    }
    if (!input.empty()) std::abort();  // "none" means that everything was used
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const bool deflate = (data[0] & 1) != 0;
  std::uint32_t seed = data[0] | 1u;
  ++data, --size;
  const std::string whole = decode(data, size, deflate, [] { return ~std::size_t{0}; });
  const std::string bytes = decode(data, size, deflate, [] { return std::size_t{1}; });
  const std::string pieces = decode(data, size, deflate, [&] {
    seed = seed * 1664525u + 1013904223u;
    return std::size_t{1} + (seed >> 24) % 40;
  });
  // A text may be refused earlier when it comes in pieces (its first wrong byte is seen before its frame is complete), and a
  // frame that is never completed is then refused too. What both report before that is the same.
  const auto agrees = [&](const std::string& cut) { return cut.compare(0, whole.size(), whole) == 0 || whole == cut; };
  if (!agrees(bytes) || bytes != pieces) std::abort();
  return 0;
}
