// UTF-8: counting and checking. Lengths in the protocols are Unicode code points unless a reference says otherwise.
#pragma once

#include <cstddef>
#include <string_view>

namespace base {

/// Code points in valid UTF-8.
inline std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (unsigned char c : text) count += (c & 0xC0) != 0x80;
  return count;
}

/// True when `text` is well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
bool is_utf8(std::string_view text);

/// Without white space (Unicode White_Space) at both ends.
std::string_view trim(std::string_view text);

}  // namespace base
