// The bus port: carries committed events and presence to every hub. Transport, never the truth: what counts is the store's
// event table, and a hub that sees a hole in the numbers says so. Any thread may publish.
#pragma once

#include <span>

#include "core/event.h"
#include "core/ids.h"

namespace bus {

/// A hub's end, called on the hub's own thread.
class Subscriber {
 public:
  virtual ~Subscriber() = default;
  virtual void on_events(std::span<const core::EventRef> events) = 0;
  virtual void on_presence(core::UserId user, bool online) = 0;
};

class Bus {
 public:
  virtual ~Bus() = default;
  /// Keeps the order of the caller; one message per hub, however many receivers that has.
  virtual void publish(std::span<const core::EventRef> events) = 0;
  /// To every hub but `origin`. The person's sessions on the origin became more than none, or none.
  virtual void publish_presence(const Subscriber* origin, core::UserId user, bool online) = 0;
};

}  // namespace bus
