// Frame: one complete WebSocket frame as it goes over the wire, immutable and counted. Made once for all its receivers.
// Server frames carry no mask (RFC 6455, 5.1), so the same bytes serve every socket. Counts are not atomic: a frame belongs
// to one hub thread.
#pragma once

#include <boost/smart_ptr/intrusive_ptr.hpp>

#include <cstdint>
#include <string_view>

namespace hub {

class Frame;
using FrameRef = boost::intrusive_ptr<const Frame>;

enum class Opcode : std::uint8_t { text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// What may be dropped when a receiver is slow: state that a later frame replaces anyway (typing, presence).
enum class Priority : std::uint8_t { durable, ephemeral };

class Frame {
 public:
  static FrameRef make(Opcode opcode, std::string_view payload, Priority priority = Priority::durable);
  static FrameRef make_close(std::uint16_t code, std::string_view reason);  // reason is cut at 123 bytes, at a code point

  /// Header and payload.
  std::string_view bytes() const { return {data(), size_}; }
  std::string_view payload() const { return bytes().substr(header_size_); }
  Priority priority() const { return priority_; }
  Opcode opcode() const { return opcode_; }

  /// The same message compressed (permessage-deflate without context takeover, RFC 7692 7.2.3), made on the first call and
  /// kept, so that a broadcast is compressed once. Gives this frame itself where compressing does not pay (under 200 bytes
  /// of payload, or no gain) and for control frames.
  FrameRef deflated() const;

 private:
  friend void intrusive_ptr_add_ref(const Frame* frame) noexcept { ++frame->count_; }
  friend void intrusive_ptr_release(const Frame* frame) noexcept {
    if (--frame->count_ == 0) destroy(frame);
  }
  static FrameRef allocate(Opcode opcode, std::string_view payload, Priority priority, bool compressed);
  static void destroy(const Frame* frame) noexcept;
  Frame() = default;
  ~Frame() = default;
  const char* data() const { return reinterpret_cast<const char*>(this + 1); }  // the bytes follow the object

  mutable std::uint32_t count_ = 0;
  std::uint32_t size_ = 0;
  std::uint8_t header_size_ = 0;
  Opcode opcode_ = Opcode::text;
  Priority priority_ = Priority::durable;
  mutable bool deflate_tried_ = false;
  mutable FrameRef deflated_;
};

}  // namespace hub
