// Metrics: counters and histograms that cost one relaxed add, read by the exporter in app.
// Each hub thread has a Metrics of its own; the exporter adds them up.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace base {

/// A value written by one thread and read by any.
class Counter {
 public:
  void add(std::uint64_t n = 1) { value_.store(value_.load(std::memory_order_relaxed) + n, std::memory_order_relaxed); }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

/// A level written by one thread and read by any.
class Gauge {
 public:
  void set(std::int64_t v) { value_.store(v, std::memory_order_relaxed); }
  void add(std::int64_t n) { set(value() + n); }
  std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

/// Durations in microseconds, in buckets of powers of two from 64 µs to 33 s (the last bucket takes the rest). One writing
/// thread.
class Histogram {
 public:
  static constexpr int kBuckets = 21;
  /// Upper bound of a bucket in microseconds; the last one has none.
  static constexpr std::uint64_t bound_us(int bucket) { return std::uint64_t{64} << bucket; }
  void observe_us(std::uint64_t us) {
    int bucket = 0;
    while (bucket < kBuckets - 1 && us > bound_us(bucket)) ++bucket;
    buckets_[static_cast<std::size_t>(bucket)].add();
    sum_us_.add(us);
  }
  std::uint64_t count(int bucket) const { return buckets_[static_cast<std::size_t>(bucket)].value(); }
  std::uint64_t sum_us() const { return sum_us_.value(); }

 private:
  std::array<Counter, kBuckets> buckets_;
  Counter sum_us_;
};

}  // namespace base
