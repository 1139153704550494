// FakeServer: something to connect to on the loopback. One connection after another, on a thread of its own; every wait has
// a deadline.
#pragma once

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace testing_support {

/// The server's end of one connection.
class Conversation {
 public:
  explicit Conversation(int fd) : fd_(fd) {}
  /// Up to and including `end`; less when the other side closed.
  std::string read_to(std::string_view end) {
    std::size_t at;
    while ((at = buffer_.find(end)) == std::string::npos) {
      char bytes[4096];
      const ssize_t count = ::recv(fd_, bytes, sizeof bytes, 0);
      if (count <= 0) return std::exchange(buffer_, {});
      buffer_.append(bytes, static_cast<std::size_t>(count));
    }
    std::string taken = buffer_.substr(0, at + end.size());
    buffer_.erase(0, at + end.size());
    return taken;
  }
  /// False when the other side does not want it any more.
  bool write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }
  /// Waits until the other side closes.
  void wait_for_close() {
    while (!read_to("\n").empty()) {
    }
  }

 private:
  int fd_;
  std::string buffer_;
};

class FakeServer {
 public:
  explicit FakeServer(std::function<void(Conversation&)> talk) : talk_(std::move(talk)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(listener_ >= 0);
    REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(listener_, 16) == 0);
    socklen_t length = sizeof address;
    REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~FakeServer() {
    ::shutdown(listener_, SHUT_RDWR);  // wakes accept
    thread_.join();
    ::close(listener_);
  }
  FakeServer(const FakeServer&) = delete;
  FakeServer& operator=(const FakeServer&) = delete;

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  std::string url(const std::string& path) const { return "http://" + address() + path; }
  int connections() const { return connections_; }

 private:
  void run() {
    for (int fd; (fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0; ::close(fd)) {
      ++connections_;
      const timeval deadline{20, 0};
      ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &deadline, sizeof deadline);
      ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &deadline, sizeof deadline);
      Conversation conversation(fd);
      talk_(conversation);
    }
  }

  std::function<void(Conversation&)> talk_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> connections_ = 0;
  std::thread thread_;
};

/// Answers each request by its path; the requests are kept.
class FakeWebServer {
 public:
  explicit FakeWebServer(std::function<std::string(const std::string& path)> answer)
      : answer_(std::move(answer)), server_([this](Conversation& c) { talk(c); }) {}

  static std::string ok(const std::string& content_type, const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: " + content_type + "\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
  }
  static std::string redirect(const std::string& to) {
    return "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  }
  static std::string status(int code) {
    return "HTTP/1.1 " + std::to_string(code) + " Status\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  }

  const FakeServer& server() const { return server_; }
  std::string url(const std::string& path) const { return server_.url(path); }
  std::vector<std::string> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  void talk(Conversation& c) {
    const std::string request = c.read_to("\r\n\r\n");
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
    }
    const std::size_t begin = request.find(' ') + 1;
    const std::string answer = answer_(request.substr(begin, request.find(' ', begin) - begin));
    if (answer.empty()) return c.wait_for_close();  // says nothing at all
    c.write(answer);
  }

  std::mutex mutex_;
  std::vector<std::string> requests_;
  std::function<std::string(const std::string&)> answer_;
  FakeServer server_;  // its thread ends first
};

}  // namespace testing_support
