// WebP: "RIFF", length 32, "WEBP", then chunks: type, length 32, payload, a zero byte when the length is odd. All
// little-endian. Pure; any thread.
#include <algorithm>

#include "service/byte_view.h"
#include "service/image_chunks.h"

using namespace std::string_view_literals;

namespace service {
namespace {

constexpr std::size_t kHeader = 12;
constexpr std::size_t kFlags = 20;  // of the extended header, which comes first
constexpr unsigned kAnimated = 0x02, kXmp = 0x04, kExif = 0x08;

bool makes_the_picture(std::string_view type) {
  constexpr std::string_view kKept[] = {"VP8 "sv, "VP8L"sv, "VP8X"sv, "ALPH"sv, "ANIM"sv, "ANMF"sv, "ICCP"sv};
  return std::ranges::find(kKept, type) != std::end(kKept);
}

void put_little_endian(std::string& bytes, std::size_t at, std::uint64_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xFF);
}

}  // namespace

bool webp_is_animated(std::string_view webp) {
  return has_at(webp, kHeader, "VP8X") && (byte_at(webp, kFlags) & kAnimated) != 0;
}

std::string strip_webp_metadata(std::string_view webp) {
  const std::uint64_t said = little_endian(webp, 4, 4) + 8;
  if (said < kHeader || said > webp.size()) return std::string(webp);
  const std::string_view whole = webp.substr(0, static_cast<std::size_t>(said));
  std::string out(whole.substr(0, kHeader));
  out.reserve(whole.size());
  for (std::size_t at = kHeader; at < whole.size();) {
    const std::uint64_t length = little_endian(whole, at + 4, 4);
    const std::uint64_t padded = 8 + length + length % 2;
    if (8 + length > whole.size() - at) return std::string(webp);
    const std::string_view chunk = piece(whole, at, padded);
    if (makes_the_picture(chunk.substr(0, 4))) out += chunk;
    at += chunk.size();
  }
  if (has_at(out, kHeader, "VP8X") && out.size() > kFlags) {
    out[kFlags] = static_cast<char>(byte_at(out, kFlags) & ~(kXmp | kExif));
  }
  put_little_endian(out, 4, out.size() - 8);
  return out;
}

}  // namespace service
