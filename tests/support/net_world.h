// NetWorld: a server on a free loopback port with hubs behind it, and a blocking client with a deadline in every wait.
// The server runs on threads of its own; the test is another one.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/executor.h"
#include "hub/dialect.h"
#include "hub/hub.h"
#include "net/server.h"

namespace testing_support {

/// One thread for blocking work.
class FilesThread final : public base::Executor {
 public:
  FilesThread() : thread_([this] { run(); }) {}
  ~FilesThread() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }
  void post(Task task) override {
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(std::move(task));
    }
    wake_.notify_one();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      Task task = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      task();
      task = nullptr;
      lock.lock();
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

class SilentDialect final : public hub::Dialect {
 public:
  const char* name() const override { return "silent"; }
  void encode(const core::Event&, hub::Perspective, const hub::View&, Frames&) override {}
  void encode(const hub::PresenceChanged&, hub::Perspective, const hub::View&, Frames&) override {}
  void encode_joined(const core::CommunityState&, const std::vector<bool>&, core::UserId, const hub::View&,
                     Frames&) override {}
  void encode_visibility(const core::Event&, const hub::Visibility&, hub::Perspective, const hub::View&, Frames&) override {}
  void encode(const core::TypingChanged&, const hub::View&, Frames&) override {}
  void encode(const core::SlowmodeStarted&, const hub::View&, Frames&) override {}
};

class NothingToLoad final : public hub::StateLoader {
 public:
  void load_user(core::UserId, core::LoginSessionId, Callback<LoadedUser> done) override { done(base::not_found("user")); }
  void load_community(core::CommunityId, Callback<std::shared_ptr<core::CommunitySnapshot>> done) override {
    done(base::not_found("community"));
  }
};

class NobodyListens final : public hub::SignalPublisher {
 public:
  void publish(const core::Signal&) override {}
};

/// Sends back every message. Some texts are orders: "/close 4000", "/abort", "/flood 1000" (so many KiB).
class EchoSession final : public hub::Session {
 public:
  EchoSession(hub::Hub& hub, hub::Connection& connection, hub::Dialect& dialect, std::atomic<int>& closed)
      : Session(hub, connection, dialect), closed_(closed) {}
  void on_open() override { set_timeout_ms(3'600'000); }
  void on_message(hub::Opcode opcode, std::string_view payload) override {
    if (payload.starts_with("/close ")) return close(static_cast<std::uint16_t>(std::atoi(payload.data() + 7)), "asked");
    if (payload == "/abort") return connection().abort();
    if (payload == "/address") return send_text(connection().peer_address());
    if (payload.starts_with("/flood ")) {
      const std::string kilobyte(1024, 'x');
      for (int i = std::atoi(std::string(payload.substr(7)).c_str()); i > 0; --i) send_text(kilobyte);
      return;
    }
    send(hub::Frame::make(opcode, payload));
  }
  void on_closed() override {
    ++closed_;
    Session::on_closed();
  }
  void on_snapshot(const hub::Snapshot&) override {}
  void on_ended(Ended) override {}
  void on_drain() override { close(1001, "restart"); }
  hub::FrameRef too_slow_close_frame() override { return hub::Frame::make_close(4008, "too slow"); }

 private:
  void on_timeout() override {}
  std::atomic<int>& closed_;
};

/// Keeps what a coroutine waits for until the test lets it go on; resumes on the loop's thread.
struct Gate {
  std::atomic<int> waiting{0};
  std::mutex mutex;
  std::vector<std::pair<base::Executor*, std::coroutine_handle<>>> held;

  auto pass(base::Executor& loop) {
    struct Awaiter {
      Gate& gate;
      base::Executor& loop;
      bool await_ready() const { return false; }
      void await_suspend(std::coroutine_handle<> handle) const {
        const std::lock_guard lock(gate.mutex);
        gate.held.emplace_back(&loop, handle);
        ++gate.waiting;
      }
      void await_resume() const {}
    };
    return Awaiter{*this, loop};
  }
  void open() {
    const std::lock_guard lock(mutex);
    for (auto& [loop, handle] : held) loop->post([handle = handle] { handle.resume(); });
    held.clear();
    waiting = 0;
  }
};

template <typename F>
void wait_until(F&& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= deadline) FAIL("it did not come true in 30 s");
    std::this_thread::yield();
  }
}

