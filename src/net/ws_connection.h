// WsConnection: one WebSocket after its handshake. Reads frames for its session, writes the session's outbox, and sees to
// pings and to the closing handshake (RFC 6455, 5.5 and 7). On its loop's thread.
//
// It owns its session. Session::on_closed is called once, from the loop and never from inside flush, finish or abort.
#pragma once

#include <memory>
#include <string_view>

#include "hub/connection.h"
#include "hub/session.h"
#include "net/address.h"
#include "net/endpoint.h"
#include "net/ws_codec.h"

namespace net {

class WsConnection final : public Endpoint, public hub::Connection {
 public:
  WsConnection(Stream stream, std::uint32_t message_bytes_max, bool deflate, const Address& client);
  ~WsConnection() override;

  /// `first_bytes` came right behind the handshake. Without a session the connection ends at once.
  void start(std::unique_ptr<hub::Session> session, std::string_view first_bytes);

  // Endpoint
  void on_readable() override;
  void on_writable() override;
  void end() override { gone(); }

  // hub::Connection
  void flush(hub::Outbox& outbox) override;
  void finish() override;
  void abort() override;
  bool deflate() const override { return decoder_.deflate(); }
  std::string peer_address() const override { return client_.text(); }

 private:
  void on_deadline() override { gone(); }
  void read();
  void on_read_end();
  void process(std::span<char> bytes);
  void on_event(const Decoder::Event& event);
  void answer_ping(std::string_view payload);
  void send_held_pong();
  void write();
  void on_drained();
  void finish_if_drained();
  void gone();
  void end_session();
  void end_session_later();

  std::shared_ptr<WsConnection> self() { return std::static_pointer_cast<WsConnection>(shared_from_this()); }

  std::unique_ptr<hub::Session> session_;
  hub::Outbox* outbox_ = nullptr;  // the session's, from the first flush on
  Decoder decoder_;
  hub::FrameRef held_pong_;
  Address client_;
  std::uint8_t pongs_queued_ = 0;
  bool waiting_write_ = false;
  bool read_wants_write_ = false;  // TLS
  bool read_ended_ = false;        // the peer shut its side
  bool finishing_ = false;         // our close frame is the last one in the outbox
  bool peer_done_ = false;         // nothing that it sends is of interest any more
  bool lingering_ = false;         // both close frames are out, our side is shut
};

}  // namespace net
