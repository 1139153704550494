// Seven pictures: head and shoulders in white on a colour. Two colours need one bit per pixel, so that they are small
// enough without compression.
#include "proto/bonfire/routes/default_avatars.h"

#include <array>
#include <cstdint>

namespace bonfire {
namespace {

constexpr int kSide = 512;
constexpr std::array<std::array<unsigned char, 3>, 7> kColours = {{{0x5B, 0x6C, 0xC4},
                                                                   {0xC4, 0x5B, 0x6C},
                                                                   {0x3F, 0x8F, 0x6B},
                                                                   {0xB8, 0x7A, 0x2E},
                                                                   {0x7A, 0x4F, 0xA8},
                                                                   {0x2E, 0x86, 0xAB},
                                                                   {0x6B, 0x70, 0x79}}};

void put32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFu;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
  }
  return ~crc;
}

std::uint32_t adler32(std::string_view bytes) {
  std::uint32_t a = 1, b = 0;
  for (const char c : bytes) {
    a = (a + static_cast<unsigned char>(c)) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

void add_chunk(std::string& png, std::string_view type, std::string_view data) {
  put32(png, static_cast<std::uint32_t>(data.size()));
  const std::string body = std::string(type).append(data);
  png += body;
  put32(png, crc32(body));
}

/// Zlib's form without compression, in one block: at most 65535 bytes.
std::string stored(std::string_view bytes) {
  std::string out = "\x78\x01\x01";
  const auto size = static_cast<unsigned>(bytes.size());
  for (const unsigned half : {size, ~size}) {
    out += static_cast<char>(half & 0xFF);
    out += static_cast<char>(half >> 8 & 0xFF);
  }
  out += bytes;
  put32(out, adler32(bytes));
  return out;
}

bool in_circle(int x, int y, int centre_y, int radius) {
  const int dx = x - kSide / 2, dy = y - centre_y;
  return dx * dx + dy * dy <= radius * radius;
}

/// One bit per pixel, each row behind a byte that says "no filter".
std::string figure() {
  std::string rows;
  for (int y = 0; y < kSide; ++y) {
    rows += '\0';
    for (int x = 0; x < kSide; x += 8) {
      unsigned byte = 0;
      for (int bit = 0; bit < 8; ++bit) {
        const bool white = in_circle(x + bit, y, 196, 92) || in_circle(x + bit, y, 512, 200);
        byte = byte << 1 | (white ? 1u : 0u);
      }
      rows += static_cast<char>(byte);
    }
  }
  return rows;
}

std::string draw(const std::array<unsigned char, 3>& colour, const std::string& pixels) {
  std::string png = "\x89PNG\r\n\x1A\n";
  std::string header;
  put32(header, kSide);
  put32(header, kSide);
  header.append("\x01\x03\x00\x00\x00", 5);  // one bit, palette
  add_chunk(png, "IHDR", header);
  std::string palette;
  for (const unsigned char part : colour) palette += static_cast<char>(part);
  palette += "\xFF\xFF\xFF";
  add_chunk(png, "PLTE", palette);
  add_chunk(png, "IDAT", pixels);
  add_chunk(png, "IEND", {});
  return png;
}

std::array<std::string, 7> draw_all() {
  const std::string pixels = stored(figure());
  std::array<std::string, 7> pictures;
  for (std::size_t i = 0; i < pictures.size(); ++i) pictures[i] = draw(kColours[i], pixels);
  return pictures;
}

std::size_t picture_of(char last) {
  constexpr std::array<std::string_view, 6> kLast = {"0123SZ", "4567T", "89AB", "CDEFV", "GHJKW", "MNPQX"};
  for (std::size_t i = 0; i < kLast.size(); ++i) {
    if (kLast[i].find(last) != std::string_view::npos) return i + 1;
  }
  return 0;
}

}  // namespace

const std::string& default_avatar(std::string_view user_id) {
  static const std::array<std::string, 7> kPictures = draw_all();
  return kPictures[user_id.empty() ? 0 : picture_of(user_id.back())];
}

}  // namespace bonfire
