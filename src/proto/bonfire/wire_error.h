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
  template <typename Self = ErrorObject>
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"type">(&Self::type), wire::field<"max">(&Self::max), wire::field<"permission">(&Self::permission),
        wire::field<"error">(&Self::error), wire::field<"with">(&Self::with), wire::field<"feature">(&Self::feature),
        wire::field<"retry_after">(&Self::retry_after, {.doc = "Seconds."}), wire::field<"note">(&Self::note),
        wire::field<"operation">(&Self::operation), wire::field<"collection">(&Self::collection),
        wire::field<"location">(&Self::location, {.doc = "Missing with DisallowedContactSupport only."}));
  }
};

struct RateLimited {
  std::int64_t retry_after = 0;

  static constexpr std::string_view wire_name = "RateLimited";
  template <typename Self = RateLimited>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"retry_after">(&Self::retry_after, {.doc = "Milliseconds."}));
  }
};
/// GET /ratelimit.
struct RateLimitInfo {
  std::uint64_t key = 0;
  std::uint32_t limit = 0;
  std::uint32_t remaining = 0;
  std::int64_t reset = 0;

  static constexpr std::string_view wire_name = "RateLimitInfo";
  template <typename Self = RateLimitInfo>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"key">(&Self::key), wire::field<"limit">(&Self::limit),
                        wire::field<"remaining">(&Self::remaining),
                        wire::field<"reset">(&Self::reset, {.doc = "Milliseconds."}));
  }
};

}  // namespace bonfire
