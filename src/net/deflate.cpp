// Inflating one message: see the header.
#include "net/deflate.h"

#include <zlib.h>

#include <memory>
#include <vector>

namespace net {
namespace {

constexpr std::size_t kWindow = 32u << 10;
constexpr std::size_t kOutputKept = 256u << 10;  // a larger buffer is given back after use

struct Inflater {
  Inflater() { ok = inflateInit2(&stream, -15) == Z_OK; }
  ~Inflater() {
    if (ok) inflateEnd(&stream);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  z_stream stream{};
  bool ok = false;
  std::vector<unsigned char> output;
};

}  // namespace

Inflated inflate_message(std::string_view compressed, std::size_t bytes_max) {
  // The tail that the sender took off (RFC 7692, 7.2.1).
  static constexpr unsigned char kTail[4] = {0x00, 0x00, 0xff, 0xff};
  thread_local Inflater inflater;
  if (!inflater.ok || inflateReset(&inflater.stream) != Z_OK) return {InflateError::malformed, {}};
  z_stream& stream = inflater.stream;
  std::vector<unsigned char>& output = inflater.output;
  if (output.size() > kOutputKept) output = {};
  std::size_t produced = 0;

  for (int part = 0; part < 2; ++part) {
    // zlib does not write through next_in; its type is without const unless ZLIB_CONST is defined before any include.
    const unsigned char* const in = part == 0 ? reinterpret_cast<const unsigned char*>(compressed.data()) : kTail;
    stream.next_in = const_cast<unsigned char*>(in);
    stream.avail_in = part == 0 ? static_cast<unsigned>(compressed.size()) : sizeof kTail;
    while (stream.avail_in > 0 || stream.avail_out == 0) {
      if (produced > bytes_max) return {InflateError::too_large, {}};
      if (produced == output.size()) {
        output.resize(std::min(std::max<std::size_t>(output.size() * 2, 4096), std::max<std::size_t>(bytes_max + 1, 4096)));
        if (produced == output.size()) return {InflateError::too_large, {}};
      }
      stream.next_out = output.data() + produced;
      stream.avail_out = static_cast<unsigned>(output.size() - produced);
      const int result = inflate(&stream, Z_SYNC_FLUSH);
      produced = output.size() - stream.avail_out;
      if (result == Z_STREAM_END) {
        // A final block; more blocks may follow in the same message and may refer back to it (RFC 7692, 7.2.3.4).
        const std::size_t window = std::min(produced, kWindow);
        if (inflateReset(&stream) != Z_OK) return {InflateError::malformed, {}};
        const unsigned char* const begin = output.data() + produced - window;
        if (window > 0 && inflateSetDictionary(&stream, begin, static_cast<unsigned>(window)) != Z_OK) {
          return {InflateError::malformed, {}};
        }
      } else if (result == Z_BUF_ERROR) {
        break;  // nothing more can be done with what is there
      } else if (result != Z_OK) {
        return {InflateError::malformed, {}};
      }
    }
    if (stream.avail_in > 0) return {InflateError::malformed, {}};
  }
  if (produced > bytes_max) return {InflateError::too_large, {}};
  constexpr int kBetweenBlocks = 128;  // see inflate() in zlib.h: set when it stopped right after a block
  if ((stream.data_type & kBetweenBlocks) == 0) return {InflateError::malformed, {}};
  return {std::nullopt, {reinterpret_cast<const char*>(output.data()), produced}};
}

}  // namespace net
