// TimerWheel: many deadlines that mostly do not happen. Setting, moving and cancelling one costs a few pointer writes and no
// allocation; the owner embeds a Deadline. A deadline fires in the first `advance` at or after its time, never before, so
// the resolution is how often `advance` is called. One wheel per thread; nothing here is thread-safe.
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
  virtual ~Deadline() { cancel(); }
  bool armed() const { return next_ != nullptr; }
  void cancel();

 protected:
  /// Called by TimerWheel::advance; the deadline is no longer armed and may be armed again or destroyed inside, and so may
  /// others.
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

  /// Arms (or moves) the deadline to `due_ms`, in the time of Clock::steady_ms. One that is due already fires in the next
  /// advance (or in the one that is running).
  void arm(Deadline& deadline, std::int64_t due_ms);
  /// Fires everything due up to `now_ms`, in order of ticks. Call about every kTickMs. A time before the last one does
  /// nothing.
  void advance(std::int64_t now_ms);
  /// Counts by walking every slot: for tests and metrics.
  std::size_t armed_count() const;

 private:
  static constexpr std::int64_t kSlots = 1024;  // longer deadlines stay in their slot for further rounds
  /// A list's anchor; in a ring of its own when the list is empty.
  struct Head final : Deadline {
    Head();
    ~Head() override;
    void on_deadline() override {}
    bool empty() const;
  };
  static void link(Head& head, Deadline& deadline);
  Head& slot_of(std::int64_t tick) { return slots_[static_cast<std::size_t>(tick % kSlots)]; }
  void fire_slot(std::int64_t tick, std::int64_t now_ms);

  std::array<Head, static_cast<std::size_t>(kSlots)> slots_;
  std::int64_t tick_;  // the last one looked at; may still hold deadlines of its later part
};

}  // namespace base
