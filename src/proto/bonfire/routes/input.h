// Reading what routes are given: ids in paths, queries, and the rules of form that values must keep (bonfire-rest 1.5, 3.2,
// 10). Pure functions, any thread. Errors as errors.h turns them into answers.
#pragma once

#include "base/result.h"
#include "http/message.h"
#include "proto/bonfire/config.h"
#include "proto/bonfire/wire_ids.h"
#include "service/actor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bonfire {

// --- paths and queries ----------------------------------------------------------------------------------------------------
/// An id of the path; not_found `place` when it is none.
template <typename Id>
base::Result<Id> path_id(const http::Request& request, std::string_view name, std::string_view place) {
  const auto id = parse_id<Id>(request.param(name));
  if (!id) return base::not_found(place);
  return *id;
}
/// {user} of the path: an id, or "@me" for the caller.
base::Result<core::UserId> path_user(const http::Request& request, const service::Actor& actor);

/// Nothing when it is not there or none of true, false, yes, no, on, off.
std::optional<bool> query_flag(const http::Request& request, std::string_view name);
/// Nothing when it is not there or no number.
std::optional<std::int64_t> query_number(const http::Request& request, std::string_view name);

// --- rules of form --------------------------------------------------------------------------------------------------------
/// Length in code points: invalid `place`.
base::Result<void> check_length(std::string_view place, std::string_view text, std::int64_t min, std::int64_t max);
/// What a wish for a username becomes (3.2): cleaned of look-alikes. invalid "username" for other characters than the
/// pattern's, invalid "tag_name" (InvalidUsername) for those that nobody may have.
base::Result<std::string> read_username(std::string_view wish);
/// 2 to 32 code points without line breaks and U+200B: invalid "display_name".
base::Result<void> check_display_name(std::string_view name);
/// An address without quoting and comments, of a domain with a dot: invalid "email".
base::Result<void> check_email(std::string_view email);
/// Whether nobody makes an account with an address of this domain.
bool is_blocked(const Config& config, std::string_view email);
/// invalid "short_password", "compromised_password" or "password".
base::Result<void> check_password(std::string_view password);
/// ASCII letters only.
std::string lower_case(std::string_view text);

/// "name#0042".
struct TagName {
  std::string name;
  std::uint16_t discriminator = 0;
};
/// invalid "property" without a '#'; a number that nobody can have becomes 0.
base::Result<TagName> read_tag_name(std::string_view text);

}  // namespace bonfire
