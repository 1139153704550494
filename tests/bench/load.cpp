#include "tests/bench/load.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/bench/process.h"

namespace bench {
namespace {

constexpr std::size_t kBufferBytes = 1 << 20;
char buffer[kBufferBytes];

[[noreturn]] void die(const std::string& why) {
  std::fprintf(stderr, "bench: %s\n", why.c_str());
  std::exit(1);
}

/// A masked client frame; the mask is zero, which is a legal key and keeps the payload readable.
std::string client_frame(int opcode, std::string_view payload) {
  std::string out;
  out += static_cast<char>(0x80 | opcode);
  if (payload.size() < 126) {
    out += static_cast<char>(0x80 | payload.size());
  } else {
    out += static_cast<char>(0x80 | 126);
    out += static_cast<char>(payload.size() >> 8);
    out += static_cast<char>(payload.size() & 0xff);
  }
  out.append(4, '\0');
  out += payload;
  return out;
}

void write_all(int fd, std::string_view bytes) {
  if (send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size()))
    die("a small write did not fit");
}

}  // namespace

Poller::Poller() : epoll_(epoll_create1(0)) {}
Poller::~Poller() { close(epoll_); }

void Poller::watch(int fd, Client* client, bool writable) {
  epoll_event e{};
  e.events = EPOLLIN | (writable ? EPOLLOUT : 0u);
  e.data.ptr = client;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &e);
}

void Poller::change(int fd, Client* client, bool writable) {
  epoll_event e{};
  e.events = EPOLLIN | (writable ? EPOLLOUT : 0u);
  e.data.ptr = client;
  epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &e);
}

void Poller::turn(int timeout_ms) {
  epoll_event events[512];
  const int n = epoll_wait(epoll_, events, 512, timeout_ms);
  for (int i = 0; i < n; ++i) static_cast<Client*>(events[i].data.ptr)->on_ready(events[i].events);
}

bool Poller::until(const std::function<bool()>& done, int deadline_ms) {
  const std::int64_t end = now_ns() + deadline_ms * 1'000'000LL;
  while (!done()) {
    if (now_ns() > end) return false;
    turn(5);
  }
  return true;
}

int connect_to(std::uint16_t port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (fd < 0) die("no more sockets");
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0 && errno != EINPROGRESS) die("cannot connect");
  return fd;
}

void close_hard(int fd) {
  const linger reset{1, 0};
  setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  close(fd);
}

// --- HTTP
// -------------------------------------------------------------------------------------------------------------------

struct HttpLoad::Connection : Poller::Client {
  HttpLoad* owner = nullptr;
  int fd = -1;
  bool idle = true;
  std::string in, out;
  Callback done;

  void begin(Job job) {
    idle = false;
    done = std::move(job.done);
    const HttpRequest& r = job.request;
    out = r.method + " " + r.target + " HTTP/1.1\r\nHost: bench\r\n";
    if (!r.token.empty()) out += "Authorization: " + r.token + "\r\n";
    out += "Content-Length: " + std::to_string(r.body.size()) + "\r\n\r\n" + r.body;
    write_out();
  }
  void write_out() {
    const ssize_t n = ::send(fd, out.data(), out.size(), MSG_NOSIGNAL);
    if (n > 0) out.erase(0, static_cast<std::size_t>(n));
    owner->poller_.change(fd, this, !out.empty());
  }
  void on_ready(std::uint32_t events) override {
    if ((events & EPOLLOUT) && !out.empty()) write_out();
    if (!(events & EPOLLIN)) return;
    const ssize_t n = recv(fd, buffer, kBufferBytes, 0);
    if (n == 0 || (n < 0 && errno != EAGAIN)) die("the server closed a REST connection");
    if (n < 0) return;
    in.append(buffer, static_cast<std::size_t>(n));
    const std::size_t head = in.find("\r\n\r\n");
    if (head == std::string::npos) return;
    std::size_t length = 0;
    if (const std::size_t at = in.find("Content-Length: "); at != std::string::npos && at < head) {
      length = std::strtoull(in.c_str() + at + 16, nullptr, 10);
    }
    if (in.size() < head + 4 + length) return;
    HttpResponse response{std::atoi(in.c_str() + 9), in.substr(head + 4, length)};
    in.erase(0, head + 4 + length);
    idle = true;
    --owner->busy_;
    const Callback callback = std::move(done);
    if (callback) callback(response);
    owner->pump();
  }
};

