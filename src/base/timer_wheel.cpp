#include "base/timer_wheel.h"

#include <algorithm>

namespace base {

void Deadline::cancel() {
  if (next_ == nullptr) return;
  previous_->next_ = next_;
  next_->previous_ = previous_;
  next_ = nullptr;
  previous_ = nullptr;
}

TimerWheel::Head::Head() {
  next_ = this;
  previous_ = this;
}

TimerWheel::Head::~Head() {
  // What is still linked belongs to others and outlives us: it is merely no longer armed.
  while (!empty()) next_->cancel();
}

bool TimerWheel::Head::empty() const { return next_ == this; }

TimerWheel::TimerWheel(std::int64_t now_ms) : tick_(now_ms / kTickMs) {}

TimerWheel::~TimerWheel() = default;

void TimerWheel::link(Head& head, Deadline& deadline) {
  deadline.previous_ = head.previous_;
  deadline.next_ = &head;
  head.previous_->next_ = &deadline;
  head.previous_ = &deadline;
}

void TimerWheel::arm(Deadline& deadline, std::int64_t due_ms) {
  deadline.cancel();
  deadline.due_ms_ = due_ms;
  link(slot_of(std::max(due_ms / kTickMs, tick_)), deadline);
}

void TimerWheel::advance(std::int64_t now_ms) {
  const std::int64_t last = now_ms / kTickMs;
  if (last < tick_) return;
  // After a long pause every slot is looked at once; its own due time decides what fires.
  const std::int64_t first = std::max(tick_, last - kSlots + 1);
  // From here on what is armed for the past goes into the slot that is looked at last, so that it cannot be passed over.
  tick_ = last;
  for (std::int64_t tick = first; tick <= last; ++tick) fire_slot(tick, now_ms);
}

void TimerWheel::fire_slot(std::int64_t tick, std::int64_t now_ms) {
  Head& slot = slot_of(tick);
  if (slot.empty()) return;
  // Take the list away first: callbacks arm, cancel and destroy deadlines of the same slot, and what they add comes later.
  Head taken;
  taken.next_ = slot.next_;
  taken.previous_ = slot.previous_;
  taken.next_->previous_ = &taken;
  taken.previous_->next_ = &taken;
  slot.next_ = &slot;
  slot.previous_ = &slot;
  while (!taken.empty()) {
    Deadline& deadline = *taken.next_;
    deadline.cancel();
    if (deadline.due_ms_ <= now_ms) {
      deadline.on_deadline();
    } else {
      link(slot, deadline);
    }
  }
}

std::size_t TimerWheel::armed_count() const {
  std::size_t count = 0;
  for (const Head& head : slots_) {
    for (const Deadline* d = head.next_; d != &head; d = d->next_) ++count;
  }
  return count;
}

}  // namespace base
