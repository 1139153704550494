// Inflating one permessage-deflate message (RFC 7692, 7.2.2) without context takeover. No I/O; any thread, each has its own
// zlib state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace net {

enum class InflateError : std::uint8_t { malformed, too_large };

struct Inflated {
  std::optional<InflateError> error;
  std::string_view bytes;  // valid until the next call on this thread
};

/// `compressed` is the payload of all frames of the message. Output stops one byte above `bytes_max` (decompression bombs).
Inflated inflate_message(std::string_view compressed, std::size_t bytes_max);

}  // namespace net
