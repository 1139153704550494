// TimerWheel: many deadlines that mostly do not happen. Setting, moving and cancelling one costs a few pointer writes and no
// allocation; the owner embeds a Deadline. Resolution is one tick; a deadline fires in the first `advance` at or after its time,
// never before. One wheel per thread; nothing here is thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace base {

class TimerWheel;

/// Derive or embed; destroying one cancels it.
class Deadline {
 public:
  Deadline() = default;
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;
  virtual ~Deadline();
  bool armed() const { return next_ != nullptr; }
  void cancel();

 protected:
  /// Called by TimerWheel::advance; the deadline is no longer armed and may be armed again or destroyed inside.
  virtual void on_deadline() = 0;

 private:
  friend class TimerWheel;
  Deadline* next_ = nullptr;
  Deadline* previous_ = nullptr;
  std::int64_t due_ms_ = 0;
};

class TimerWheel {
 public:
  static constexpr std::int64_t kTickMs = 50;

  /// `now_ms` is Clock::steady_ms.
  explicit TimerWheel(std::int64_t now_ms);
  ~TimerWheel();
  TimerWheel(const TimerWheel&) = delete;
  TimerWheel& operator=(const TimerWheel&) = delete;

  /// Arms (or moves) the deadline to `due_ms`, in the time of Clock::steady_ms.
  void arm(Deadline& deadline, std::int64_t due_ms);
  /// Fires everything due up to `now_ms`, in order of ticks. Call about every kTickMs.
  void advance(std::int64_t now_ms);
  std::size_t armed_count() const;

 private:
  static constexpr std::size_t kSlots = 1024;  // longer deadlines stay in their slot for further rounds
  struct Head final : Deadline {
    void on_deadline() override {}
  };
  static void link(Head& head, Deadline& deadline);

  std::array<Head, kSlots> slots_;
  std::int64_t tick_;
};

}  // namespace base
