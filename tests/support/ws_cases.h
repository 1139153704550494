// The client's half of WebSocket for tests: masked frames made from the words of tests/conformance/websocket, and frames of
// a server read back. Written apart from net's codec on purpose, so that an error in one does not excuse the other.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/support/case_file.h"

namespace testing_support {

/// Raw DEFLATE with a sync flush, without the four bytes at its end (RFC 7692, 7.2.1).
inline std::string squeeze(std::string_view text) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("deflateInit2");
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_SYNC_FLUSH);
  out.resize(out.size() - stream.avail_out - 4);
  deflateEnd(&stream);
  return out;
}

struct FrameWords {
  std::uint8_t opcode = 1;
  bool fin = true, masked = true;
  std::uint8_t rsv = 0;  // RSV1 = 0x40, RSV2 = 0x20, RSV3 = 0x10
  int length_bytes = 0;  // at least so many; 0, 2 or 8
  std::int64_t claim = -1;
};

inline std::string client_frame(const FrameWords& words, std::string_view payload) {
  const std::uint64_t length = words.claim >= 0 ? static_cast<std::uint64_t>(words.claim) : payload.size();
  const std::uint8_t mask_bit = words.masked ? 0x80 : 0;
  std::string out;
  out += static_cast<char>((words.fin ? 0x80 : 0) | words.rsv | words.opcode);
  int bytes = length > 65535 ? 8 : length > 125 ? 2 : 0;
  bytes = std::max(bytes, words.length_bytes);
  out += static_cast<char>(mask_bit | (bytes == 8 ? 127 : bytes == 2 ? 126 : static_cast<int>(length)));
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(length >> (8 * i));
  constexpr unsigned char kKey[4] = {0x37, 0xfa, 0x21, 0x3d};
  if (words.masked) out.append(reinterpret_cast<const char*>(kKey), 4);
  for (std::size_t i = 0; i < payload.size(); ++i) {
    out += static_cast<char>(payload[i] ^ (words.masked ? kKey[i % 4] : 0));
  }
  return out;
}

inline std::string client_text(std::string_view payload) { return client_frame({}, payload); }

/// "text+more payload" and so on; see tests/conformance/websocket/frames.txt.
inline std::string frame_of(std::string_view line) {
  const std::size_t space = std::min(line.find(' '), line.size());
  std::string payload = unescape(line.substr(std::min(space + 1, line.size())));
  std::string_view words = line.substr(0, space);
  const std::string_view kind = words.substr(0, words.find('+'));
  if (kind == "hex") {
    std::string out;
    for (std::size_t i = 0; i + 1 < payload.size(); i += 2) {
      out += static_cast<char>(std::stoi(payload.substr(i, 2), nullptr, 16));
    }
    return out;
  }
  FrameWords frame;
  if (kind == "text")
    frame.opcode = 1;
  else if (kind == "binary")
    frame.opcode = 2;
  else if (kind == "cont")
    frame.opcode = 0;
  else if (kind == "ping")
    frame.opcode = 9;
  else if (kind == "pong")
    frame.opcode = 10;
  else if (kind == "close")
    frame.opcode = 8;
  else if (kind.starts_with("op"))
    frame.opcode = static_cast<std::uint8_t>(std::atoi(kind.data() + 2));
  else
    throw std::runtime_error("unknown kind of frame: " + std::string(kind));
  if (kind == "close") {
    if (payload == "empty") {
      payload.clear();
    } else {
      const int code = std::atoi(payload.c_str());
      const std::size_t gap = payload.find(' ');
      const std::string reason = gap == std::string::npos ? "" : payload.substr(gap + 1);
      payload = std::string{static_cast<char>(code >> 8), static_cast<char>(code)} + reason;
    }
  }
  words.remove_prefix(kind.size());
  while (!words.empty()) {
    words.remove_prefix(1);
    const std::string_view flag = words.substr(0, words.find('+'));
    words.remove_prefix(flag.size());
    if (flag == "more")
      frame.fin = false;
    else if (flag == "rsv1")
      frame.rsv |= 0x40;
    else if (flag == "rsv2")
      frame.rsv |= 0x20;
    else if (flag == "rsv3")
      frame.rsv |= 0x10;
    else if (flag == "unmasked")
      frame.masked = false;
    else if (flag == "len16")
      frame.length_bytes = 2;
    else if (flag == "len64")
      frame.length_bytes = 8;
    else if (flag == "deflate")
      frame.rsv |= 0x40, payload = squeeze(payload);
    else if (flag == "squeezed")
      payload = squeeze(payload);
    else if (flag.starts_with("claim"))
      frame.claim = std::atoll(flag.data() + 5);
    else
      throw std::runtime_error("unknown flag: " + std::string(flag));
  }
  return client_frame(frame, payload);
}

struct ServerFrame {
  std::uint8_t opcode = 0;
  bool compressed = false;
  std::string payload;
  std::uint16_t close_code() const {
    if (payload.size() < 2) return 0;
    return static_cast<std::uint16_t>(static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]));
  }
};

/// `take(n)` gives the next n bytes of the stream. Throws on what a server must not send.
inline ServerFrame read_server_frame(const std::function<std::string(std::size_t)>& take) {
  const std::string head = take(2);
  const auto first = static_cast<unsigned char>(head[0]), second = static_cast<unsigned char>(head[1]);
  if ((second & 0x80) != 0) throw std::runtime_error("a server frame with a mask");
  if ((first & 0x80) == 0) throw std::runtime_error("a fragment");
  std::uint64_t length = second & 0x7F;
  if (length >= 126) {
    const std::string more = take(length == 126 ? 2 : 8);
    length = 0;
    for (char c : more) length = length << 8 | static_cast<unsigned char>(c);
  }
  return {static_cast<std::uint8_t>(first & 0x0F), (first & 0x40) != 0, take(static_cast<std::size_t>(length))};
}

}  // namespace testing_support
