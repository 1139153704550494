// Rules about names and addresses. See names.h.
#include "core/names.h"

#include <algorithm>
#include <iterator>

#include "base/unicode.h"
#include "base/utf8.h"

namespace core {
namespace {

bool is_name_character(char32_t c) {
  return c == U'_' || c == U'.' || c == U'-' || base::is_letter(c) || base::is_decimal_digit(c);
}

bool all_name_characters(std::string_view text) {
  const auto points = base::to_code_points(text);
  return points && std::all_of(points->begin(), points->end(), is_name_character);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The name in ASCII if every character looks like one; otherwise as it is.
std::string without_disguise(const std::string& name) {
  std::string plain;
  for (char32_t c : base::to_code_points(name).value_or(U"")) {
    const char looks = base::ascii_lookalike(c);
    if (looks == 0) return name;
    plain += looks;
  }
  return plain;
}

}  // namespace

std::string fold_name(std::string_view tag_name) { return base::fold(tag_name); }

bool is_tag_name(std::string_view text) {
  const std::size_t length = base::code_points(text);
  return length >= kTagNameMin && length <= kTagNameMax && all_name_characters(text);
}

std::optional<std::string> clean_tag_name(std::string_view wish) {
  if (wish.empty() || base::code_points(wish) > kTagNameMax || !all_name_characters(wish)) return std::nullopt;
  std::string name = without_disguise(base::to_nfc(base::to_nfkd(wish)));
  while (base::code_points(name) < kTagNameMin) name += '_';
  // A single character can stand for a phrase, with spaces and all.
  if (!is_tag_name(name)) return std::nullopt;
  return name;
}

bool is_assignable_discriminator(std::uint16_t discriminator) {
  static constexpr std::uint16_t kReserved[] = {123, 1111, 1234, 1488, 2222, 3333, 4444, 5555, 6666, 7777, 8888};
  return discriminator >= kDiscriminatorMin && discriminator <= kDiscriminatorMax &&
         std::find(std::begin(kReserved), std::end(kReserved), discriminator) == std::end(kReserved);
}

std::string handle_of(std::string_view tag_name) {
  std::string handle;
  bool has_letter = false;
  for (char c : base::to_nfkd(tag_name)) {
    c = c == '.' ? '-' : lower(c);
    const bool letter = c >= 'a' && c <= 'z';
    if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') continue;
    has_letter = has_letter || letter;
    handle += c;
  }
  if (!has_letter) return {};
  if (handle.size() < 2) handle += '_';
  handle.resize(std::min(handle.size(), kHandleMax));
  return handle;
}

std::string email_key(std::string_view email) {
  const std::size_t at = email.rfind('@');
  if (at == std::string_view::npos) return base::fold(email);
  const std::string_view local = email.substr(0, at);
  std::string key;
  for (char c : local.substr(0, local.find('+'))) {
    if (c != '.') key += c;
  }
  return base::fold(key + std::string(email.substr(at)));
}

}  // namespace core
