#include "tests/bench/baseline.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <vector>

#include "tests/bench/process.h"

namespace bench {
namespace {

struct Peer {
  int fd = -1;
  std::uint64_t owed_bytes = 0;  // of the endless repetition of the frame, not yet written
  std::size_t phase = 0;         // bytes of the current frame that are written
};

std::string encode_frame(std::size_t bytes) {
  std::string payload = "{\"op\":\"MESSAGE_CREATE\",\"d\":\"";
  payload.resize(std::max(bytes, payload.size() + 2) - 2, 'x');
  payload += "\"}";
  std::string frame = "\x81";
  if (payload.size() < 126) {
    frame += static_cast<char>(payload.size());
  } else {
    frame += static_cast<char>(126);
    frame += static_cast<char>(payload.size() >> 8);
    frame += static_cast<char>(payload.size() & 0xff);
  }
  return frame + payload;
}

}  // namespace

void run_baseline(const BaselineLoad& load) {
  const std::string frame = encode_frame(load.frame_bytes);
  std::string repeated;  // enough repetitions that a gathered write from any phase is one piece
  for (std::size_t i = 0; i <= load.gather; ++i) repeated += frame;

  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  const int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_port = htons(load.port);
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0 || listen(listener, 4096) != 0) std::exit(3);
  if (write(load.ready_fd, "", 1) != 1) std::exit(3);

  const int epoll = epoll_create1(0);
  epoll_event e{};
  e.events = EPOLLIN;
  e.data.u64 = ~0ull;
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &e);

  std::vector<Peer> peers;
  std::size_t upgraded = 0;
  std::uint64_t sent = 0;
  std::int64_t next = 0;
  const auto push = [&](Peer& p) {
    while (p.owed_bytes > 0) {
      const std::size_t want =
          static_cast<std::size_t>(std::min<std::uint64_t>(p.owed_bytes, frame.size() * load.gather - p.phase));
      const ssize_t n = send(p.fd, repeated.data() + p.phase, want, MSG_NOSIGNAL);
      if (n <= 0) return;
      p.owed_bytes -= static_cast<std::uint64_t>(n);
      p.phase = (p.phase + static_cast<std::size_t>(n)) % frame.size();
    }
  };
  for (;;) {
    epoll_event events[512];
    const bool busy = upgraded == load.receivers && sent < load.messages;
    int timeout = -1;
    if (busy)
      timeout = load.interval_ns == 0 ? 0 : static_cast<int>(std::max<std::int64_t>(0, (next - now_ns()) / 1'000'000));
    const int n = epoll_wait(epoll, events, 512, timeout);
    for (int i = 0; i < n; ++i) {
      if (events[i].data.u64 == ~0ull) {
        for (int fd; (fd = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
          setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
          epoll_event pe{};
          pe.events = EPOLLIN;
          pe.data.u64 = peers.size();
          peers.push_back({fd});
          epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &pe);
        }
        continue;
      }
      Peer& p = peers[events[i].data.u64];
      char request[4096];
      const ssize_t got = recv(p.fd, request, sizeof request, 0);
      if (got <= 0) {
        if (got == 0) epoll_ctl(epoll, EPOLL_CTL_DEL, p.fd, nullptr);
        continue;
      }
      static constexpr char kAnswer[] =
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
      if (send(p.fd, kAnswer, sizeof kAnswer - 1, MSG_NOSIGNAL) > 0 && ++upgraded == load.receivers) {
        next = now_ns() + 100'000'000;  // the last receiver reads its handshake first
      }
    }
    if (!busy || now_ns() < next) continue;
    if (load.interval_ns > 0) {
      next += load.interval_ns;
      ++sent;
      for (Peer& p : peers) p.owed_bytes += frame.size();
    } else {
      sent += load.gather;
      for (Peer& p : peers) {
        if (p.owed_bytes < (1u << 20)) p.owed_bytes += frame.size() * load.gather;
      }
    }
    for (Peer& p : peers) push(p);
  }
}

}  // namespace bench
