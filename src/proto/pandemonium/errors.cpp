// The error table and the answers that do not come from a route. Pure functions.
#include "proto/pandemonium/errors.h"

#include "proto/pandemonium/codec.h"

namespace pandemonium {
namespace {

constexpr std::string_view kJson = "application/json";

void add_cors_headers(http::Response& response) {
  response.headers.set("Access-Control-Allow-Origin", "*");
  response.headers.set("Access-Control-Allow-Methods", "POST, GET, OPTIONS, PATCH, DELETE");
  response.headers.set("Access-Control-Allow-Headers", "Authorization, Content-Type");
  response.headers.set("Access-Control-Expose-Headers",
                       "X-Ratelimit-Last-Reset, X-Ratelimit-Max, X-Ratelimit-Request-Count, X-Ratelimit-Reset");
  response.headers.set("Access-Control-Allow-Credentials", "true");
}

std::string first_part(std::string_view path) { return std::string(path.substr(0, path.find_first_of(".["))); }

}  // namespace

ErrorObject conflict(std::string_view item) {
  ConflictError e;
  e.item = item;
  return e;
}

ErrorObject misdirected(std::string_view info) {
  MisdirectedError e;
  e.info = info;
  return e;
}

ErrorObject validation(std::string_view value_name, std::string_view info) {
  ValidationError e;
  e.value_name = value_name;
  e.info = info;
  return e;
}

ErrorObject rate_limited(std::int64_t retry_after_ms) {
  RateLimitedError e;
  e.retry_after = retry_after_ms;
  return e;
}

ErrorObject server_error(std::string_view info) {
  ServerError e;
  e.info = info;
  return e;
}

ErrorObject to_error_object(const base::Error& error, std::string_view value_name) {
  std::string_view subject = value_name.empty() ? std::string_view(error.subject) : value_name;
  switch (error.kind) {
    case base::ErrorKind::unauthenticated:
    case base::ErrorKind::not_member:
      return unauthorized();
    case base::ErrorKind::forbidden:
      return forbidden();
    case base::ErrorKind::not_found:
      return not_found();
    case base::ErrorKind::already_exists:
      return conflict(subject);
    case base::ErrorKind::invalid:
    case base::ErrorKind::too_large:
      return validation(subject.empty() ? "body" : subject, error.info);
    case base::ErrorKind::unsupported:
      return misdirected(error.info);
    case base::ErrorKind::unavailable:
      return server_error(error.info.empty() ? std::string_view("a part of this server cannot answer now") : error.info);
    case base::ErrorKind::internal:
      return server_error("internal error");  // what went wrong is for the log, not for strangers
  }
  return server_error("internal error");
}

ErrorObject to_error_object(const wire::DecodeError& error) {
  ValidationError e;
  const bool syntax = error.kind == wire::DecodeError::Kind::syntax;
  if (syntax) e.status = 400;
  const bool whole = syntax || error.fields.empty() || error.fields.front().path.empty();
  e.value_name = whole ? "body" : first_part(error.fields.front().path);
  e.info = error.text();
  return e;
}

int status_of(const ErrorObject& error) {
  return std::visit([](const auto& e) { return e.status; }, error);
}

http::Response json_response(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", std::string(kJson));
  response.body = std::move(body);
  return response;
}

http::Response empty_response(int status) { return json_response(status, {}); }

http::Response error_response(const ErrorObject& error) { return json_response(status_of(error), encode(error)); }

void add_rate_limit_headers(http::Response& response, const http::RateLimit& limit,
                            const http::RateLimiter::Verdict& verdict) {
  response.headers.set("X-RateLimit-Reset", std::to_string(std::uint64_t{limit.reset_after_s} * 1000));
  response.headers.set("X-RateLimit-Max", std::to_string(limit.limit));
  response.headers.set("X-RateLimit-Last-Reset", std::to_string(verdict.window_started_unix_ms));
  response.headers.set("X-RateLimit-Request-Count", std::to_string(verdict.count));
}

void add_byte_limit_headers(http::Response& response, const http::RateLimit& limit,
                            const http::RateLimiter::Verdict& verdict) {
  add_rate_limit_headers(response, limit, verdict);
  response.headers.set("X-RateLimit-Byte-Max", std::to_string(limit.bytes_max));
  response.headers.set("X-RateLimit-Sent-Bytes", std::to_string(verdict.bytes));
}

http::Mount::Fallbacks make_fallbacks() {
  http::Mount::Fallbacks f;
  f.not_found = [](const http::Request&) { return error_response(not_found()); };
  f.too_large = [](const http::Request&) {
    ValidationError e;
    e.status = 413;
    e.value_name = "body";
    e.info = "is too large";
    return error_response(ErrorObject(e));
  };
  f.internal = [](const http::Request&) { return error_response(server_error("internal error")); };
  f.options = [](const http::Request&) {
    http::Response response;
    response.status = 204;
    return response;
  };
  f.finish = [](const http::Request&, http::Response& response) { add_cors_headers(response); };
  return f;
}

}  // namespace pandemonium
