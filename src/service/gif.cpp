// GIF as a list of blocks: extensions (21, label, sub-blocks) and pictures (2C, place and size, colours, sub-blocks).
// Sub-blocks are a length and as many bytes, up to an empty one. Pure; any thread.
#include "service/byte_view.h"
#include "service/image_chunks.h"

namespace service {
namespace {

std::size_t colour_table_bytes(std::uint8_t flags) { return (flags & 0x80) != 0 ? std::size_t{3} << ((flags & 7) + 1) : 0; }

/// Behind the empty sub-block; past the end of what is cut off.
std::size_t skip_sub_blocks(std::string_view gif, std::size_t at) {
  while (byte_at(gif, at) != 0) at += std::size_t{1} + byte_at(gif, at);
  return at + 1;
}

}  // namespace

bool gif_is_animated(std::string_view gif) {
  int pictures = 0;
  std::size_t at = 13 + colour_table_bytes(byte_at(gif, 10));
  while (at < gif.size() && pictures < 2) {
    const std::uint8_t block = byte_at(gif, at);
    if (block == 0x21) {
      at = skip_sub_blocks(gif, at + 2);
    } else if (block == 0x2C) {
      ++pictures;
      at = skip_sub_blocks(gif, at + 11 + colour_table_bytes(byte_at(gif, at + 9)));
    } else {
      break;
    }
  }
  return pictures > 1;
}

}  // namespace service
