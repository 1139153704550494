// Paths and rules of form. Pure functions.
#include "proto/pandemonium/routes/input.h"

#include "base/utf8.h"
#include "proto/pandemonium/limits.h"
#include "service/accounts.h"
#include "service/communities.h"

#include <algorithm>
#include <charconv>

namespace pandemonium {
namespace {

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_character(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; }
bool is_atom_character(char c) {
  return is_letter(c) || is_digit(c) || std::string_view("!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
}

base::Result<void> check_name_characters(std::string_view value_name, std::string_view text) {
  if (std::ranges::all_of(text, is_name_character)) return {};
  return base::invalid(value_name, "may hold a-z, 0-9, '_' and '-' only");
}

/// Calls `good` with each part between dots; false as soon as one is not good.
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

/// C0, DEL and C1 (U+0080 to U+009F, in UTF-8 a C2 and a byte below A0).
bool has_control_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return true;
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
  }
  return false;
}

}  // namespace

std::optional<std::uint64_t> parse_id(std::string_view text) {
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return value;
}

base::Result<std::uint64_t> path_id(const http::Request& request, std::string_view name) {
  const auto id = parse_id(request.param(name));
  if (!id) return base::invalid(name, "must be an id");
  return *id;
}

SphereRef path_sphere(const http::Request& request) {
  SphereRef sphere;
  sphere.slug = request.param("sphere");
  if (const auto id = parse_id(sphere.slug)) sphere.id = core::CommunityId(*id);
  return sphere;
}

base::Result<core::CommunityId> resolve(store::Reader& reader, const SphereRef& sphere) {
  if (sphere.id) return *sphere.id;
  return service::find_community(reader, sphere.slug);
}

base::Result<UserRef> path_user(const http::Request& request, const std::optional<service::Actor>& caller) {
  UserRef user;
  user.username = request.param("user");
  if (user.username == "@me") {
    if (!caller) return base::fail(base::ErrorKind::unauthenticated);
    user.id = caller->user;
  } else if (user.username == "eludris") {
    user.id = core::kSystemUser;  // the core has another name for it
  } else if (const auto id = parse_id(user.username)) {
    user.id = core::UserId(*id);
  }
  return user;
}

base::Result<core::UserId> resolve(store::Reader& reader, const UserRef& user) {
  if (user.id) return *user.id;
  const auto found = service::find_user(reader, user.username);
  if (!found) return base::pass(found);
  return found->id;
}

base::Result<void> check_length(std::string_view value_name, std::string_view text, std::int64_t min, std::int64_t max) {
  const auto length = static_cast<std::int64_t>(base::code_points(text));
  if (length >= min && length <= max) return {};
  if (min == 0) return base::invalid(value_name, "must have at most " + std::to_string(max) + " characters");
  return base::invalid(value_name, "must have " + std::to_string(min) + " to " + std::to_string(max) + " characters");
}

base::Result<void> check_username(std::string_view username) {
  if (username == "deleted-user" || username == "system" || username == "eludris") {
    return base::invalid("username", "is reserved");
  }
  if (auto ok = check_name_characters("username", username); !ok) return ok;
  if (auto ok = check_length("username", username, limits::kUsernameMin, limits::kUsernameMax); !ok) return ok;
  if (!std::ranges::any_of(username, is_letter)) return base::invalid("username", "must hold a letter");
  return {};
}

base::Result<void> check_slug(std::string_view slug) {
  if (auto ok = check_name_characters("slug", slug); !ok) return ok;
  if (auto ok = check_length("slug", slug, limits::kSlugMin, limits::kSlugMax); !ok) return ok;
  if (!std::ranges::any_of(slug, is_letter)) return base::invalid("slug", "must hold a letter");
  return {};
}

base::Result<void> check_email(std::string_view email) {
  const std::size_t at = email.rfind('@');
  const bool looks_right = at != std::string_view::npos && all_parts(email.substr(0, at), is_atom) &&
                           all_parts(email.substr(at + 1), is_label) && email.find('.', at) != std::string_view::npos;
  if (!looks_right) return base::invalid("email", "must be an e-mail address in lower case");
  return check_length("email", email, 1, limits::kEmailMax);
}

base::Result<void> check_password(std::string_view password) {
  if (base::code_points(password) >= static_cast<std::size_t>(limits::kPasswordMin)) return {};
  return base::invalid("password", "must have at least " + std::to_string(limits::kPasswordMin) + " characters");
}

base::Result<void> check_unicode_emoji(std::string_view emoji) {
  if (auto ok = check_length("emoji", emoji, limits::kUnicodeEmojiMin, limits::kUnicodeEmojiMax); !ok) return ok;
  if (has_control_character(emoji)) return base::invalid("emoji", "must not hold control characters");
  return {};
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

base::Error as_invalid(const base::Error& error, std::string_view value_name) {
  return {base::ErrorKind::invalid, std::string(value_name), error.info.empty() ? "no such thing" : error.info};
}

}  // namespace pandemonium
