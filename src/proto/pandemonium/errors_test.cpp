// The error table and what every answer carries (pandemonium 5.1, 6).
#include "proto/pandemonium/errors.h"

#include <doctest/doctest.h>

#include "proto/pandemonium/codec.h"

namespace {

using namespace pandemonium;
using base::ErrorKind;

TEST_CASE("6.1 every kind of error has an object and a status") {
  const base::Error plain[] = {{ErrorKind::unauthenticated, "", ""}, {ErrorKind::forbidden, "", ""}};
  CHECK(encode(to_error_object(plain[0])) ==
        R"({"type":"UNAUTHORIZED","status":401,"message":"Missing or invalid credentials"})");
  CHECK(encode(to_error_object(plain[1])) == R"({"type":"FORBIDDEN","status":403,"message":"Not allowed to do this"})");
  CHECK(encode(to_error_object(base::Error{ErrorKind::not_found, "channel", ""})) ==
        R"({"type":"NOT_FOUND","status":404,"message":"No such resource"})");
  CHECK(encode(to_error_object(base::Error{ErrorKind::already_exists, "username", ""})) ==
        R"({"type":"CONFLICT","status":409,"message":"Clashes with existing data","item":"username"})");
  CHECK(encode(to_error_object(base::Error{ErrorKind::unsupported, "", "no mailer is configured"})) ==
        R"({"type":"MISDIRECTED","status":421,"message":"Not provided by this instance","info":"no mailer is configured"})");
  CHECK(encode(to_error_object(base::Error{ErrorKind::invalid, "name", "must have 1 to 32 characters"})) ==
        R"({"type":"VALIDATION","status":422,"message":"Invalid value","value_name":"name",)"
        R"("info":"must have 1 to 32 characters"})");
  CHECK(encode(rate_limited(2750)) ==
        R"({"type":"RATE_LIMITED","status":429,"message":"Too many requests","retry_after":2750})");
  CHECK(encode(server_error("storage is unavailable")) ==
        R"({"type":"SERVER","status":500,"message":"Internal error","info":"storage is unavailable"})");
  const int statuses[] = {401, 403, 404, 401, 409, 422, 422, 421, 500, 500};
  std::size_t i = 0;
  for (ErrorKind kind : base::kErrorKinds) {
    CAPTURE(i);
    const http::Response response = error_response(base::Error{kind, "subject", "info"});
    CHECK(response.status == statuses[i++]);
    CHECK(response.headers.get("content-type") == "application/json");
    CHECK(response.body.find("\"status\":" + std::to_string(response.status)) != std::string::npos);
  }
  CHECK(i == std::size(statuses));
}

TEST_CASE("a route may call the value by another name, and a defect tells nothing of itself") {
  const base::Error error{ErrorKind::invalid, "avatar", "no such file"};
  CHECK(std::get<ValidationError>(to_error_object(error, "server_avatar")).value_name == "server_avatar");
  CHECK(std::get<ValidationError>(to_error_object(base::Error{ErrorKind::invalid, "", ""})).value_name == "body");
  CHECK(encode(to_error_object(base::Error{ErrorKind::internal, "x", "secret detail"})).find("secret") == std::string::npos);
}

TEST_CASE("6.2 answers that come from no route") {
  auto fallbacks = make_fallbacks();
  const http::Request request;
  CHECK(fallbacks.not_found(request).status == 404);
  CHECK(fallbacks.not_found(request).body.find("NOT_FOUND") != std::string::npos);
  CHECK(fallbacks.too_large(request).status == 413);
  CHECK(fallbacks.too_large(request).body ==
        R"({"type":"VALIDATION","status":413,"message":"Invalid value","value_name":"body","info":"is too large"})");
  CHECK(fallbacks.internal(request).status == 500);
  CHECK(fallbacks.options(request).status == 204);
  CHECK(fallbacks.options(request).body.empty());
}

TEST_CASE("5.1 CORS on every answer") {
  auto fallbacks = make_fallbacks();
  const http::Request request;
  http::Response response = json_response(200, "{}");
  fallbacks.finish(request, response);
  CHECK(response.headers.get("Access-Control-Allow-Origin") == "*");
  CHECK(response.headers.get("Access-Control-Allow-Methods") == "POST, GET, OPTIONS, PATCH, DELETE");
  CHECK(response.headers.get("Access-Control-Allow-Headers") == "Authorization, Content-Type");
  CHECK(response.headers.get("Access-Control-Expose-Headers") ==
        "X-Ratelimit-Last-Reset, X-Ratelimit-Max, X-Ratelimit-Request-Count, X-Ratelimit-Reset");
  CHECK(response.headers.get("Access-Control-Allow-Credentials") == "true");
  CHECK(empty_response().headers.get("Content-Type") == "application/json");
}

TEST_CASE("6.3 rate limit headers") {
  http::Response response = empty_response();
  http::RateLimiter::Verdict verdict;
  verdict.count = 3;
  verdict.bytes = 1000;
  verdict.window_started_unix_ms = 1'750'201'990'118;
  add_byte_limit_headers(response, {10, 5, 5000}, verdict);
  CHECK(response.headers.get("X-RateLimit-Reset") == "5000");
  CHECK(response.headers.get("X-RateLimit-Max") == "10");
  CHECK(response.headers.get("X-RateLimit-Last-Reset") == "1750201990118");
  CHECK(response.headers.get("X-RateLimit-Request-Count") == "3");
  CHECK(response.headers.get("X-RateLimit-Byte-Max") == "5000");
  CHECK(response.headers.get("X-RateLimit-Sent-Bytes") == "1000");
}

}  // namespace
