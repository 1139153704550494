// Outbox: the frames one session still has to get, by reference, limited in bytes. Empty costs nothing but itself.
#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hub/frame.h"

namespace hub {

class Outbox {
 public:
  bool empty() const { return head_ == frames_.size(); }
  /// Bytes queued and not yet taken by the socket.
  std::size_t bytes() const { return bytes_; }

  void push(FrameRef frame);
  /// Drops queued ephemeral frames that the socket has not begun; returns how many.
  std::size_t drop_ephemeral();
  /// Drops everything the socket has not begun (used before a final close frame).
  void drop_unsent();

  /// Fills `iov` from the first unsent byte; returns how many entries were filled.
  std::size_t gather(std::span<iovec> iov) const;
  /// The socket took `count` bytes; frames written whole are let go. Releases its memory when it becomes empty.
  void consume(std::size_t count);

 private:
  std::vector<FrameRef> frames_;
  std::uint32_t head_ = 0;     // first frame not written whole
  std::uint32_t offset_ = 0;   // bytes of it that are written
  std::size_t bytes_ = 0;
};

}  // namespace hub
