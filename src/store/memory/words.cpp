// words_of. See words.h.
#include "store/memory/words.h"

#include <algorithm>

#include "base/unicode.h"

namespace store::memory {
namespace {

/// Bytes of the character that begins here, in well-formed UTF-8.
std::size_t length_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return end - at;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  const std::string folded = base::fold(text);
  const auto characters = base::to_code_points(folded);
  std::vector<std::string> words;
  if (!characters) return words;
  bool inside = false;
  std::size_t at = 0;
  for (const char32_t c : *characters) {
    const std::size_t length = length_at(folded, at);
    const bool part = base::is_letter(c) || base::is_decimal_digit(c);
    if (part && !inside) words.emplace_back();
    if (part) words.back().append(folded, at, length);
    inside = part;
    at += length;
  }
  return words;
}

}  // namespace store::memory
