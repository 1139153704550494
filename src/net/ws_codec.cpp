// Decoder: see the header.
#include "net/ws_codec.h"

#include <array>
#include <cstring>

#include "base/utf8.h"
#include "net/deflate.h"
#include "net/utf8_stream.h"

namespace net {
namespace {

constexpr std::size_t kHeaderMax = 14;
constexpr std::size_t kControlMax = 125;
constexpr std::uint8_t kContinuation = 0, kText = 1, kBinary = 2, kClose = 8, kPing = 9, kPong = 10;

std::size_t header_size(std::uint8_t second_byte) {
  const std::uint8_t length = second_byte & 0x7F;
  return 2u + (length == 126 ? 2u : length == 127 ? 8u : 0u) + ((second_byte & 0x80) != 0 ? 4u : 0u);
}

}  // namespace

bool is_valid_close_code(std::uint16_t code) {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

void unmask(std::span<char> bytes, std::uint32_t key, unsigned phase) {
  std::array<char, 8> pattern;
  for (unsigned i = 0; i < 8; ++i) pattern[i] = reinterpret_cast<const char*>(&key)[(phase + i) & 3];
  std::uint64_t pattern8 = 0;
  std::memcpy(&pattern8, pattern.data(), 8);
  char* p = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; p += 8, left -= 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, p, 8);
    eight ^= pattern8;
    std::memcpy(p, &eight, 8);
  }
  for (std::size_t i = 0; i < left; ++i) p[i] = static_cast<char>(p[i] ^ pattern[i]);
}

struct Decoder::Header {
  bool fin = false, rsv1 = false, rsv23 = false, masked = false, minimal = true;
  std::uint8_t opcode = 0;
  std::uint32_t key = 0;  // as in memory
  std::uint64_t length = 0;
  std::size_t size = 0;

  bool control() const { return (opcode & 8) != 0; }
};

/// What is kept while something is incomplete.
struct Decoder::State {
  std::array<char, kHeaderMax> header_bytes;
  std::uint8_t header_have = 0;
  bool in_frame = false;  // the header is complete, payload is being read
  Header header;
  std::uint64_t frame_left = 0;
  unsigned phase = 0;
  std::array<char, kControlMax> control;  // a control frame may come between the fragments of a message
  std::uint8_t control_have = 0;

  bool in_message = false;  // a data frame without FIN was seen
  std::uint8_t opcode = 0;
  bool compressed = false;
  std::string message;
  Utf8Stream utf8;
};

Decoder::Decoder(std::uint32_t message_bytes_max, bool deflate) : message_bytes_max_(message_bytes_max), deflate_(deflate) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;

/// False when more bytes are needed.
bool Decoder::parse_header(std::string_view bytes, Header& header) {
  if (bytes.size() < 2) return false;
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  header.size = header_size(byte(1));
  if (bytes.size() < header.size) return false;
  header.fin = (byte(0) & 0x80) != 0;
  header.rsv1 = (byte(0) & 0x40) != 0;
  header.rsv23 = (byte(0) & 0x30) != 0;
  header.opcode = byte(0) & 0x0F;
  header.masked = (byte(1) & 0x80) != 0;
  header.length = byte(1) & 0x7F;
  const std::size_t extended = header.length == 126 ? 2 : header.length == 127 ? 8 : 0;
  if (extended > 0) {
    header.length = 0;
    for (std::size_t i = 0; i < extended; ++i) header.length = header.length << 8 | byte(2 + i);
    // The shortest form is required (5.2), and the highest bit of the 64 must be zero.
    header.minimal = header.length >= (extended == 2 ? 126u : 65536u) && header.length >> 63 == 0;
  }
  if (header.masked) std::memcpy(&header.key, bytes.data() + header.size - 4, 4);
  return true;
}

/// The close code with which to fail, or 0. Everything that can be told from a header is told before the payload is read.
std::uint16_t Decoder::check(const Header& header) const {
  constexpr auto kProtocol = static_cast<std::uint16_t>(CloseCode::protocol_error);
  const bool in_message = state_ && state_->in_message;
  if (!header.masked || header.rsv23 || !header.minimal) return kProtocol;
  switch (header.opcode) {
    case kText:
    case kBinary:
      if (in_message || (header.rsv1 && !deflate_)) return kProtocol;
      break;
    case kContinuation:
      if (!in_message || header.rsv1) return kProtocol;
      break;
    case kClose:
    case kPing:
    case kPong:
      if (header.rsv1 || !header.fin || header.length > kControlMax) return kProtocol;
      if (header.opcode == kClose && header.length == 1) return kProtocol;
      return 0;
    default:
      return kProtocol;
  }
  const std::uint64_t have = in_message ? state_->message.size() : 0;
  if (header.length > message_bytes_max_ || have + header.length > message_bytes_max_) {
    return static_cast<std::uint16_t>(CloseCode::too_big);
  }
  return 0;
}

Decoder::Event Decoder::next(std::span<char>& input) {
  if (ended_) input = {};
  if (input.empty()) return {};
  if (!state_) {
    Header header;
    if (parse_header({input.data(), input.size()}, header)) {
      if (const std::uint16_t code = check(header)) return fail(static_cast<CloseCode>(code));
      const std::size_t size = static_cast<std::size_t>(header.length) + header.size;
      if ((header.fin || header.control()) && input.size() >= size) {
        const std::span<char> payload = input.subspan(header.size, static_cast<std::size_t>(header.length));
        input = input.subspan(size);
        return take_whole(header, payload);
      }
    }
    state_ = std::make_unique<State>();
  }
  return continue_partial(input);
}

