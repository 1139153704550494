// The buckets of bonfire-rest 1.7. Any thread.
#pragma once

#include "http/message.h"
#include "http/rate_limiter.h"
#include "proto/bonfire/config.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace bonfire {

/// Which bucket a request of the API falls into. `resource` is what the bucket is separate for.
struct Bucket {
  std::string_view name;
  std::uint32_t RateLimits::*limit;
  std::string resource;
};
/// `path` without the mount's prefix and without "/0.8".
Bucket bucket_of(http::Method method, std::string_view path);

/// What became of a request's turn.
struct Turn {
  bool allowed = true;
  std::uint64_t bucket = 0;  // an opaque number for the bucket, the resource and who asks
  std::uint32_t limit = 0;
  std::uint32_t remaining = 0;
  std::int64_t reset_ms = 0;  // until the window is over
};
/// Counts the request. With limits switched off it is counted and always allowed.
Turn take_turn(http::RateLimiter& limiter, const Config& config, const Bucket& bucket, std::string_view identity);

/// Where there is no limit (the file server): nothing is counted, the headers are there all the same.
Turn unlimited_turn();

/// The four headers that every answer carries.
void add_rate_limit_headers(http::Response& response, const Turn& turn);
/// 429, with a body of its own form.
http::Response too_many_response(const Turn& turn);

/// The path without a leading "/0.8" (1.1).
std::string_view without_version(std::string_view path);

}  // namespace bonfire
