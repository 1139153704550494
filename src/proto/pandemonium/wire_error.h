// The error objects of pandemonium 6.1, flat and tagged by `type`. Plain values, any thread.
#pragma once

#include "wire/describe.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace pandemonium {

struct UnauthorizedError {
  int status = 401;
  std::string message = "Missing or invalid credentials";
  static constexpr std::string_view wire_name = "UnauthorizedError";
  static constexpr std::string_view wire_tag = "UNAUTHORIZED";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"status">(&UnauthorizedError::status),
                        wire::field<"message">(&UnauthorizedError::message));
  }
};
struct ForbiddenError {
  int status = 403;
  std::string message = "Not allowed to do this";
  static constexpr std::string_view wire_name = "ForbiddenError";
  static constexpr std::string_view wire_tag = "FORBIDDEN";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"status">(&ForbiddenError::status), wire::field<"message">(&ForbiddenError::message));
  }
};
struct NotFoundError {
  int status = 404;
  std::string message = "No such resource";
  static constexpr std::string_view wire_name = "NotFoundError";
  static constexpr std::string_view wire_tag = "NOT_FOUND";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"status">(&NotFoundError::status), wire::field<"message">(&NotFoundError::message));
  }
};
struct ConflictError {
  int status = 409;
  std::string message = "Clashes with existing data";
  std::string item;  // the clashing field
  static constexpr std::string_view wire_name = "ConflictError";
  static constexpr std::string_view wire_tag = "CONFLICT";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"status">(&ConflictError::status), wire::field<"message">(&ConflictError::message),
                        wire::field<"item">(&ConflictError::item, {.doc = "The name of the clashing field."}));
  }
};
struct MisdirectedError {
  int status = 421;
  std::string message = "Not provided by this instance";
  std::string info;
  static constexpr std::string_view wire_name = "MisdirectedError";
  static constexpr std::string_view wire_tag = "MISDIRECTED";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"status">(&MisdirectedError::status), wire::field<"message">(&MisdirectedError::message),
                        wire::field<"info">(&MisdirectedError::info));
  }
};
/// Also with status 400 (no JSON at all) and 413 (too large), see 6.2.
struct ValidationError {
  int status = 422;
  std::string message = "Invalid value";
  std::string value_name;
  std::string info;
  static constexpr std::string_view wire_name = "ValidationError";
  static constexpr std::string_view wire_tag = "VALIDATION";
  static constexpr auto wire_fields() {
    return wire::fields(
        wire::field<"status">(&ValidationError::status, {.doc = "400 when the body is no JSON, 413 when it is too large."}),
        wire::field<"message">(&ValidationError::message), wire::field<"value_name">(&ValidationError::value_name),
        wire::field<"info">(&ValidationError::info));
  }
};
struct RateLimitedError {
  int status = 429;
  std::string message = "Too many requests";
  std::int64_t retry_after = 0;  // milliseconds
  static constexpr std::string_view wire_name = "RateLimitedError";
  static constexpr std::string_view wire_tag = "RATE_LIMITED";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"status">(&RateLimitedError::status), wire::field<"message">(&RateLimitedError::message),
                        wire::field<"retry_after">(&RateLimitedError::retry_after, {.doc = "Milliseconds."}));
  }
};
struct ServerError {
  int status = 500;
  std::string message = "Internal error";
  std::string info;
  static constexpr std::string_view wire_name = "ServerError";
  static constexpr std::string_view wire_tag = "SERVER";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"status">(&ServerError::status), wire::field<"message">(&ServerError::message),
                        wire::field<"info">(&ServerError::info));
  }
};

using ErrorObject = std::variant<UnauthorizedError, ForbiddenError, NotFoundError, ConflictError, MisdirectedError,
                                 ValidationError, RateLimitedError, ServerError>;

}  // namespace pandemonium

template <>
struct wire::Describe<pandemonium::ErrorObject> {
  static constexpr std::string_view name = "Error";
};