Decoder::Event Decoder::take_whole(const Header& header, std::span<char> payload) {
  unmask(payload, header.key, 0);
  const std::string_view text(payload.data(), payload.size());
  switch (header.opcode) {
    case kPing:
      return {Event::Kind::ping, hub::Opcode::ping, 0, text};
    case kPong:
      return {Event::Kind::pong, hub::Opcode::pong, 0, text};
    case kClose: {
      ended_ = true;
      if (text.empty()) return {Event::Kind::close, hub::Opcode::close, 0, {}};
      const auto high = static_cast<std::uint8_t>(text[0]), low = static_cast<std::uint8_t>(text[1]);
      const auto code = static_cast<std::uint16_t>(high << 8 | low);
      if (!is_valid_close_code(code)) return fail(CloseCode::protocol_error);
      if (!base::is_utf8(text.substr(2))) return fail(CloseCode::bad_payload);
      return {Event::Kind::close, hub::Opcode::close, code, text.substr(2)};
    }
    default:
      return data_message(static_cast<hub::Opcode>(header.opcode), header.rsv1, text, false);
  }
}

Decoder::Event Decoder::continue_partial(std::span<char>& input) {
  State& state = *state_;
  for (;;) {
    if (!state.in_frame) {
      // One byte at a time: this is the slow path, at most 14 times per frame that was cut.
      while (!parse_header({state.header_bytes.data(), state.header_have}, state.header)) {
        if (input.empty()) return {};
        state.header_bytes[state.header_have++] = input.front();
        input = input.subspan(1);
        if (state.header_have == 2 && !(state.header_bytes[1] & 0x80)) return fail(CloseCode::protocol_error);
      }
      if (const std::uint16_t code = check(state.header)) return fail(static_cast<CloseCode>(code));
      state.in_frame = true;
      state.header_have = 0;
      state.frame_left = state.header.length;
      state.phase = 0;
      state.control_have = 0;
      if (state.header.opcode == kText || state.header.opcode == kBinary) {
        state.in_message = true;
        state.opcode = state.header.opcode;
        state.compressed = state.header.rsv1;
      }
    }
    if (Event event = take_payload(input); event.kind != Event::Kind::none) return event;
    if (state.frame_left > 0) return {};
    state.in_frame = false;
    if (Event event = finish_frame(); event.kind != Event::Kind::none) return event;
  }
}

/// Moves what is there of the frame's payload into the state.
Decoder::Event Decoder::take_payload(std::span<char>& input) {
  State& state = *state_;
  const auto piece_size = static_cast<std::size_t>(std::min<std::uint64_t>(input.size(), state.frame_left));
  const std::span<char> piece = input.first(piece_size);
  input = input.subspan(piece.size());
  unmask(piece, state.header.key, state.phase);
  state.phase = (state.phase + static_cast<unsigned>(piece.size())) & 3;
  state.frame_left -= piece.size();
  const std::string_view text(piece.data(), piece.size());
  if (state.header.control()) {
    std::memcpy(state.control.data() + state.control_have, text.data(), text.size());
    state.control_have = static_cast<std::uint8_t>(state.control_have + text.size());
  } else {
    if (state.opcode == kText && !state.compressed && !state.utf8.feed(text)) return fail(CloseCode::bad_payload);
    state.message += text;
  }
  return {};
}

Decoder::Event Decoder::finish_frame() {
  State& state = *state_;
  if (state.header.control()) {
    Header header = state.header;
    header.key = 0;  // unmasked already
    if (state.in_message) return take_whole(header, {state.control.data(), state.control_have});
    // Nothing else is incomplete: the payload moves to where it outlives the state.
    thread_local std::array<char, kControlMax> control;
    std::memcpy(control.data(), state.control.data(), state.control_have);
    const std::span<char> payload(control.data(), state.control_have);
    state_.reset();
    return take_whole(header, payload);
  }
  if (!state.header.fin) return {};
  if (state.opcode == kText && !state.compressed && !state.utf8.complete()) return fail(CloseCode::bad_payload);
  // Valid until the next call, like the bytes of a message that lay whole in the input.
  thread_local std::string message;
  message = std::move(state.message);
  const auto opcode = static_cast<hub::Opcode>(state.opcode);
  const bool compressed = state.compressed;
  state_.reset();
  return data_message(opcode, compressed, message, true);
}

Decoder::Event Decoder::data_message(hub::Opcode opcode, bool compressed, std::string_view payload, bool known_text) {
  if (compressed) {
    const Inflated inflated = inflate_message(payload, message_bytes_max_);
    if (inflated.error == InflateError::too_large) return fail(CloseCode::too_big);
    if (inflated.error) return fail(CloseCode::bad_payload);
    payload = inflated.bytes;
  }
  const bool to_check = opcode == hub::Opcode::text && (compressed || !known_text);
  if (to_check && !base::is_utf8(payload)) return fail(CloseCode::bad_payload);
  return {Event::Kind::message, opcode, 0, payload};
}

Decoder::Event Decoder::fail(CloseCode code) {
  ended_ = true;
  state_.reset();
  return {Event::Kind::fault, hub::Opcode::close, static_cast<std::uint16_t>(code), {}};
}

}  // namespace net
