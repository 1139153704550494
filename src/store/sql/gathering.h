// Gathering: whether the next commit waits a moment for those who were answered by the last one. Whoever sends one change
// after the other comes back right after an answer; committing at once would leave them to the commit after next, so that
// half of the senders wait while the other half is written. Writer thread.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace store::sql {

class Gathering {
 public:
  explicit Gathering(std::size_t units_max) : units_max_(units_max) {}

  /// A commit of `units` is over; the disk took `took`, and `waiting` further units came meanwhile.
  void committed(std::size_t units, std::size_t waiting, std::chrono::microseconds took) {
    pauses_ -= pauses_ > 0 ? 1 : 0;
    const bool worth_it = pauses_ == 0 && took >= kWorthwhile;
    wanted_ = worth_it ? std::min(units + waiting, units_max_) : 1;
    patience_ = worth_it ? std::min<std::chrono::microseconds>(took / 4, kPatienceMax) : std::chrono::microseconds(0);
  }
  /// So many units are worth waiting for, at most as long as patience().
  std::size_t wanted() const { return wanted_; }
  std::chrono::microseconds patience() const { return patience_; }
  /// What the wait came to. In vain: others send as they like, and the next commits do not wait.
  void waited(std::size_t units) {
    if (units >= wanted_) {
      misses_ = 0;
      return;
    }
    misses_ = std::min(misses_ + 1, kMissesMax);
    pauses_ = std::size_t{1} << misses_;
  }

 private:
  static constexpr std::chrono::microseconds kWorthwhile{1'000};  // below it the disk is no matter
  static constexpr std::chrono::microseconds kPatienceMax{2'000};
  static constexpr std::size_t kMissesMax = 6;
  std::size_t units_max_;
  std::size_t wanted_ = 1;
  std::chrono::microseconds patience_{0};
  std::size_t misses_ = 0;
  std::size_t pauses_ = 0;  // commits that will not wait
};

}  // namespace store::sql
