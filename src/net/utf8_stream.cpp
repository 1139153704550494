// Utf8Stream: see the header.
#include "net/utf8_stream.h"

#include <cstring>

namespace net {

bool Utf8Stream::feed(std::string_view bytes) {
  const char* p = bytes.data();
  const char* const end = p + bytes.size();
  while (p != end) {
    if (left_ == 0) {
      std::uint64_t eight = 0;
      while (end - p >= 8 && (std::memcpy(&eight, p, 8), (eight & 0x8080808080808080u) == 0)) p += 8;
      if (p == end) break;
    }
    const auto c = static_cast<std::uint8_t>(*p++);
    if (left_ > 0) {
      if (c < low_ || c > high_) return false;
      low_ = 0x80, high_ = 0xBF;
      --left_;
    } else if (c >= 0x80) {
      if (c < 0xC2 || c > 0xF4) return false;
      left_ = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
      low_ = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
      high_ = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    }
  }
  return true;
}

}  // namespace net
