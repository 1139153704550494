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
  bool empty() const { return frames_.empty(); }
  /// Bytes queued and not yet taken by the socket.
  std::size_t bytes() const { return bytes_; }
  /// Bytes the socket took since the beginning.
  std::uint64_t consumed() const { return consumed_; }

  void push(FrameRef frame) {
    bytes_ += frame->bytes().size();
    // The first growth is made a little larger: a busy turn brings several frames, and eight references are one small block.
    if (frames_.size() == frames_.capacity()) make_room();
    frames_.push_back(std::move(frame));
  }
  /// Drops queued ephemeral frames that the socket has not begun; returns how many.
  std::size_t drop_ephemeral();
  /// Drops everything the socket has not begun (used before a final close frame).
  void drop_unsent();

  /// Fills `iov` from the first unsent byte; returns how many entries were filled.
  std::size_t gather(std::span<iovec> iov) const;
  /// The socket took `count` bytes; frames written whole are let go. Releases its memory when it becomes empty.
  void consume(std::size_t count);

  /// References held in memory of its own; 0 when empty. For tests.
  std::size_t capacity() const { return frames_.capacity(); }

 private:
  void make_room();

  std::vector<FrameRef> frames_;  // empty, or at least one frame from head_ on is not written whole
  std::uint32_t head_ = 0;        // first frame not written whole; those before are null
  std::uint32_t offset_ = 0;      // bytes of it that are written
  std::size_t bytes_ = 0;
  std::uint64_t consumed_ = 0;
};

}  // namespace hub
