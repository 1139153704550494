// The bus port: carries committed events and signals to every hub. Transport, never the truth: what counts is the store's
// event table, and a hub that sees a hole in the numbers says so. Any thread may publish.
#pragma once

#include <span>

#include "core/event.h"
#include "core/signal.h"

namespace bus {

/// A hub's end, called on the hub's own thread.
class Subscriber {
 public:
  virtual ~Subscriber() = default;
  virtual void on_events(std::span<const core::EventRef> events) = 0;
  virtual void on_signal(const core::Signal& signal) = 0;
};

class Bus {
 public:
  virtual ~Bus() = default;
  /// Keeps the order of the caller; one message per hub, however many receivers that has.
  virtual void publish(std::span<const core::EventRef> events) = 0;
  /// To every hub but `origin`, in order after what the caller published before.
  virtual void publish_signal(const Subscriber* origin, const core::Signal& signal) = 0;
};

}  // namespace bus
