// LoopParts: what one event loop has of its own. Made on the main thread before the loop runs, used on the loop's thread
// only, destroyed after it has ended.
#pragma once

#include <memory>
#include <vector>

#include "app/protocols.h"
#include "app/shared.h"
#include "bus/bus.h"
#include "http/router.h"
#include "hub/hub.h"
#include "net/server.h"
#include "service/authenticator.h"
#include "service/runner.h"
#include "service/state_loader.h"

namespace app {

class LoopParts final : public bus::Subscriber, public hub::SignalPublisher {
 public:
  LoopParts(net::Loop& loop, Shared& shared);
  ~LoopParts() override;

  hub::Hub& hub() { return hub_; }
  net::Loop& loop() { return loop_; }

  /// Before the hub sees an event everything that answers requests has: what a client is told of holds for its next request.
  void on_events(std::span<const core::EventRef> events) override;
  void on_signal(const core::Signal& signal) override;
  void publish(const core::Signal& signal) override;

 private:
  net::Loop& loop_;
  Shared& shared_;
  service::Runner runner_;
  service::Authenticator authenticator_;
  service::StateLoader loader_;
  hub::Hub hub_;
  Protocols protocols_;
  http::Mount root_;
};

}  // namespace app
