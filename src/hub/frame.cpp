// Frame building. Runs on the hub's thread; the compressor is one per thread.
//
//   0               1               2 ...
//  +-+-+-+-+-------+-+-------------+------------------------------+---------
//  |F|R|0|0| opcode|0| length 7    | length 16 or 64, big endian  | payload      RFC 6455 5.2; F always set, R = compressed
//  +-+-+-+-+-------+-+-------------+------------------------------+---------
#include "hub/frame.h"

#include <libdeflate.h>

#include <cstring>
#include <memory>
#include <new>
#include <vector>

namespace hub {
namespace {

constexpr std::size_t kHeaderMax = 10;
// Under this size the header of a deflate block eats the gain, and the client's inflating costs more than the bytes.
constexpr std::size_t kDeflateMin = 200;
// Measured with chat JSON: at 300 bytes every level gives the same size; at 2,000 bytes level 3 takes twice the time of
// level 1 for half a percent, at 20,000 a third more for two.
constexpr int kDeflateLevel = 1;
constexpr std::size_t kBufferKept = 64u << 10;  // a large snapshot does not leave its size behind
constexpr std::size_t kCloseReasonMax = 123;    // RFC 6455 5.5: 125 bytes in all, two of them the code

std::size_t write_header(char* out, Opcode opcode, std::size_t size, bool compressed) {
  out[0] = static_cast<char>(0x80 | (compressed ? 0x40 : 0) | static_cast<int>(opcode));
  if (size < 126) {
    out[1] = static_cast<char>(size);
    return 2;
  }
  const int length_bytes = size <= 0xFFFF ? 2 : 8;
  out[1] = static_cast<char>(length_bytes == 2 ? 126 : 127);
  for (int i = 0; i < length_bytes; ++i) {
    out[2 + i] = static_cast<char>(static_cast<std::uint64_t>(size) >> (8 * (length_bytes - 1 - i)));
  }
  return static_cast<std::size_t>(2 + length_bytes);
}

/// The payload compressed into `buffer`, or nothing when that would not be smaller.
std::string_view compress(std::string_view payload, std::vector<char>& buffer) {
  struct Free {
    void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
  };
  thread_local const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(kDeflateLevel));
  if (!compressor) return {};
  buffer.resize(payload.size());
  // The final block ends on a byte of its own; the 0x00 byte after it is the start of an empty block that the receiver
  // completes with the four bytes every message is given (RFC 7692 7.2.3.5).
  const std::size_t size =
      libdeflate_deflate_compress(compressor.get(), payload.data(), payload.size(), buffer.data(), buffer.size() - 1);
  if (size == 0) return {};
  buffer[size] = 0;
  return {buffer.data(), size + 1};
}

}  // namespace

FrameRef Frame::allocate(Opcode opcode, std::string_view payload, Priority priority, bool compressed) {
  char header[kHeaderMax];
  const std::size_t header_size = write_header(header, opcode, payload.size(), compressed);
  void* memory = ::operator new(sizeof(Frame) + header_size + payload.size());
  auto* frame = new (memory) Frame;
  frame->size_ = static_cast<std::uint32_t>(header_size + payload.size());
  frame->header_size_ = static_cast<std::uint8_t>(header_size);
  frame->opcode_ = opcode;
  frame->priority_ = priority;
  char* bytes = reinterpret_cast<char*>(frame + 1);
  std::memcpy(bytes, header, header_size);
  if (!payload.empty()) std::memcpy(bytes + header_size, payload.data(), payload.size());
  return FrameRef(frame);
}

void Frame::destroy(const Frame* frame) noexcept {
  frame->~Frame();
  ::operator delete(const_cast<Frame*>(frame));
}

FrameRef Frame::make(Opcode opcode, std::string_view payload, Priority priority) {
  return allocate(opcode, payload, priority, false);
}

FrameRef Frame::make_close(std::uint16_t code, std::string_view reason) {
  if (reason.size() > kCloseReasonMax) {
    std::size_t size = kCloseReasonMax;
    while (size > 0 && (static_cast<unsigned char>(reason[size]) & 0xC0) == 0x80) --size;
    reason = reason.substr(0, size);
  }
  char payload[2 + kCloseReasonMax];
  payload[0] = static_cast<char>(code >> 8);
  payload[1] = static_cast<char>(code & 0xFF);
  if (!reason.empty()) std::memcpy(payload + 2, reason.data(), reason.size());
  return allocate(Opcode::close, {payload, 2 + reason.size()}, Priority::durable, false);
}

FrameRef Frame::deflated() const {
  if (!deflate_tried_) {
    deflate_tried_ = true;
    const bool data = opcode_ == Opcode::text || opcode_ == Opcode::binary;
    if (data && payload().size() >= kDeflateMin) {
      thread_local std::vector<char> buffer;
      const std::string_view small = compress(payload(), buffer);
      if (!small.empty()) deflated_ = allocate(opcode_, small, priority_, true);
      if (buffer.capacity() > kBufferKept) std::vector<char>().swap(buffer);
    }
  }
  // Not kept as a reference to itself: that would never be let go.
  return deflated_ ? deflated_ : FrameRef(this);
}

}  // namespace hub
