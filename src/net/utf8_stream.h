// Utf8Stream: is what came so far the beginning of well-formed UTF-8? Text of a fragmented message is judged piece by piece,
// so that a message is refused at its first wrong byte (RFC 6455, 8.1). No I/O.
#pragma once

#include <cstdint>
#include <string_view>

namespace net {

class Utf8Stream {
 public:
  /// False from the first byte on that no continuation can mend.
  bool feed(std::string_view bytes);
  /// No code point is cut off at the end.
  bool complete() const { return left_ == 0; }

 private:
  std::uint8_t left_ = 0;                  // continuation bytes still to come
  std::uint8_t low_ = 0x80, high_ = 0xBF;  // bounds of the next one (no overlong forms, surrogates, or beyond U+10FFFF)
};

}  // namespace net
