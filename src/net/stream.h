// Stream: a connected socket, plain or under TLS, as HTTP and WebSocket connections use it: reads and writes that never
// wait, and two ways to be called when trying again makes sense. On the loop's thread.
#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <span>

#include "net/tls.h"

namespace net {

class Endpoint;
class EventLoop;

class Stream {
 public:
  /// Takes the descriptor over; `tls` may be null.
  Stream(EventLoop& loop, int fd, bool v6);
  ~Stream();
  Stream(Stream&& other) noexcept;

  void start_tls(std::unique_ptr<TlsSession> tls) { tls_ = std::move(tls); }
  bool secure() const { return tls_ != nullptr; }
  bool open() const { return socket_.is_open(); }
  int fd() { return socket_.native_handle(); }
  EventLoop& loop() const { return *loop_; }

  /// `ok` for a plain stream.
  IoResult handshake();
  /// Into the loop's buffer or any other. `closed` at the end of the stream as well as after an error.
  IoResult read(std::span<char> buffer);
  /// Whether to read again before waiting, after a read that gave `bytes` of a buffer of `size`.
  bool read_again(std::size_t bytes, std::size_t size) const { return secure() || bytes == size; }
  /// One system call, or one TLS record. `ok` may have taken less than there is; `want_write` means that the socket is full,
  /// and may still have taken some (TLS).
  IoResult write(std::span<const iovec> buffers);
  /// A record of TLS still has to go out; call `write` (of anything, or nothing) when the socket has room.
  bool pending() const { return tls_ && tls_->pending(); }

  /// Calls Endpoint::on_readable or on_writable once. An endpoint waits for one of the two at a time, or for both.
  void wait_read(std::shared_ptr<Endpoint> endpoint);
  void wait_write(std::shared_ptr<Endpoint> endpoint);

  /// No more will be written; the peer sees the end after what it was sent.
  void shutdown_write();
  void close();

 private:
  using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
  EventLoop* loop_;
  Socket socket_;
  std::unique_ptr<TlsSession> tls_;
};

}  // namespace net
