// RateLimiter: see the header. A shard is swept when its turn comes, by the request that finds it due.
#include "http/rate_limiter.h"

namespace http {

namespace {
constexpr std::int64_t kSweepEveryMs = 10'000;
}  // namespace

RateLimiter::RateLimiter(const base::Clock& clock) : clock_(clock) {}

RateLimiter::Verdict RateLimiter::take(std::string_view key, const RateLimit& limit, std::uint64_t bytes) {
  const std::int64_t now = clock_.steady_ms();
  Shard& shard = shards_[std::hash<std::string_view>{}(key) % kShards];
  const std::lock_guard lock(shard.mutex);
  if (now >= shard.sweep_at_ms) {
    std::erase_if(shard.windows, [&](const auto& entry) {
      const Window& window = entry.second;
      return now - window.started_steady_ms >= window.length_ms;
    });
    shard.sweep_at_ms = now + kSweepEveryMs;
  }

  auto [found, inserted] = shard.windows.try_emplace(std::string(key));
  Window& window = found->second;
  if (inserted || now - window.started_steady_ms >= window.length_ms) {
    window = Window{now, clock_.unix_ms(), std::int64_t{limit.reset_after_s} * 1000, 0, 0};
  }
  const bool count_fits = window.count < limit.limit;
  // Written so that it cannot overflow: window.bytes never exceeds bytes_max.
  const bool bytes_fit =
      limit.bytes_max == 0 || (window.bytes <= limit.bytes_max && bytes <= limit.bytes_max - window.bytes);
  Verdict verdict;
  verdict.allowed = count_fits && bytes_fit;
  if (verdict.allowed) {
    ++window.count;
    window.bytes += bytes;
  }
  verdict.count = window.count;
  verdict.bytes = window.bytes;
  verdict.window_started_unix_ms = window.started_unix_ms;
  verdict.wait_ms = std::max<std::int64_t>(window.started_steady_ms + window.length_ms - now, verdict.allowed ? 0 : 1);
  return verdict;
}

std::size_t RateLimiter::windows() const {
  std::size_t count = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    count += shard.windows.size();
  }
  return count;
}

}  // namespace http
