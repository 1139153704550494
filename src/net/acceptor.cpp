// Acceptor: see the header.
#include "net/acceptor.h"

#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/log.h"
#include "net/http_connection.h"

namespace net {
namespace {

constexpr int kBacklog = 4096;
constexpr int kAcceptsPerTurn = 64;
constexpr auto kPauseWithoutDescriptors = std::chrono::milliseconds(100);

/// An accepted descriptor on its way to a loop; closed and uncounted when it never arrives.
class Accepted {
 public:
  Accepted(int fd, ServerShared& shared) : fd_(fd), shared_(&shared) {}
  Accepted(Accepted&& other) noexcept : fd_(std::exchange(other.fd_, -1)), shared_(other.shared_) {}
  Accepted& operator=(Accepted&&) = delete;
  ~Accepted() {
    if (fd_ < 0) return;
    ::close(fd_);
    shared_->open.fetch_sub(1, std::memory_order_relaxed);
  }
  int take() { return std::exchange(fd_, -1); }

 private:
  int fd_;
  ServerShared* shared_;
};

std::string spelled(const Listener& listener) {
  const bool v6 = listener.address.find(':') != std::string::npos;
  return (v6 ? "[" + listener.address + "]" : listener.address) + ":" + std::to_string(listener.port);
}

tl::unexpected<base::Error> cannot(const Listener& listener, const std::string& why) {
  return base::invalid("listen", "address " + spelled(listener) + " " + why);
}

/// A socket that listens, or why there is none.
base::Result<int> listen_on(const Listener& listener, bool& v6) {
  addrinfo hints{};
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(listener.address.c_str(), std::to_string(listener.port).c_str(), &hints, &found);
  if (error != 0) return cannot(listener, std::string("is no address: ") + ::gai_strerror(error));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, ::freeaddrinfo);
  v6 = found->ai_family == AF_INET6;
  const int fd = ::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return cannot(listener, std::string("cannot be used: ") + std::strerror(errno));
  const int one = 1, zero = 0;
  ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (v6) ::setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &zero, sizeof zero);  // "::" takes IPv4 as well
  if (::bind(fd, found->ai_addr, found->ai_addrlen) != 0 || ::listen(fd, kBacklog) != 0) {
    const int why = errno;
    ::close(fd);
    return cannot(listener, why == EADDRINUSE ? "is in use" : std::string("cannot be used: ") + std::strerror(why));
  }
  return fd;
}

std::uint16_t port_of(int fd) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  std::array<char, NI_MAXSERV> port{};
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return 0;
  const auto* address = reinterpret_cast<sockaddr*>(&storage);
  if (::getnameinfo(address, size, nullptr, 0, port.data(), port.size(), NI_NUMERICSERV) != 0) return 0;
  return static_cast<std::uint16_t>(std::strtoul(port.data(), nullptr, 10));
}

void adopt(EventLoop& loop, Accepted accepted, bool v6, std::size_t site, TlsContext* tls) {
  if (loop.ending()) return;
  const int fd = accepted.take();
  Stream stream(loop, fd, v6);
  if (!stream.open()) return;
  if (tls != nullptr) {
    std::unique_ptr<TlsSession> session = TlsSession::create(*tls, fd);
    if (!session) return;
    stream.start_tls(std::move(session));
  }
  std::make_shared<HttpConnection>(std::move(stream), site)->start();
}

}  // namespace

base::Result<std::unique_ptr<Acceptor>> Acceptor::open(const Listener& listener, std::shared_ptr<TlsContext> tls,
                                                       EventLoop& home, const std::vector<EventLoop*>& loops) {
  bool v6 = false;
  const base::Result<int> fd = listen_on(listener, v6);
  if (!fd) return base::pass(fd);
  std::unique_ptr<Acceptor> out(new Acceptor(listener, std::move(tls), home, loops));
  out->v6_ = v6;
  out->bound_.port = port_of(*fd);
  boost::system::error_code error;
  out->socket_.assign(v6 ? boost::asio::ip::tcp::v6() : boost::asio::ip::tcp::v4(), *fd, error);
  if (error) {
    ::close(*fd);
    return cannot(listener, "cannot be used: " + error.message());
  }
  return out;
}

void Acceptor::close() {
  boost::system::error_code ignored;
  socket_.close(ignored);
  pause_.cancel();
}

void Acceptor::wait() {
  if (!socket_.is_open()) return;
  socket_.async_wait(boost::asio::ip::tcp::acceptor::wait_read, [this](const boost::system::error_code& error) {
    if (!error) accept_some();
  });
}

void Acceptor::accept_some() {
  for (int i = 0; i < kAcceptsPerTurn && socket_.is_open(); ++i) {
    const int fd = ::accept4(socket_.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
      deal_out(fd);
      continue;
    }
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) return pause();
    if (errno == EAGAIN) break;
    // ECONNABORTED and the network errors of Linux' accept(2) concern one connection that is gone already.
  }
  wait();
}

/// Waiting connections stay in the backlog until a descriptor is free; asking at once again would only burn the core.
void Acceptor::pause() {
  if (!std::exchange(complained_, true)) {
    base::log::warn("out of file descriptors, new connections wait", {{"open", std::to_string(home_.shared().open.load())}});
  }
  pause_.expires_after(kPauseWithoutDescriptors);
  pause_.async_wait([this](const boost::system::error_code& error) {
    if (!error) accept_some();
  });
}

void Acceptor::deal_out(int fd) {
  complained_ = false;
  ServerShared& shared = home_.shared();
  Accepted accepted((shared.open.fetch_add(1, std::memory_order_relaxed), fd), shared);
  if (shared.open.load(std::memory_order_relaxed) > shared.options.limits.connections_max) {
    home_.counters().refused.add();
    return;
  }
  const int one = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);  // a small answer must not wait for the peer's delayed ACK
  EventLoop& loop = *loops_[next_++ % loops_.size()];
  if (&loop == &home_) return adopt(loop, std::move(accepted), v6_, bound_.site, tls_.get());
  loop.post([&loop, accepted = std::move(accepted), v6 = v6_, site = bound_.site, tls = tls_]() mutable {
    adopt(loop, std::move(accepted), v6, site, tls.get());
  });
}

}  // namespace net
