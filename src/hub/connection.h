// Connection: the port through which the hub writes to a socket. Implemented by net, and by fakes in tests and simulations.
// Everything here happens on the hub's thread.
#pragma once

#include <cstdint>
#include <string>

#include "hub/outbox.h"

namespace hub {

class Connection {
 public:
  virtual ~Connection() = default;

  /// Writes what the socket takes now from the outbox and consumes it. When the socket is full the connection waits for room
  /// and goes on by itself, calling Session::on_written when the outbox becomes empty. Never calls back into the session
  /// otherwise.
  virtual void flush(Outbox& outbox) = 0;

  /// The close frame is the last thing in the outbox: once it is written wait for the peer's close frame (at most 5 s), then
  /// end.
  virtual void finish() = 0;

  /// Ends at once, without a closing handshake (the peer does not read). The session is told through on_closed, later.
  virtual void abort() = 0;

  /// Whether permessage-deflate was negotiated.
  virtual bool deflate() const = 0;

  /// The peer's address in text form (IPv4 or IPv6), from a configured proxy's header when it came through one.
  virtual std::string peer_address() const = 0;
};

}  // namespace hub
