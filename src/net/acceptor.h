// Acceptor: one listening socket. It lives on one loop and deals what it accepts out to all loops in turn, so that the load
// is even whatever the kernel's hash does; SO_REUSEPORT would also let a second server take the same port without a word. On
// its home loop's thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <string>
#include <vector>

#include "net/event_loop.h"
#include "net/tls.h"

namespace net {

class Acceptor {
 public:
  /// Binds and listens. invalid("listen", ...) with one clear line: "address 127.0.0.1:7000 is in use".
  static base::Result<std::unique_ptr<Acceptor>> open(const Listener& listener, std::shared_ptr<TlsContext> tls,
                                                      EventLoop& home, const std::vector<EventLoop*>& loops);

  /// Address and port really bound. Any thread.
  const Listener& bound() const { return bound_; }
  /// Null for a plain listener. Any thread.
  TlsContext* tls() const { return tls_.get(); }

  void start() { wait(); }
  void close();

 private:
  Acceptor(Listener bound, std::shared_ptr<TlsContext> tls, EventLoop& home, const std::vector<EventLoop*>& loops)
      : bound_(std::move(bound)),
        tls_(std::move(tls)),
        home_(home),
        loops_(loops),
        socket_(home.context()),
        pause_(home.context()) {}
  void wait();
  void accept_some();
  void pause();
  void deal_out(int fd);

  Listener bound_;
  std::shared_ptr<TlsContext> tls_;
  EventLoop& home_;
  const std::vector<EventLoop*>& loops_;
  std::size_t next_ = 0;
  bool v6_ = false;
  bool complained_ = false;
  boost::asio::ip::tcp::acceptor socket_;
  boost::asio::steady_timer pause_;
};

}  // namespace net