/// Blocking, with a deadline; a test that waits for something that never comes fails instead of hanging.
class Client {
 public:
  explicit Client(std::uint16_t port, const std::string& from = {}) {
    fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(fd_ >= 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    if (!from.empty()) {
      ::inet_pton(AF_INET, from.c_str(), &address.sin_addr);
      REQUIRE(::bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    }
    address.sin_port = htons(port);
    ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    REQUIRE(::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    const int one = 1;
    ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  }
  ~Client() { close(); }
  Client(Client&& other) noexcept : fd_(std::exchange(other.fd_, -1)), received_(std::move(other.received_)) {}

  int fd() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }
  void shut() { ::shutdown(fd_, SHUT_WR); }
  /// False when the peer does not take it any more.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }
  /// Each piece of at most `size` bytes on its own.
  bool send_in_pieces(std::string_view bytes, std::size_t size) {
    for (; !bytes.empty(); bytes.remove_prefix(std::min(size, bytes.size()))) {
      if (!send(bytes.substr(0, size))) return false;
    }
    return true;
  }
  /// Reads more; false at the end of the stream.
  bool more() {
    pollfd wait{fd_, POLLIN, 0};
    REQUIRE_MESSAGE(::poll(&wait, 1, 30'000) == 1, "nothing came in 30 s; so far: ", received_.substr(0, 500));
    char buffer[65536];
    const ssize_t count = ::recv(fd_, buffer, sizeof buffer, 0);
    if (count <= 0) return false;
    received_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }
  std::string take(std::size_t count) {
    while (received_.size() < count) REQUIRE_MESSAGE(more(), "the stream ended early with: ", received_.substr(0, 500));
    std::string out = received_.substr(0, count);
    received_.erase(0, count);
    return out;
  }
  std::string take_until(std::string_view mark) {
    std::size_t at = 0;
    while ((at = received_.find(mark)) == std::string::npos) {
      REQUIRE_MESSAGE(more(), "the stream ended early with: ", received_.substr(0, 500));
    }
    return take(at + mark.size());
  }
  /// Everything up to the end of the stream.
  std::string rest() {
    while (more()) {
    }
    return std::exchange(received_, {});
  }
  bool ended() { return received_.empty() && !more(); }

 private:
  int fd_ = -1;
  std::string received_;
};

/// Moves the clock until something (or the end) can be read: a deadline may be set just after the clock was moved.
inline void advance_until_readable(base::ManualClock& clock, Client& client, std::int64_t step_ms) {
  for (int i = 0; i < 1500; ++i) {
    clock.advance_ms(step_ms);
    pollfd wait{client.fd(), POLLIN, 0};
    if (::poll(&wait, 1, 20) == 1) return;
  }
  FAIL("no deadline ended the wait");
}

struct Answer {
  int status = 0;
  std::string head, body;
  std::string header(std::string_view name) const {
    const std::size_t at = head.find("\r\n" + std::string(name) + ": ");
    if (at == std::string::npos) return {};
    const std::size_t from = at + name.size() + 4;
    return head.substr(from, head.find("\r\n", from) - from);
  }
};

inline Answer read_answer(Client& client, bool to_head = false) {
  Answer out;
  out.head = client.take_until("\r\n\r\n");
  out.status = std::atoi(out.head.c_str() + 9);
  const std::string length = out.header("Content-Length");
  if (!to_head && !length.empty()) out.body = client.take(static_cast<std::size_t>(std::stoull(length)));
  return out;
}

/// A server with one mount at the root, one below "/sub", and echo gateways at "/ws" and, without deflate, at "/plain".
class NetWorld {
 public:
  explicit NetWorld(net::ServerOptions options = {}, std::function<void(http::Mount&, net::Loop&)> routes = nullptr) {
    folder_ =
        std::filesystem::temp_directory_path() / ("net-" + std::to_string(::getpid()) + "-" + std::to_string(counter()++));
    std::filesystem::create_directories(folder_);
    options.spool_folder = folder_.string();
    if (options.listeners.empty()) options.listeners.push_back({});
    auto created = net::Server::create(std::move(options), clock, files);
    REQUIRE_MESSAGE(created.has_value(), (created ? std::string() : created.error().info));
    server = std::move(*created);
    for (net::Loop* loop : server->loops()) add_site(*loop, routes);
    port = server->bound()[0].port;
    server->start();
  }
  ~NetWorld() {
    gate.open();
    server->stop();
    hubs_.clear();
    server.reset();
    std::filesystem::remove_all(folder_);
  }
  Client connect(const std::string& from = {}) const { return Client(port, from); }
  const std::filesystem::path& folder() const { return folder_; }

  base::ManualClock clock;
  FilesThread files;
  Gate gate;
  std::atomic<int> sessions_closed{0};
  std::unique_ptr<net::Server> server;
  std::uint16_t port = 0;

 private:
  static std::atomic<int>& counter() {
    static std::atomic<int> value{0};
    return value;
  }
  static http::Response text(int status, std::string body) {
    http::Response out;
    out.status = status;
    out.headers.add("Content-Type", "text/plain");
    out.body = std::move(body);
    return out;
  }
  static base::Task<http::Response> hello(http::Request&) { co_return text(200, "hello"); }
  static base::Task<http::Response> echo(http::Request& request) { co_return text(200, request.body); }
  static base::Task<http::Response> about(http::Request& request) {
    co_return text(200, std::string(http::to_string(request.method)) + ' ' + request.path + " ?" + request.query + ' ' +
                            request.peer_address + ' ' + request.origin);
  }
  static base::Task<http::Response> parameter(http::Request& request) {
    co_return text(200, std::string(request.param("x")));
  }
  static base::Task<http::Response> no_content(http::Request&) { co_return text(204, "never sent"); }
  static base::Task<http::Response> throws(http::Request&) {
    throw std::runtime_error("a defect");
    co_return http::Response{};
  }
  static base::Task<http::Response> large(http::Request&) { co_return text(200, std::string(8u << 20, 'L')); }
  static base::Task<http::Response> spooled(http::Request& request) {
    co_return text(200, std::to_string(request.spooled->size()) + ' ' + request.spooled->path());
  }
  static base::Task<http::Response> slow(http::Request& request, Gate& gate, base::Executor& loop) {
    co_await gate.pass(loop);
    co_return text(200, "at last " + request.path);
  }

  void add_site(net::Loop& loop, const std::function<void(http::Mount&, net::Loop&)>& routes) {
    http::Mount::Fallbacks fallbacks;
    fallbacks.not_found = [](const http::Request&) { return text(404, "no such route"); };
    fallbacks.too_large = [](const http::Request&) { return text(413, "too large"); };
    fallbacks.internal = [](const http::Request&) { return text(500, "internal"); };
    fallbacks.options = [](const http::Request&) { return text(204, {}); };
    fallbacks.finish = [](const http::Request&, http::Response& response) { response.headers.add("X-Finished", "yes"); };
    auto root = std::make_unique<http::Mount>(std::move(fallbacks));
    using http::Method;
    root->add(Method::get, "/hello", hello);
    root->add(Method::post, "/echo", echo, {http::BodyPolicy::Kind::memory, 1000});
    root->add(Method::get, "/about", about);
    root->add(Method::get, "/p/{x}", parameter);
    root->add(Method::get, "/nothing", no_content);
    root->add(Method::get, "/throws", throws);
    root->add(Method::get, "/large", large);
    root->add(Method::post, "/spool", spooled, {http::BodyPolicy::Kind::spool, 4u << 20});
    root->add(Method::get, "/slow", [this, &loop](http::Request& request) { return slow(request, gate, loop); });
    if (routes) routes(*root, loop);
    auto sub = std::make_unique<http::Mount>(http::Mount::Fallbacks{});
    sub->add(Method::get, "/", about);
    sub->add(Method::get, "/about", about);
    sub->add(Method::post, "/echo", echo, {http::BodyPolicy::Kind::memory, 1000});

    hubs_.push_back(std::make_unique<hub::Hub>(loop, clock, loop.timers(), loader_, publisher_, hub::HubOptions{}));
    hub::Hub& hub = *hubs_.back();
    const auto factory = [this, &hub](const http::Request&, hub::Connection& connection) -> std::unique_ptr<hub::Session> {
      return std::make_unique<EchoSession>(hub, connection, dialect_, sessions_closed);
    };
    net::Site site;
    site.mounts.push_back({"", root.get()});
    site.mounts.push_back({"/sub", sub.get()});
    site.gateways.push_back({"/ws", factory, 1u << 17, true});
    site.gateways.push_back({"/plain", factory, 1u << 17, false});
    mounts_.push_back(std::move(root));
    mounts_.push_back(std::move(sub));
    std::vector<net::Site> sites;
    sites.push_back(std::move(site));
    loop.set_sites(std::move(sites));
  }

  std::filesystem::path folder_;
  SilentDialect dialect_;
  NothingToLoad loader_;
  NobodyListens publisher_;
  std::vector<std::unique_ptr<hub::Hub>> hubs_;
  std::vector<std::unique_ptr<http::Mount>> mounts_;
};

}  // namespace testing_support
