// Errors and headers of the REST side (pandemonium 5.1, 6): one table from base::ErrorKind to error objects, the answers
// that do not come from a route, and the headers that every answer carries. Pure functions, any thread.
#pragma once

#include "base/result.h"
#include "http/message.h"
#include "http/rate_limiter.h"
#include "http/router.h"
#include "proto/pandemonium/wire_error.h"
#include "proto/pandemonium/wire_instance.h"
#include "wire/decode_error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace pandemonium {

// --- error objects
// -----------------------------------------------------------------------------------------------------------
inline ErrorObject unauthorized() { return UnauthorizedError{}; }
inline ErrorObject forbidden() { return ForbiddenError{}; }
inline ErrorObject not_found() { return NotFoundError{}; }
ErrorObject conflict(std::string_view item);
ErrorObject misdirected(std::string_view info);
/// `value_name` as section 5 has it.
ErrorObject validation(std::string_view value_name, std::string_view info);
ErrorObject rate_limited(std::int64_t retry_after_ms);
ErrorObject server_error(std::string_view info);

/// The table. `value_name` replaces the error's own subject where the reference calls the value otherwise.
///   unauthenticated, not_member -> 401 (5.9)   forbidden -> 403   not_found -> 404   already_exists -> 409   unsupported ->
///   421 invalid, too_large -> 422 with the subject (without one: "body")   unavailable, internal -> 500
ErrorObject to_error_object(const base::Error& error, std::string_view value_name = {});
/// A body that could not be decoded (6.2): not JSON 400, wrong shape 422 with the outermost field's name.
ErrorObject to_error_object(const wire::DecodeError& error);

int status_of(const ErrorObject& error);

// --- responses
// ---------------------------------------------------------------------------------------------------------------
/// `body` is JSON already, see codec.h.
http::Response json_response(int status, std::string body);
/// No body, but typed (5.1); 204 unless stated otherwise.
http::Response empty_response(int status = 204);
http::Response error_response(const ErrorObject& error);
inline http::Response error_response(const base::Error& error, std::string_view value_name = {}) {
  return error_response(to_error_object(error, value_name));
}
inline http::Response validation_response(std::string_view value_name, std::string_view info) {
  return error_response(validation(value_name, info));
}

/// The four headers of 6.3; for every response of a rate-limited route.
void add_rate_limit_headers(http::Response& response, const http::RateLimit& limit,
                            const http::RateLimiter::Verdict& verdict);
/// The same with the two for bytes (Effis uploads).
void add_byte_limit_headers(http::Response& response, const http::RateLimit& limit,
                            const http::RateLimiter::Verdict& verdict);

/// CORS on every response (5.1), JSON for 404, 413 and 500, 204 for OPTIONS. Give to http::Mount, with
/// ignore_empty_segments.
http::Mount::Fallbacks make_fallbacks();

}  // namespace pandemonium
