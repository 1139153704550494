// Endpoint: what HTTP and WebSocket connections have in common: a stream, one deadline, a place in their loop's list. Held
// by the handlers that wait for its socket and by the requests it runs; whoever lets go last ends it. On the loop's thread.
#pragma once

#include <memory>

#include "base/timer_wheel.h"
#include "net/stream.h"

namespace net {

class Endpoint : public std::enable_shared_from_this<Endpoint>, protected base::Deadline {
 public:
  explicit Endpoint(Stream stream);
  ~Endpoint() override;

  virtual void on_readable() = 0;
  virtual void on_writable() = 0;
  /// The loop ends: close now.
  virtual void end() = 0;
  /// The server stopped accepting: close as soon as nothing is under way.
  virtual void drain() {}

 protected:
  Stream stream_;

 private:
  friend class EventLoop;
  Endpoint* next_ = nullptr;
  Endpoint* previous_ = nullptr;
};

}  // namespace net
