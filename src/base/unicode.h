// Unicode: what letters are, and texts that are the same though their bytes differ. Pure; any thread. Texts are UTF-8; one
// that is not well-formed gives an empty text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace base {

/// General category L.
bool is_letter(char32_t c);
/// General category Nd: a decimal digit of any script.
bool is_decimal_digit(char32_t c);

/// The code points of a text; nothing when it is not well-formed.
std::optional<std::u32string> to_code_points(std::string_view text);

/// Canonically composed (NFC).
std::string to_nfc(std::string_view text);
/// Taken apart, and variants of one character (full width, ligatures, superscripts) as the plain one (NFKD).
std::string to_nfkd(std::string_view text);
/// The same for texts that differ only in case or in composition: NFC, full case folding, NFC.
std::string fold(std::string_view text);

/// The ASCII letter or digit that people would take this letter for (the confusables of UTS 39); ASCII characters are their
/// own; 0 when it looks like none.
char ascii_lookalike(char32_t c);

}  // namespace base
