// Paths, queries and rules of form. Pure functions.
#include "proto/bonfire/routes/input.h"

#include "base/utf8.h"
#include "core/names.h"
#include "proto/bonfire/limits.h"
#include "service/common_passwords.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace bonfire {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_atom_character(char c) {
  return is_letter(c) || is_digit(c) || std::string_view("!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
}

/// False as soon as a part between dots is not good.
template <typename Good>
bool all_parts(std::string_view text, Good good) {
  while (true) {
    const std::size_t dot = text.find('.');
    if (!good(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_atom(std::string_view part) { return !part.empty() && std::ranges::all_of(part, is_atom_character); }
bool is_label(std::string_view part) {
  const auto inside = [](char c) { return is_letter(c) || is_digit(c) || c == '-'; };
  return !part.empty() && std::ranges::all_of(part, inside) && part.front() != '-' && part.back() != '-';
}

/// Those that speak for the service, and those that would be links.
bool is_unwanted(const std::string& name) {
  constexpr std::string_view kNames[] = {"admin", "revolt", "stoat"};
  constexpr std::string_view kParts[] = {"```",         "discord.gg", "rvlt.gg", "guilded.gg", "stt.gg",
                                         "revolt.chat", "stoat.chat", "http://", "https://"};
  const std::string folded = lower_case(name);
  const auto is_in = [&](std::string_view part) { return folded.find(part) != std::string::npos; };
  return std::ranges::find(kNames, folded) != std::end(kNames) || std::ranges::any_of(kParts, is_in);
}

}  // namespace

base::Result<core::UserId> path_user(const http::Request& request, const service::Actor& actor) {
  if (request.param("user") == "@me") return actor.user;
  return path_id<core::UserId>(request, "user", "user");
}

std::optional<bool> query_flag(const http::Request& request, std::string_view name) {
  const auto given = request.query_value(name);
  if (!given) return std::nullopt;
  const std::string value = lower_case(*given);
  if (value == "true" || value == "yes" || value == "on") return true;
  if (value == "false" || value == "no" || value == "off") return false;
  return std::nullopt;
}

std::optional<std::int64_t> query_number(const http::Request& request, std::string_view name) {
  const auto value = request.query_value(name);
  if (!value) return std::nullopt;
  std::int64_t number = 0;
  const char* end = value->data() + value->size();
  const auto [stopped, error] = std::from_chars(value->data(), end, number);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return number;
}

base::Result<void> check_length(std::string_view place, std::string_view text, std::int64_t min, std::int64_t max) {
  const auto length = static_cast<std::int64_t>(base::code_points(text));
  if (length >= min && length <= max) return {};
  return base::invalid(place, "must have " + std::to_string(min) + " to " + std::to_string(max) + " characters");
}

base::Result<std::string> read_username(std::string_view wish) {
  if (!core::is_tag_name(wish)) return base::invalid("username", "2 to 32 letters, digits, '_', '.' or '-'");
  auto name = core::clean_tag_name(wish);
  if (!name || is_unwanted(*name)) return base::invalid("tag_name", "not this one");
  return *std::move(name);
}

base::Result<void> check_display_name(std::string_view name) {
  constexpr std::string_view kZeroWidthSpace = "\xE2\x80\x8B";
  if (name.find_first_of("\r\n") != std::string_view::npos || name.find(kZeroWidthSpace) != std::string_view::npos) {
    return base::invalid("display_name", "must not hold line breaks nor invisible spaces");
  }
  return check_length("display_name", name, limits::kDisplayNameMin, limits::kDisplayNameMax);
}

base::Result<void> check_email(std::string_view email) {
  constexpr std::size_t kEmailBytesMax = 254;
  const std::size_t at = email.rfind('@');
  const bool good = at != std::string_view::npos && email.size() <= kEmailBytesMax &&
                    all_parts(email.substr(0, at), is_atom) && all_parts(email.substr(at + 1), is_label) &&
                    email.find('.', at) != std::string_view::npos;
  if (!good) return base::invalid("email", "must be an address");
  return {};
}

bool is_blocked(const Config& config, std::string_view email) {
  const std::string domain = lower_case(email.substr(email.rfind('@') + 1));
  return std::ranges::find(config.blocked_email_domains, domain) != config.blocked_email_domains.end();
}

base::Result<void> check_password(std::string_view password) {
  if (password.size() < static_cast<std::size_t>(limits::kPasswordMin)) return base::invalid("short_password", "too short");
  if (password.size() > static_cast<std::size_t>(limits::kPasswordMax)) {
    return base::invalid("password", "must have at most " + std::to_string(limits::kPasswordMax) + " bytes");
  }
  if (service::is_common_password(password)) return base::invalid("compromised_password", "everybody knows it");
  return {};
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

base::Result<TagName> read_tag_name(std::string_view text) {
  const std::size_t hash = text.rfind('#');
  if (hash == std::string_view::npos) return base::invalid("property", "must be name#0042");
  TagName tag;
  tag.name = text.substr(0, hash);
  const std::string_view digits = text.substr(hash + 1);
  const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), tag.discriminator);
  if (error != std::errc() || stopped != digits.data() + digits.size() || digits.size() != 4) tag.discriminator = 0;
  return tag;
}

}  // namespace bonfire
