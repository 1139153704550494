// ProtocolGauges: how many sessions each protocol has on one hub. Written on the hub's thread, read by any.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <string_view>

#include "base/metrics.h"

namespace hub {

class ProtocolGauges {
 public:
  struct Line {
    std::atomic<const char*> name{nullptr};  // set once, before the gauges count
    base::Gauge open;
    base::Gauge attached;
  };

  /// The line of that name, made when it is new. The name must outlive this. Further names than there are lines share the
  /// last one.
  Line& of(const char* name) {
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      const char* taken = lines_[i].name.load(std::memory_order_relaxed);
      if (taken == nullptr) lines_[i].name.store(name, std::memory_order_release);
      if (taken == nullptr || std::string_view(taken) == name) return lines_[i];
    }
    lines_.back().name.store("others", std::memory_order_release);
    return lines_.back();
  }
  /// Calls with the name, how many are open and how many of these are attached.
  template <typename Each>
  void for_each(Each&& each) const {
    for (const Line& line : lines_) {
      if (const char* name = line.name.load(std::memory_order_acquire)) each(name, line.open.value(), line.attached.value());
    }
  }

 private:
  std::array<Line, 8> lines_;
};

}  // namespace hub
