// Reading what routes are given: ids and names in paths, and the rules of form that values must keep (pandemonium 3 and 5).
// Pure functions, any thread. Errors are base::ErrorKind::invalid with the value's name as section 5 has it.
#pragma once

#include "base/result.h"
#include "http/message.h"
#include "service/actor.h"
#include "store/store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pandemonium {

// --- paths and queries
// -----------------------------------------------------------------------------------------------------
/// Plain decimal that fits into 64 bits.
std::optional<std::uint64_t> parse_id(std::string_view text);
/// An {id} of the path; invalid with the parameter's name when it is none (5.1).
base::Result<std::uint64_t> path_id(const http::Request& request, std::string_view name);

template <typename Id>
base::Result<Id> path_id_as(const http::Request& request, std::string_view name) {
  const auto id = path_id(request, name);
  if (!id) return base::pass(id);
  return Id(*id);
}

/// A {sphere} of the path: an id if it parses as one, otherwise a slug (5.1).
struct SphereRef {
  std::optional<core::CommunityId> id;
  std::string slug;
};
SphereRef path_sphere(const http::Request& request);
/// not_found "community" for an unknown slug; an id is taken at its word.
base::Result<core::CommunityId> resolve(store::Reader& reader, const SphereRef& sphere);

/// A {user} of the path: "@me", an id if it parses as one, otherwise a username (5.1).
struct UserRef {
  std::optional<core::UserId> id;
  std::string username;
};
/// unauthenticated for "@me" without a caller.
base::Result<UserRef> path_user(const http::Request& request, const std::optional<service::Actor>& caller);
/// not_found "user" for an unknown username; an id is taken at its word.
base::Result<core::UserId> resolve(store::Reader& reader, const UserRef& user);

// --- rules of form
// ---------------------------------------------------------------------------------------------------------
/// Length in code points.
base::Result<void> check_length(std::string_view value_name, std::string_view text, std::int64_t min, std::int64_t max);
/// Reserved names, characters, length, a letter, in that order: "username" (5.4).
base::Result<void> check_username(std::string_view username);
/// Characters, length, a letter: "slug" (5.6).
base::Result<void> check_slug(std::string_view slug);
/// An address as RFC 5322 has it without quoting and comments, in lower case, of a domain with a dot: "email" (5.2).
base::Result<void> check_email(std::string_view email);
/// "password", or what the field is called.
base::Result<void> check_password(std::string_view password);
/// A Unicode reaction: neither empty nor long nor with control characters: "emoji" (3.13).
base::Result<void> check_unicode_emoji(std::string_view emoji);
/// ASCII letters only; others have no business in a platform's name.
std::string lower_case(std::string_view text);

// --- errors
// ----------------------------------------------------------------------------------------------------------------
/// The same error as an invalid value of that name: some routes answer so for what is missing or taken.
base::Error as_invalid(const base::Error& error, std::string_view value_name);

}  // namespace pandemonium
