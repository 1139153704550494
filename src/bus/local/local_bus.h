// The in-process bus: posts to the event loop of each hub.
#pragma once

#include <vector>

#include "base/executor.h"
#include "bus/bus.h"

namespace bus::local {

class LocalBus final : public Bus {
 public:
  /// Before the first publish; both must outlive the bus's last message.
  void add(Subscriber& subscriber, base::Executor& executor);
  void publish(std::span<const core::EventRef> events) override;
  void publish_signal(const Subscriber* origin, const core::Signal& signal) override;

 private:
  struct End {
    Subscriber* subscriber;
    base::Executor* executor;
  };
  std::vector<End> ends_;
};

}  // namespace bus::local
