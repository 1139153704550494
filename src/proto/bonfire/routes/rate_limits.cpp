// Buckets: how a path gives one, and what is said of it.
#include "proto/bonfire/routes/rate_limits.h"

#include "proto/bonfire/codec.h"
#include "proto/bonfire/errors.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace bonfire {
namespace {

constexpr std::string_view kVersionPrefix = "/0.8";
/// Longer parts of a path are no ids; all of them are one resource, so that they cannot fill the limiter's memory.
constexpr std::size_t kResourceMax = 64;

std::string_view next_part(std::string_view& path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  const std::string_view part = path.substr(0, path.find('/'));
  path.remove_prefix(part.size());
  return part;
}

std::string resource(std::string_view part) {
  return std::string(part.size() > kResourceMax ? std::string_view("?") : part);
}

}  // namespace

std::string_view without_version(std::string_view path) {
  if (!path.starts_with(kVersionPrefix)) return path;
  const std::string_view rest = path.substr(kVersionPrefix.size());
  return rest.empty() || rest.starts_with('/') ? rest : path;
}

Bucket bucket_of(http::Method method, std::string_view path) {
  using http::Method;
  const std::string_view first = next_part(path), second = next_part(path), third = next_part(path);
  if (first == "users") {
    if (method == Method::patch) return {"user_edit", &RateLimits::user_edit, resource(second)};
    if (method == Method::get && third == "default_avatar") return {"default_avatar", &RateLimits::default_avatar, {}};
    return {"users", &RateLimits::users, {}};
  }
  if (first == "bots") return {"bots", &RateLimits::bots, {}};
  if (first == "channels" && !second.empty()) {
    if (method == Method::post && third == "messages") return {"messaging", &RateLimits::messaging, resource(second)};
    return {"channels", &RateLimits::channels, resource(second)};
  }
  if (first == "servers" && !second.empty()) return {"servers", &RateLimits::servers, resource(second)};
  if (first == "auth") {
    if (method == Method::del) return {"auth_delete", &RateLimits::auth_delete, {}};
    return {"auth", &RateLimits::auth, {}};
  }
  if (first == "safety") {
    if (second == "report") return {"safety_report", &RateLimits::safety_report, {}};
    return {"safety", &RateLimits::safety, {}};
  }
  if (first == "swagger") return {"swagger", &RateLimits::swagger, {}};
  return {"any", &RateLimits::any, {}};
}

Turn take_turn(http::RateLimiter& limiter, const Config& config, const Bucket& bucket, std::string_view identity) {
  http::RateLimit limit;
  limit.limit = config.rate_limits.*bucket.limit;
  limit.reset_after_s = kRateLimitWindowSeconds;
  std::string key = "delta:";
  key.append(bucket.name).append(":").append(bucket.resource).append(":").append(identity);
  const http::RateLimiter::Verdict verdict = limiter.take(key, limit);
  Turn turn;
  turn.allowed = verdict.allowed || !config.rate_limits_enabled;
  turn.bucket = std::hash<std::string>()(key);
  turn.limit = limit.limit;
  turn.remaining = limit.limit - std::min(limit.limit, verdict.count);
  turn.reset_ms = verdict.wait_ms;
  return turn;
}

Turn unlimited_turn() {
  Turn turn;
  turn.limit = turn.remaining = std::numeric_limits<std::uint32_t>::max();
  return turn;
}

void add_rate_limit_headers(http::Response& response, const Turn& turn) {
  response.headers.set("X-RateLimit-Limit", std::to_string(turn.limit));
  response.headers.set("X-RateLimit-Bucket", std::to_string(turn.bucket));
  response.headers.set("X-RateLimit-Remaining", std::to_string(turn.remaining));
  response.headers.set("X-RateLimit-Reset-After", std::to_string(turn.reset_ms));
}

http::Response too_many_response(const Turn& turn) {
  RateLimited refusal;
  refusal.retry_after = turn.reset_ms;
  http::Response response = json_response(encode(refusal), 429);
  add_rate_limit_headers(response, turn);
  return response;
}

}  // namespace bonfire
