// PNG as a list of chunks: length 32, type, payload, checksum 32. Pure; any thread.
#include <algorithm>
#include <optional>

#include "service/byte_view.h"
#include "service/image_chunks.h"

using namespace std::string_view_literals;

namespace service {
namespace {

constexpr std::size_t kSignature = 8;

struct Chunk {
  std::string_view type;
  std::string_view whole;
};

/// The chunk at `at`, which moves behind it.
std::optional<Chunk> next_chunk(std::string_view png, std::size_t& at) {
  const std::uint64_t whole = big_endian(png, at, 4) + 12;
  if (at + 12 > png.size() || whole > png.size() - at) return std::nullopt;
  const Chunk chunk{png.substr(at + 4, 4), png.substr(at, static_cast<std::size_t>(whole))};
  at += static_cast<std::size_t>(whole);
  return chunk;
}

/// A picture cannot be shown rightly without the critical ones (a capital letter first) and these.
bool makes_the_picture(std::string_view type) {
  constexpr std::string_view kKept[] = {"tRNS"sv, "gAMA"sv, "cHRM"sv, "sRGB"sv, "iCCP"sv, "cICP"sv, "mDCV"sv,
                                        "cLLI"sv, "sBIT"sv, "bKGD"sv, "pHYs"sv, "acTL"sv, "fcTL"sv, "fdAT"sv};
  return (type[0] >= 'A' && type[0] <= 'Z') || std::ranges::find(kKept, type) != std::end(kKept);
}

}  // namespace

bool png_is_animated(std::string_view png) {
  std::size_t at = kSignature;
  while (const auto chunk = next_chunk(png, at)) {
    if (chunk->type == "acTL") return true;
    if (chunk->type == "IDAT") break;
  }
  return false;
}

std::string strip_png_metadata(std::string_view png) {
  std::string out(png.substr(0, kSignature));
  out.reserve(png.size());
  std::size_t at = kSignature;
  while (const auto chunk = next_chunk(png, at)) {
    if (makes_the_picture(chunk->type)) out += chunk->whole;
    if (chunk->type == "IEND") return out;
  }
  return std::string(png);
}

}  // namespace service
