// The grammar of colours. Pure functions.
#include "proto/bonfire/routes/colour.h"

#include "proto/bonfire/routes/input.h"

#include <algorithm>
#include <string>
#include <vector>

namespace bonfire {
namespace {

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }
bool is_word(char c) { return is_letter(c) || c == ' '; }
bool is_name(char c) { return is_letter(c) || is_digit(c) || c == '-'; }
bool is_number_list(char c) { return is_digit(c) || c == ',' || c == ' '; }

template <typename Good>
bool all(std::string_view text, Good good) {
  return !text.empty() && std::ranges::all_of(text, good);
}

/// Takes the opening and the ")" off; false when the text does not have them.
bool unwrap(std::string_view& text, std::string_view opening) {
  if (!text.starts_with(opening) || !text.ends_with(')')) return false;
  text.remove_prefix(opening.size());
  text.remove_suffix(1);
  return true;
}

bool is_wrapped(std::string_view text, std::string_view opening, bool (*good)(char)) {
  return unwrap(text, opening) && all(text, good);
}

bool is_value(std::string_view text) {
  if (text.starts_with('#')) return all(text.substr(1), is_hex);
  return all(text, is_word) || is_wrapped(text, "var(--", is_name) || is_wrapped(text, "rgb(", is_number_list) ||
         is_wrapped(text, "rgba(", is_number_list);
}

bool is_angle(std::string_view text) { return text.ends_with("deg") && all(text.substr(0, text.size() - 3), is_digit); }

bool is_stop(std::string_view text) {
  if (text == "0") return true;
  return text.ends_with('%') && text.size() <= 4 && all(text.substr(0, text.size() - 1), is_digit);
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// The text before its last word, when that word says where the colour stands.
std::string_view without_stop(std::string_view text) {
  const std::size_t space = text.rfind(' ');
  if (space == std::string_view::npos || !is_stop(text.substr(space + 1))) return text;
  return trimmed(text.substr(0, space));
}

/// "oklch", "hsl longer hue".
bool is_interpolation(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (!all(text.substr(0, space), is_name)) return false;
  if (space == std::string_view::npos) return true;
  const std::string_view hue = trimmed(text.substr(space + 1));
  return hue == "shorter hue" || hue == "longer hue" || hue == "increasing hue" || hue == "decreasing hue";
}

bool is_beginning(std::string_view text) {
  if (const std::size_t in = text.find(" in "); in != std::string_view::npos) {
    if (!is_interpolation(trimmed(text.substr(in + 4)))) return false;
    text = trimmed(text.substr(0, in));
  }
  text = without_stop(text);
  return is_value(text) || is_angle(text);
}

/// At commas that do not stand in parentheses.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')') --depth;
    if (text[at] != ',' || depth != 0) continue;
    parts.push_back(trimmed(text.substr(begin, at - begin)));
    begin = at + 1;
  }
  parts.push_back(trimmed(text.substr(begin)));
  return parts;
}

bool is_gradient(std::string_view text) {
  constexpr std::string_view kRepeating = "repeating-";
  if (text.starts_with(kRepeating)) text.remove_prefix(kRepeating.size());
  if (!unwrap(text, "linear-gradient(") && !unwrap(text, "conic-gradient(") && !unwrap(text, "radial-gradient("))
    return false;
  const std::vector<std::string_view> parts = parts_of(text);
  const auto is_part = [](std::string_view part) { return is_value(without_stop(part)); };
  return parts.size() >= 2 && is_beginning(parts.front()) && std::all_of(parts.begin() + 1, parts.end(), is_part);
}

}  // namespace

base::Result<void> check_colour(std::string_view place, std::string_view colour) {
  const std::string text = lower_case(colour);
  if (is_value(text) || is_gradient(text)) return {};
  return base::invalid(place, "must be a colour");
}

}  // namespace bonfire
