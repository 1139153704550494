// Stream and Endpoint: see the headers.
#include "net/stream.h"

#include <sys/socket.h>

#include <cerrno>

#include "net/endpoint.h"
#include "net/event_loop.h"

namespace net {

using boost::asio::ip::tcp;

Endpoint::Endpoint(Stream stream) : stream_(std::move(stream)) { stream_.loop().link(*this); }
Endpoint::~Endpoint() { stream_.loop().unlink(*this); }

Stream::Stream(EventLoop& loop, int fd, bool v6) : loop_(&loop), socket_(loop.context()) {
  boost::system::error_code error;
  socket_.assign(v6 ? tcp::v6() : tcp::v4(), fd, error);
  if (error) {
    ::close(fd);
    loop.shared().open.fetch_sub(1, std::memory_order_relaxed);
    return;
  }
  loop.counters().connections.add(1);
}

Stream::Stream(Stream&& other) noexcept = default;

Stream::~Stream() { close(); }

IoResult Stream::handshake() { return tls_ ? tls_->handshake() : IoResult{}; }

IoResult Stream::read(std::span<char> buffer) {
  if (!open()) return {IoResult::Status::closed, 0};
  IoResult result;
  if (tls_) {
    result = tls_->read(buffer);
  } else {
    const ssize_t count = ::recv(fd(), buffer.data(), buffer.size(), 0);
    if (count > 0) {
      result.bytes = static_cast<std::size_t>(count);
    } else if (count < 0 && (errno == EAGAIN || errno == EINTR)) {
      result.status = IoResult::Status::want_read;
    } else {
      result.status = IoResult::Status::closed;
    }
  }
  loop_->counters().bytes_in.add(result.bytes);
  return result;
}

IoResult Stream::write(std::span<const iovec> buffers) {
  if (!open()) return {IoResult::Status::closed, 0};
  IoResult result;
  if (tls_) {
    if (tls_->pending()) result = tls_->flush();
    if (result.status == IoResult::Status::ok && !buffers.empty()) result = tls_->write(buffers);
  } else if (!buffers.empty()) {
    msghdr message{};
    message.msg_iov = const_cast<iovec*>(buffers.data());
    message.msg_iovlen = buffers.size();
    const ssize_t count = ::sendmsg(fd(), &message, MSG_NOSIGNAL);
    if (count >= 0) {
      result.bytes = static_cast<std::size_t>(count);
    } else {
      result.status = errno == EAGAIN || errno == EINTR ? IoResult::Status::want_write : IoResult::Status::closed;
    }
  }
  loop_->counters().bytes_out.add(result.bytes);
  return result;
}

void Stream::wait_read(std::shared_ptr<Endpoint> endpoint) {
  socket_.async_wait(tcp::socket::wait_read, [endpoint = std::move(endpoint)](const boost::system::error_code& error) {
    if (!error) endpoint->on_readable();
  });
}

void Stream::wait_write(std::shared_ptr<Endpoint> endpoint) {
  socket_.async_wait(tcp::socket::wait_write, [endpoint = std::move(endpoint)](const boost::system::error_code& error) {
    if (!error) endpoint->on_writable();
  });
}

void Stream::shutdown_write() {
  if (tls_) tls_->shutdown();
  ::shutdown(fd(), SHUT_WR);
}

void Stream::close() {
  if (!open()) return;
  tls_.reset();  // before its descriptor goes
  boost::system::error_code ignored;
  socket_.close(ignored);
  loop_->counters().connections.add(-1);
  loop_->shared().open.fetch_sub(1, std::memory_order_relaxed);
}

}  // namespace net
