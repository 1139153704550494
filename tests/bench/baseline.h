// The bare epoll server everything is compared with: it accepts, answers the WebSocket handshake blindly, and pushes one
// pre-encoded frame to every receiver. No protocol, no storage, no limits: the floor that the kernel sets.
#pragma once

#include <cstdint>
#include <string>

namespace bench {

struct BaselineLoad {
  std::uint16_t port = 0;
  std::size_t receivers = 0;     // begins when so many are connected
  std::size_t frame_bytes = 0;   // payload of each frame
  std::uint64_t messages = 0;    // how many broadcasts
  std::int64_t interval_ns = 0;  // between broadcasts; 0: as fast as the receivers take them
  std::size_t gather = 1;        // frames handed to the kernel in one write
  int ready_fd = -1;             // gets one byte when the server listens
};

/// Runs until killed.
void run_baseline(const BaselineLoad& load);

}  // namespace bench
