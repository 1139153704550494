// WsConnection: see the header.
#include "net/ws_connection.h"

#include <array>

#include "net/event_loop.h"

namespace net {
namespace {

constexpr std::size_t kGather = 256;
// So many pings are answered one by one; of a flood that comes faster than its answers go out, only the latest (RFC 6455,
// 5.5.3).
constexpr std::uint8_t kPongsMax = 16;
constexpr int kReadsPerTurn = 4;

std::string_view reason(std::uint16_t code) {
  switch (static_cast<CloseCode>(code)) {
    case CloseCode::protocol_error:
      return "protocol error";
    case CloseCode::bad_payload:
      return "malformed payload";
    case CloseCode::too_big:
      return "message too big";
    case CloseCode::normal:
      return "";
  }
  return "";
}

}  // namespace

WsConnection::WsConnection(Stream stream, std::uint32_t message_bytes_max, bool deflate, const Address& client)
    : Endpoint(std::move(stream)), decoder_(message_bytes_max, deflate), client_(client) {}

WsConnection::~WsConnection() { end_session(); }

void WsConnection::start(std::unique_ptr<hub::Session> session, std::string_view first_bytes) {
  if (!session) return stream_.close();
  session_ = std::move(session);
  stream_.loop().counters().websockets.add(1);
  session_->on_open();
  std::string bytes(first_bytes);
  process(bytes);
  if (!stream_.open()) return;
  if (stream_.secure()) return read();
  stream_.wait_read(self());
}

void WsConnection::on_readable() {
  if (stream_.open()) read();
}

void WsConnection::read() {
  const std::span<char> buffer = stream_.loop().read_buffer();
  for (int i = 0; i < kReadsPerTurn && stream_.open(); ++i) {
    const IoResult result = stream_.read(buffer);
    switch (result.status) {
      case IoResult::Status::ok:
        break;
      case IoResult::Status::want_read:
        return stream_.wait_read(self());
      case IoResult::Status::want_write:
        read_wants_write_ = true;
        if (!waiting_write_) stream_.wait_write(self());
        return;
      case IoResult::Status::closed:
        return on_read_end();
    }
    process(buffer.first(result.bytes));
    if (!stream_.open()) return;
    if (!stream_.read_again(result.bytes, buffer.size())) return stream_.wait_read(self());
  }
  // The others of this loop get their turn.
  stream_.loop().post([held = self()] { held->on_readable(); });
}

/// A peer may shut its side right behind its close frame: then our echo still has somewhere to go.
void WsConnection::on_read_end() {
  peer_done_ = read_ended_ = true;
  if (!finishing_ || lingering_ || (outbox_ != nullptr && outbox_->empty())) return gone();
  stream_.loop().arm(*this, stream_.loop().limits().close_timeout_ms);
}

void WsConnection::process(std::span<char> bytes) {
  while (!peer_done_ && session_ && stream_.open()) {
    const Decoder::Event event = decoder_.next(bytes);
    if (event.kind == Decoder::Event::Kind::none) return;
    on_event(event);
  }
}

void WsConnection::on_event(const Decoder::Event& event) {
  using Kind = Decoder::Event::Kind;
  switch (event.kind) {
    case Kind::none:
      break;
    case Kind::message:
      if (!session_->closing()) session_->on_message(event.opcode, event.payload);
      break;
    case Kind::ping:
      if (!session_->closing() && session_->on_control(hub::Opcode::ping)) answer_ping(event.payload);
      break;
    case Kind::pong:
      if (!session_->closing()) session_->on_control(hub::Opcode::pong);
      break;
    case Kind::close:
      peer_done_ = true;
      if (!session_->closing()) session_->on_control(hub::Opcode::close);
      session_->close(event.code != 0 ? event.code : static_cast<std::uint16_t>(CloseCode::normal), {});
      finish_if_drained();
      break;
    case Kind::fault:
      peer_done_ = true;
      session_->close(event.code, reason(event.code));
      finish_if_drained();
      break;
  }
}

void WsConnection::answer_ping(std::string_view payload) {
  hub::FrameRef pong = hub::Frame::make(hub::Opcode::pong, payload);
  if (pongs_queued_ < kPongsMax) {
    ++pongs_queued_;
    session_->send(std::move(pong));
  } else {
    held_pong_ = std::move(pong);
  }
}

void WsConnection::send_held_pong() {
  if (!held_pong_ || !session_ || session_->closing()) return;
  ++pongs_queued_;
  session_->send(std::exchange(held_pong_, nullptr));
}

void WsConnection::flush(hub::Outbox& outbox) {
  outbox_ = &outbox;
  if (waiting_write_ || lingering_ || !stream_.open()) return;
  write();
}

void WsConnection::on_writable() {
  waiting_write_ = false;
  if (!stream_.open()) return;
  const std::shared_ptr<WsConnection> held = self();
  if (outbox_ != nullptr && !lingering_) {
    write();
    if (session_ && !waiting_write_ && outbox_ != nullptr && outbox_->empty()) session_->on_written();
  }
  if (std::exchange(read_wants_write_, false)) on_readable();
}

/// Until the outbox is empty or the socket is full.
void WsConnection::write() {
  std::array<iovec, kGather> parts;
  for (;;) {
    const std::size_t count = outbox_->gather(parts);
    if (count == 0 && !stream_.pending()) break;
    const IoResult result = stream_.write({parts.data(), count});
    if (result.bytes > 0) outbox_->consume(result.bytes);
    if (result.status == IoResult::Status::closed) return abort();
    if (result.status != IoResult::Status::ok) {
      waiting_write_ = true;
      return stream_.wait_write(self());
    }
  }
  on_drained();
}

void WsConnection::on_drained() {
  pongs_queued_ = 0;
  // Not at once: this may be inside Connection::flush, which does not call back.
  if (held_pong_) stream_.loop().post([held = self()] { held->send_held_pong(); });
  finish_if_drained();
}

void WsConnection::finish() {
  finishing_ = true;
  finish_if_drained();
}

void WsConnection::finish_if_drained() {
  if (!finishing_ || lingering_ || outbox_ == nullptr || !outbox_->empty() || waiting_write_ || !stream_.open()) return;
  stream_.loop().arm(*this, stream_.loop().limits().close_timeout_ms);
  if (!peer_done_) return;  // its close frame is still to come
  // Shut, then wait for the peer's end: closing at once with unread input would send a reset and could destroy our close
  // frame.
  lingering_ = true;
  stream_.shutdown_write();
  if (read_ended_) stream_.close();
  end_session_later();
}

void WsConnection::abort() {
  cancel();
  stream_.close();
  end_session_later();
}

void WsConnection::gone() {
  cancel();
  stream_.close();
  end_session();
}

void WsConnection::end_session_later() {
  stream_.loop().post([held = self()] { held->end_session(); });
}

void WsConnection::end_session() {
  if (!session_) return;
  outbox_ = nullptr;
  const std::unique_ptr<hub::Session> session = std::move(session_);
  stream_.loop().counters().websockets.add(-1);
  session->on_closed();
}

}  // namespace net
