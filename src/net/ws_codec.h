// Decoder: WebSocket frames from a client (RFC 6455, section 5), without I/O. Bytes go in cut anywhere, messages come out.
//
//    0                   1                   2                   3
//   +-+-+-+-+-------+-+-------------+-------------------------------+
//   |F|R|R|R| opcode|M| length (7)  |  extended length, when length |
//   |I|S|S|S|  (4)  |A|             |  is 126 (16 bits) or          |
//   |N|V|V|V|       |S|             |  127 (64 bits)                |
//   | |1|2|3|       |K|             |                               |
//   +-+-+-+-+-------+-+-------------+-------------------------------+
//   |  masking key (32), always there: only clients send to us      |
//   +---------------------------------------------------------------+
//   |  payload, XORed with the key                                  |
//   +---------------------------------------------------------------+
//
// A whole frame that lies in the input is unmasked where it is and handed out without a copy. Only while a frame or a
// fragmented message is incomplete the decoder owns memory; an idle connection pays for one pointer.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "hub/frame.h"

namespace net {

/// Close codes that the framing itself can ask for (RFC 6455, 7.4.1).
enum class CloseCode : std::uint16_t { normal = 1000, protocol_error = 1002, bad_payload = 1007, too_big = 1009 };

/// True for codes that may stand in a close frame: 1000-1003, 1007-1014 (the IANA registry), 3000-4999.
bool is_valid_close_code(std::uint16_t code);

class Decoder {
 public:
  struct Event {
    enum class Kind : std::uint8_t {
      none,     // the input is used up
      message,  // opcode text (valid UTF-8) or binary; payload
      ping,     // payload
      pong,     // payload
      close,    // code (0 when the frame was empty); nothing that follows counts
      fault,    // the connection must be failed with `code`; nothing that follows counts
    };
    Kind kind = Kind::none;
    hub::Opcode opcode = hub::Opcode::text;
    std::uint16_t code = 0;
    std::string_view payload;  // valid until the next call
  };

  /// `deflate`: permessage-deflate was negotiated. A message, compressed or not, may have up to `message_bytes_max` bytes.
  Decoder(std::uint32_t message_bytes_max, bool deflate);
  ~Decoder();
  Decoder(Decoder&&) noexcept;

  /// The next event; takes what it used from the front of `input`, whose bytes it changes (unmasking).
  Event next(std::span<char>& input);

  bool deflate() const { return deflate_; }
  /// In the midst of a frame or of a fragmented message.
  bool partial() const { return state_ != nullptr; }

 private:
  struct State;
  struct Header;
  static bool parse_header(std::string_view bytes, Header& header);
  std::uint16_t check(const Header& header) const;
  Event take_whole(const Header& header, std::span<char> payload);
  Event continue_partial(std::span<char>& input);
  Event take_payload(std::span<char>& input);
  Event finish_frame();
  Event data_message(hub::Opcode opcode, bool compressed, std::string_view payload, bool known_text);
  Event fail(CloseCode code);

  std::unique_ptr<State> state_;
  std::uint32_t message_bytes_max_;
  bool deflate_;
  bool ended_ = false;
};

/// XORs `bytes` with the key, beginning at the key's byte `phase` (0 to 3).
void unmask(std::span<char> bytes, std::uint32_t key, unsigned phase);

}  // namespace net
