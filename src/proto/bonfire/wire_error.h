// The error object (bonfire-rest 1.6) and the refusal of the rate limiter, which has a form of its own (1.7). Plain values,
// any thread.
#pragma once

#include "wire/describe.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bonfire {

/// `type`, and the members that belong to it. `status` is the response's and not part of the object.
struct ErrorObject {
  int status = 500;
  std::string type = "InternalError";
  std::optional<std::uint64_t> max;          // TooMany..., GroupTooLarge, FileTooLarge
  std::optional<std::string> permission;     // MissingPermission, MissingUserPermission
  std::optional<std::string> error;          // FailedValidation
  std::optional<std::string> with;           // IncorrectData
  std::optional<std::string> feature;        // FeatureDisabled
  std::optional<std::uint64_t> retry_after;  // InSlowmode, seconds
  std::optional<std::string> note;           // DisallowedContactSupport
  std::optional<std::string> operation;      // DatabaseError
  std::optional<std::string> collection;     // DatabaseError
  std::optional<std::string> location = "";  // free text; clients print it

  static constexpr std::string_view wire_name = "Error";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"type">(&ErrorObject::type), wire::field<"max">(&ErrorObject::max),
        wire::field<"permission">(&ErrorObject::permission), wire::field<"error">(&ErrorObject::error),
        wire::field<"with">(&ErrorObject::with), wire::field<"feature">(&ErrorObject::feature),
        wire::field<"retry_after">(&ErrorObject::retry_after, {.doc = "Seconds."}), wire::field<"note">(&ErrorObject::note),
        wire::field<"operation">(&ErrorObject::operation), wire::field<"collection">(&ErrorObject::collection),
        wire::field<"location">(&ErrorObject::location, {.doc = "Missing with DisallowedContactSupport only."}));
  }
};

struct RateLimited {
  std::int64_t retry_after = 0;

  static constexpr std::string_view wire_name = "RateLimited";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"retry_after">(&RateLimited::retry_after, {.doc = "Milliseconds."}));
  }
};
/// GET /ratelimit.
struct RateLimitInfo {
  std::uint64_t key = 0;
  std::uint32_t limit = 0;
  std::uint32_t remaining = 0;
  std::int64_t reset = 0;

  static constexpr std::string_view wire_name = "RateLimitInfo";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"key">(&RateLimitInfo::key), wire::field<"limit">(&RateLimitInfo::limit),
                        wire::field<"remaining">(&RateLimitInfo::remaining),
                        wire::field<"reset">(&RateLimitInfo::reset, {.doc = "Milliseconds."}));
  }
};

}  // namespace bonfire
