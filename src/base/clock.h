// Clock: where time comes in. Nothing below app asks the system for it, so that tests move it by hand.
#pragma once

#include <atomic>
#include <cstdint>

namespace base {

class Clock {
 public:
  virtual ~Clock() = default;
  /// Milliseconds since 1970 (UTC); may step backwards when the machine's clock is set.
  virtual std::int64_t unix_ms() const = 0;
  /// Milliseconds of a clock that never goes backwards; only differences mean something. Any thread.
  virtual std::int64_t steady_ms() const = 0;
};

class SystemClock final : public Clock {
 public:
  std::int64_t unix_ms() const override;
  std::int64_t steady_ms() const override;
};

class ManualClock final : public Clock {
 public:
  explicit ManualClock(std::int64_t unix_ms = 1'700'000'000'000) : unix_ms_(unix_ms) {}
  std::int64_t unix_ms() const override { return unix_ms_; }
  std::int64_t steady_ms() const override { return steady_ms_; }
  void advance_ms(std::int64_t ms) { unix_ms_ += ms, steady_ms_ += ms; }
  /// Sets the wall clock alone, as an operator or NTP does.
  void step_unix_ms(std::int64_t unix_ms) { unix_ms_ = unix_ms; }

 private:
  std::atomic<std::int64_t> unix_ms_;
  std::atomic<std::int64_t> steady_ms_{1'000'000};
};

}  // namespace base
