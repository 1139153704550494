// Unicode by ICU's C functions, which keep no state of ours. Any thread.
#include "base/unicode.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

#include <cstdint>
#include <stdexcept>

namespace base {
namespace {

/// ICU's data are part of the system; without them nothing here can work.
void need(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + what + ": " + u_errorName(status));
}

/// Runs one of ICU's functions that write into a buffer: asked for the length first, then for the text.
template <typename Write>
std::u16string filled(const char* what, Write write) {
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t length = write(nullptr, 0, &status);
  if (status != U_BUFFER_OVERFLOW_ERROR && status != U_STRING_NOT_TERMINATED_WARNING) need(status, what);
  std::u16string out(static_cast<std::size_t>(length), u'\0');
  status = U_ZERO_ERROR;
  write(out.data(), length, &status);
  need(status, what);
  return out;
}

std::int32_t size_of(const std::u16string& text) { return static_cast<std::int32_t>(text.size()); }

std::optional<std::u16string> to_utf16(std::string_view text) {
  std::u16string out(text.size(), u'\0');  // never more units than bytes
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8(out.data(), size_of(out), &length, text.data(), static_cast<std::int32_t>(text.size()), &status);
  if (U_FAILURE(status)) return std::nullopt;
  out.resize(static_cast<std::size_t>(length));
  return out;
}

std::string to_utf8(const std::u16string& text) {
  std::string out(text.size() * 3, '\0');  // a unit is at most three bytes, a pair four
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8(out.data(), static_cast<std::int32_t>(out.size()), &length, text.data(), size_of(text), &status);
  need(status, "to UTF-8");
  out.resize(static_cast<std::size_t>(length));
  return out;
}

const UNormalizer2* nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* normalizer = unorm2_getNFCInstance(&status);
  need(status, "NFC");
  return normalizer;
}

std::u16string normalized(const UNormalizer2* normalizer, const std::u16string& text) {
  return filled("normalisation", [&](char16_t* out, std::int32_t room, UErrorCode* status) {
    return unorm2_normalize(normalizer, text.data(), size_of(text), out, room, status);
  });
}

/// Made once; asking it changes nothing.
const USpoofChecker* spoof_checker() {
  static const USpoofChecker* const checker = [] {
    UErrorCode status = U_ZERO_ERROR;
    const USpoofChecker* made = uspoof_open(&status);
    need(status, "confusables");
    return made;
  }();
  return checker;
}

bool is_ascii_word(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

}  // namespace

bool is_letter(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_L_MASK) != 0; }

bool is_decimal_digit(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_DECIMAL_DIGIT_NUMBER; }

std::optional<std::u32string> to_code_points(std::string_view text) {
  const auto units = to_utf16(text);
  if (!units) return std::nullopt;
  std::u32string out;
  for (std::int32_t i = 0; i < size_of(*units);) {
    UChar32 c = 0;
    U16_NEXT(units->data(), i, size_of(*units), c);
    out.push_back(static_cast<char32_t>(c));
  }
  return out;
}

std::string to_nfc(std::string_view text) {
  const auto units = to_utf16(text);
  return units ? to_utf8(normalized(nfc(), *units)) : std::string();
}

std::string to_nfkd(std::string_view text) {
  const auto units = to_utf16(text);
  if (!units) return {};
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* normalizer = unorm2_getNFKDInstance(&status);
  need(status, "NFKD");
  return to_utf8(normalized(normalizer, *units));
}

std::string fold(std::string_view text) {
  const auto units = to_utf16(text);
  if (!units) return {};
  const std::u16string composed = normalized(nfc(), *units);
  const std::u16string folded = filled("case folding", [&](char16_t* out, std::int32_t room, UErrorCode* status) {
    return u_strFoldCase(out, room, composed.data(), size_of(composed), U_FOLD_CASE_DEFAULT, status);
  });
  return to_utf8(normalized(nfc(), folded));
}

char ascii_lookalike(char32_t c) {
  if (c < 0x80) return static_cast<char>(c);
  if (!is_letter(c)) return 0;
  char16_t unit[2];
  std::int32_t length = 0;
  U16_APPEND_UNSAFE(unit, length, static_cast<UChar32>(c));
  char16_t skeleton[32];
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t size = uspoof_getSkeleton(spoof_checker(), 0, unit, length, skeleton, 32, &status);
  if (U_FAILURE(status) || size != 1 || !is_ascii_word(skeleton[0])) return 0;
  // Skeletons call every tall stroke an l; a capital is meant as an I.
  if (skeleton[0] == u'l' && u_isupper(static_cast<UChar32>(c))) return 'I';
  return static_cast<char>(skeleton[0]);
}

}  // namespace base
