// RecentUserEvents: events of people that arrived while something was being loaded, so that a load that was read before them
// does not bring back what they replaced. Kept no longer than the oldest load that runs. Hub thread.
#pragma once

#include <cstdint>
#include <deque>
#include <map>

#include "core/event.h"

namespace hub {

/// Brings a loaded value up to date with an event of its person's stream. Events that do not change the value do not count
/// as contained either: rows do not know of them.
inline void advance(core::User& user, const core::Event& event) {
  if (event.number <= user.revision) return;
  if (const auto* updated = std::get_if<core::UserUpdated>(&event.body)) {
    user = updated->user;
    user.revision = event.number;
  } else if (const auto* deleted = std::get_if<core::UserDeleted>(&event.body)) {
    user.deleted = true;
    user.flags |= deleted->flags;
    user.revision = event.number;
  }
}

class RecentUserEvents {
 public:
  /// Every event from now on is kept until the ticket is given back. Never 0.
  std::uint64_t begin() {
    ++tickets_[next_];
    return next_;
  }
  /// Ticket 0 is none.
  void end(std::uint64_t ticket) {
    const auto it = tickets_.find(ticket);
    if (it == tickets_.end()) return;
    if (--it->second == 0) tickets_.erase(it);
    const std::uint64_t keep = tickets_.empty() ? next_ : tickets_.begin()->first;
    while (next_ - events_.size() < keep) events_.pop_front();
  }
  void add(const core::EventRef& event) {
    if (tickets_.empty()) return;
    events_.push_back(event);
    ++next_;
  }
  /// In order of arrival.
  const std::deque<core::EventRef>& events() const { return events_; }

 private:
  std::deque<core::EventRef> events_;
  std::uint64_t next_ = 1;                          // place the next event gets
  std::map<std::uint64_t, std::uint32_t> tickets_;  // by the place of the first event each wants
};

}  // namespace hub
