// Errors and headers of the HTTP side (bonfire-rest 1.6 to 1.8): one table from base::Error to error objects, the plain
// answers, CORS. Pure functions, any thread.
#pragma once

#include "base/result.h"
#include "http/message.h"
#include "proto/bonfire/wire_error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace bonfire {

// --- error objects --------------------------------------------------------------------------------------------------------
/// `place` becomes `location`: a short word for what the error is about.
ErrorObject make_error(int status, std::string_view type, std::string_view place = "request");
inline ErrorObject not_found(std::string_view place = "request") { return make_error(404, "NotFound", place); }
inline ErrorObject invalid_session() { return make_error(401, "InvalidSession", "session"); }
ErrorObject failed_validation(std::string_view place, std::string_view text, int status = 400);

/// The table. Kind and subject decide; permissions of core become the names of bonfire-rest 1.11. What has no row:
///   unauthenticated -> 401 InvalidSession   forbidden -> 403 NotPrivileged, a permission's name -> MissingPermission
///   not_found -> 404 NotFound   not_member -> 404 NotFound, channel -> 403 MissingPermission
///   already_exists -> 400 InvalidOperation   invalid -> 400 FailedValidation   too_large -> 422 PayloadTooLarge
///   unsupported -> 400 FeatureDisabled   unavailable -> 500 DatabaseError   internal -> 500 InternalError
ErrorObject to_error_object(const base::Error& error);
/// What a permission of core is called here; nothing when it is none.
std::string permission_word(std::string_view core_name);

// --- responses ------------------------------------------------------------------------------------------------------------
/// 200 with JSON, see codec.h.
http::Response json_response(std::string body, int status = 200);
/// 204 without a body.
http::Response empty_response();
http::Response error_response(const ErrorObject& error);
inline http::Response error_response(const base::Error& error) { return error_response(to_error_object(error)); }

// --- CORS (1.8) -----------------------------------------------------------------------------------------------------------
/// The answer to a preflight, without what every answer carries.
http::Response preflight_response(const http::Request& request);
/// What every answer carries. Any origin: the answer names it.
void add_cors_headers(const http::Request& request, http::Response& response);

}  // namespace bonfire
