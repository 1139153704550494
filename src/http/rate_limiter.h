// RateLimiter: fixed windows per (bucket, identity). A window opens at the first counted request and lasts its length; the
// first request after it opens a new one. Shared by all threads of a node (a person's connections are on several); the locks
// are sharded and nothing in the fan-out path comes here. Memory is bounded: windows that are over are dropped.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"

namespace http {

struct RateLimit {
  std::uint32_t limit = 0;          // requests per window
  std::uint32_t reset_after_s = 0;  // length of the window
  std::uint64_t bytes_max = 0;      // bytes per window; 0: not limited by bytes
};

class RateLimiter {
 public:
  struct Verdict {
    bool allowed = false;
    std::uint32_t count = 0;  // requests counted in the window, this one included when it was allowed
    std::uint64_t bytes = 0;  // likewise
    std::int64_t window_started_unix_ms = 0;
    std::int64_t wait_ms = 0;  // until the window is over; at least 1 when refused
  };

  explicit RateLimiter(const base::Clock& clock);
  /// Counts one request (of so many bytes) if it fits; a refused one is not counted. `key` is bucket and identity, for
  /// example "create_message:42:7". Any thread.
  Verdict take(std::string_view key, const RateLimit& limit, std::uint64_t bytes = 0);
  /// For tests and metrics.
  std::size_t windows() const;

 private:
  struct Window {
    std::int64_t started_steady_ms = 0;
    std::int64_t started_unix_ms = 0;
    std::int64_t length_ms = 0;
    std::uint32_t count = 0;
    std::uint64_t bytes = 0;
  };
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<std::string, Window> windows;
    std::int64_t sweep_at_ms = 0;
  };
  static constexpr std::size_t kShards = 16;
  const base::Clock& clock_;
  std::array<Shard, kShards> shards_;
};

}  // namespace http
