// HttpConnection: one socket that speaks HTTP/1.1, from the TLS handshake to its end or to its becoming a WebSocket. One
// request at a time, in order; pipelined ones wait in `input_`. Nothing but this object is kept while it idles. On its
// loop's thread.
#pragma once

#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "net/address.h"
#include "net/endpoint.h"
#include "net/server.h"

namespace net {

struct Exchange;

class HttpConnection final : public Endpoint {
 public:
  /// `site` is an index into the loop's sites.
  HttpConnection(Stream stream, std::size_t site);
  ~HttpConnection() override;

  /// Begins to listen to the peer; call once.
  void start();

  void on_readable() override;
  void on_writable() override;
  void end() override { close(); }
  void drain() override;

 private:
  enum class Phase : std::uint8_t {
    handshake,  // TLS
    head,       // waiting for a request, or in the midst of its head
    body,
    disk,     // the pool reads or writes a piece
    handler,  // the route's coroutine runs
    writing,
    upgraded,   // the 101 is written
    lingering,  // our side is shut; what the peer still sends is thrown away, so that it can read our answer
    closed,
  };

  // Reading (http_connection.cpp)
  void on_deadline() override;
  void step_handshake();
  void read();
  bool process(std::string_view bytes);
  bool step(std::string_view& bytes);
  bool step_head(std::string_view& bytes);
  bool step_body(std::string_view& bytes);
  void discard();
  void on_head(bool more_input);
  bool resolve_target();
  void find_place();
  void begin_body(bool more_input);
  void begin_websocket();
  void become_websocket(std::string_view leftover);
  void spool_piece(bool last);
  void on_piece_spooled(bool ok, bool last);
  void dispatch();
  void too_large();

  // Writing (http_response.cpp)
  void on_response(http::Response response);
  void on_failure(std::exception_ptr failure);
  http::Response internal_error();
  void refuse(int status, std::string_view text);
  void respond(http::Response response);
  void load_piece();
  void on_piece_loaded(std::optional<std::string> piece);
  void write();
  void on_written();
  void next_request();
  void linger();
  void close();

  std::shared_ptr<HttpConnection> self() { return std::static_pointer_cast<HttpConnection>(shared_from_this()); }
  EventLoop& loop() const { return stream_.loop(); }

  std::unique_ptr<Exchange> exchange_;  // from a request's first byte to the last one of its response
  std::string input_;                   // received and not yet used
  Address peer_;
  std::uint32_t site_;
  Phase phase_ = Phase::handshake;
  bool processing_ = false;  // process() is on the stack and will go on by itself
  bool running_ = false;     // the handler holds a reference to the request, also after the socket closed
};

}  // namespace net
