#include "bus/local/local_bus.h"

#include <memory>

namespace bus::local {

void LocalBus::add(Subscriber& subscriber, base::Executor& executor) { ends_.push_back({&subscriber, &executor}); }

void LocalBus::publish(std::span<const core::EventRef> events) {
  // One copy of the list for all hubs; the events themselves are shared anyway.
  const auto batch = std::make_shared<const std::vector<core::EventRef>>(events.begin(), events.end());
  for (const End& end : ends_) {
    end.executor->post([subscriber = end.subscriber, batch] { subscriber->on_events(*batch); });
  }
}

void LocalBus::publish_signal(const Subscriber* origin, const core::Signal& signal) {
  for (const End& end : ends_) {
    if (end.subscriber == origin) continue;
    end.executor->post([subscriber = end.subscriber, signal] { subscriber->on_signal(signal); });
  }
}

}  // namespace bus::local