HttpLoad::HttpLoad(Poller& poller, std::uint16_t port, int connections) : poller_(poller) {
  for (int i = 0; i < connections; ++i) {
    auto c = std::make_unique<Connection>();
    c->owner = this;
    c->fd = connect_to(port);
    poller_.watch(c->fd, c.get(), false);
    connections_.push_back(std::move(c));
  }
}

HttpLoad::~HttpLoad() {
  for (const auto& c : connections_) close_hard(c->fd);
}

void HttpLoad::send(HttpRequest request, Callback done) {
  queue_.push_back({std::move(request), std::move(done)});
  pump();
}

void HttpLoad::pump() {
  if (queue_.empty() || busy_ == connections_.size()) return;
  for (const auto& c : connections_) {
    if (queue_.empty()) return;
    if (!c->idle) continue;
    ++busy_;
    Job job = std::move(queue_.front());
    queue_.pop_front();
    c->begin(std::move(job));
  }
}

std::vector<HttpResponse> HttpLoad::all(const std::vector<HttpRequest>& requests) {
  std::vector<HttpResponse> answers(requests.size());
  std::size_t left = requests.size();
  for (std::size_t i = 0; i < requests.size(); ++i) {
    send(requests[i], [&answers, &left, &requests, i](const HttpResponse& r) {
      if (r.status / 100 != 2)
        die(requests[i].method + " " + requests[i].target + " answered " + std::to_string(r.status) + " " + r.body);
      answers[i] = r;
      --left;
    });
  }
  if (!poller_.until([&] { return left == 0; }, 600'000)) die("REST requests were not answered in time");
  return answers;
}

const Speech kBare{"bare", "/", "", "", "{\"op\":\"MESSAGE_CREATE\"", "\"content\":\"T"};
const Speech kPandemonium{
    "Pandemonium",    "/pandemonium", "{\"op\":\"HELLO\"", "{\"op\":\"AUTHENTICATED\"", "{\"op\":\"MESSAGE_CREATE\"",
    "\"content\":\"T"};
const Speech kBonfireJson{
    "Bonfire JSON",   "/bonfire?version=1&format=json&token=", "", "{\"type\":\"Ready\"", "{\"type\":\"Message\"",
    "\"content\":\"T"};
// Strings of MessagePack: 0xa0 + length for short ones, 0xd9 and a byte of length from 32 on; the texts here have 200 bytes.
const Speech kBonfireMessagePack{"Bonfire MessagePack",
                                 "/bonfire?version=1&format=msgpack&token=",
                                 "",
                                 "\xa4type\xa5Ready",
                                 "\xa4type\xa7Message",
                                 "\xa7"
                                 "content\xd9\xc8T"};

// --- WebSocket
// --------------------------------------------------------------------------------------------------------------

struct Receivers::Receiver : Poller::Client {
  Receivers* owner = nullptr;
  int fd = -1;
  std::string token;
  bool sampled = false;
  bool upgraded = false, ready = false, sent = false;
  std::string partial;

  void on_ready(std::uint32_t events) override {
    if ((events & EPOLLOUT) && !sent) {
      sent = true;
      const std::string& path = owner->options_.speech->path;
      write_all(fd, "GET " + (path.ends_with('=') ? path + token : path) +
                        " HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      owner->poller_.change(fd, this, false);
    }
    if (!(events & (EPOLLIN | EPOLLHUP | EPOLLERR))) return;
    // What is left of the last read goes in front.
    const std::size_t kept = partial.size();
    if (kept > kBufferBytes / 2) {
      read_large();
      return;
    }
    std::memcpy(buffer, partial.data(), kept);
    const ssize_t n = recv(fd, buffer + kept, kBufferBytes - kept, 0);
    if (n == 0 || (n < 0 && errno != EAGAIN)) {
      ++owner->closed;
      close_hard(fd);
      fd = -1;
      return;
    }
    if (n < 0) return;
    owner->bytes += static_cast<std::uint64_t>(n);
    const std::string_view all(buffer, kept + static_cast<std::size_t>(n));
    const std::size_t used = consume(all);
    partial.assign(all.substr(used));
  }

  /// A snapshot larger than the shared buffer.
  void read_large() {
    const ssize_t n = recv(fd, buffer, kBufferBytes, 0);
    if (n <= 0) return;
    owner->bytes += static_cast<std::uint64_t>(n);
    partial.append(buffer, static_cast<std::size_t>(n));
    partial.erase(0, consume(partial));
  }

  std::size_t consume(std::string_view all) {
    std::size_t at = 0;
    if (!upgraded) {
      const std::size_t end = all.find("\r\n\r\n");
      if (end == std::string_view::npos) return 0;
      if (all.substr(9, 3) != "101") die("upgrade refused: " + std::string(all.substr(0, 200)));
      upgraded = true;
      at = end + 4;
      if (owner->options_.speech->ready.empty()) become_ready();
    }
    while (all.size() - at >= 2) {
      const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(all[at + i]); };
      std::size_t header = 2, length = byte(1) & 0x7f;
      if (length == 126) {
        if (all.size() - at < 4) break;
        length = (static_cast<std::size_t>(byte(2)) << 8) | byte(3), header = 4;
      } else if (length == 127) {
        if (all.size() - at < 10) break;
        length = 0;
        for (std::size_t i = 2; i < 10; ++i) length = (length << 8) | byte(i);
        header = 10;
      }
      if (all.size() - at < header + length) break;
      on_frame(byte(0) & 0x0f, all.substr(at + header, length));
      at += header + length;
    }
    return at;
  }

  void on_frame(int opcode, std::string_view payload) {
    if (opcode != 1 && opcode != 2) return;
    const Speech& speech = *owner->options_.speech;
    const std::string_view head = payload.substr(0, 64);
    if (head.find(speech.message) != std::string_view::npos) {
      ++owner->messages;
      if (!sampled) return;
      const std::size_t mark = payload.find(speech.content);
      if (mark == std::string_view::npos) return;
      owner->latencies_ns.push_back(now_ns() - std::strtoll(payload.data() + mark + speech.content.size(), nullptr, 10));
    } else if (!ready && !speech.hello.empty() && head.find(speech.hello) != std::string_view::npos) {
      write_all(fd, client_frame(1, "{\"op\":\"AUTHENTICATE\",\"d\":\"" + token + "\"}"));
    } else if (!ready && head.find(speech.ready) != std::string_view::npos) {
      owner->ready_bytes = payload.size();
      become_ready();
    }
  }

  void become_ready() {
    ready = true;
    ++owner->ready;
    partial.shrink_to_fit();
    owner->start_next();
  }
};

Receivers::Receivers(Poller& poller, Options options) : poller_(poller), options_(std::move(options)) {}

Receivers::~Receivers() {
  for (const auto& r : list_) {
    if (r->fd >= 0) close_hard(r->fd);
  }
}

void Receivers::start_next() {
  if (list_.size() == tokens_->size()) return;
  auto r = std::make_unique<Receiver>();
  r->owner = this;
  r->token = (*tokens_)[list_.size()];
  r->sampled = list_.size() % 16 == 0;
  r->fd = connect_to(options_.port);
  poller_.watch(r->fd, r.get(), true);
  list_.push_back(std::move(r));
}

bool Receivers::open(const std::vector<std::string>& tokens, int window, int deadline_ms,
                     const std::function<void()>& meanwhile) {
  tokens_ = &tokens;
  for (int i = 0; i < window; ++i) start_next();
  const auto done = [&] {
    if (meanwhile) meanwhile();
    return ready == tokens.size() || closed > 0;
  };
  return poller_.until(done, deadline_ms) && closed == 0;
}

std::string timed_content(std::size_t length) {
  std::string text = "T" + std::to_string(now_ns()) + " ";
  if (text.size() < length) text.append(length - text.size(), 'x');
  return text;
}

std::string json_field(std::string_view json, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":";
  const std::size_t at = json.find(key);
  if (at == std::string_view::npos) die("no " + std::string(name) + " in " + std::string(json.substr(0, 200)));
  std::string_view rest = json.substr(at + key.size());
  if (rest.starts_with('"')) return std::string(rest.substr(1, rest.find('"', 1) - 1));
  return std::string(rest.substr(0, rest.find_first_of(",}]")));
}

Percentiles percentiles(std::vector<std::int64_t> ns) {
  if (ns.empty()) return {};
  std::sort(ns.begin(), ns.end());
  const auto at = [&](double p) {
    return static_cast<double>(ns[static_cast<std::size_t>(p * static_cast<double>(ns.size() - 1))]) / 1e6;
  };
  return {at(0.5), at(0.99), at(0.999)};
}

}  // namespace bench
