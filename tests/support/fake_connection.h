// FakeConnection: a socket that takes as many bytes as a test allows. Parses what it took back into frames.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "hub/connection.h"
#include "hub/session.h"

namespace testing_support {

class FakeConnection final : public hub::Connection {
 public:
  hub::Session* session = nullptr;
  std::size_t room = std::numeric_limits<std::size_t>::max();  // bytes the socket still takes
  bool with_deflate = false;
  bool keep_bytes = true;
  std::string received;  // what the peer has read
  int flushes = 0;
  int finished = 0;
  bool aborted = false;

  void flush(hub::Outbox& outbox) override {
    ++flushes;
    take(outbox);
    waiting_ = outbox.empty() ? nullptr : &outbox;
  }
  /// What a full socket left in the outbox.
  std::size_t queued() const { return waiting_ == nullptr ? 0 : waiting_->bytes(); }
  void finish() override { ++finished; }
  void abort() override { aborted = true; }
  bool deflate() const override { return with_deflate; }
  std::string peer_address() const override { return "192.0.2.1"; }

  /// The peer reads `bytes` more: a full socket goes on.
  void read_more(std::size_t bytes) {
    room = room > std::numeric_limits<std::size_t>::max() - bytes ? std::numeric_limits<std::size_t>::max() : room + bytes;
    if (waiting_ == nullptr) return;
    take(*waiting_);
    if (!waiting_->empty()) return;
    waiting_ = nullptr;
    session->on_written();
  }
  /// The session, and its outbox with it, is gone.
  void disconnect() { waiting_ = nullptr; }
  bool blocked() const { return waiting_ != nullptr; }

  struct Received {
    hub::Opcode opcode;
    bool compressed;
    std::string payload;
  };
  /// Whole frames received since the last call. Server frames, so no masks.
  std::vector<Received> take_frames() {
    std::vector<Received> frames;
    std::size_t at = 0;
    while (true) {
      const auto byte = [&](std::size_t i) -> std::uint64_t { return static_cast<unsigned char>(received[at + i]); };
      if (received.size() - at < 2) break;
      std::size_t header = 2;
      std::uint64_t size = byte(1);
      if (size >= 126) {
        const std::size_t extra = size == 126 ? 2 : 8;
        if (received.size() - at < 2 + extra) break;
        size = 0;
        for (std::size_t i = 0; i < extra; ++i) size = size << 8 | byte(2 + i);
        header += extra;
      }
      if (received.size() - at < header + size) break;
      frames.push_back({static_cast<hub::Opcode>(byte(0) & 15), (byte(0) & 0x40) != 0,
                        received.substr(at + header, static_cast<std::size_t>(size))});
      at += header + static_cast<std::size_t>(size);
    }
    received.erase(0, at);
    return frames;
  }

 private:
  void take(hub::Outbox& outbox) {
    while (room > 0 && !outbox.empty()) {
      iovec iov[8];
      const std::size_t count = outbox.gather(iov);
      std::size_t took = 0;
      for (std::size_t i = 0; i < count && took < room; ++i) {
        const std::size_t n = std::min(iov[i].iov_len, room - took);
        if (keep_bytes) received.append(static_cast<const char*>(iov[i].iov_base), n);
        took += n;
      }
      if (room != std::numeric_limits<std::size_t>::max()) room -= took;
      outbox.consume(took);
    }
  }

  hub::Outbox* waiting_ = nullptr;
};

}  // namespace testing_support
