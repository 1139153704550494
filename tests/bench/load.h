// The load generator: one epoll loop with HTTP/1.1 keep-alive clients and many WebSocket receivers. One thread.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bench {

class Poller {
 public:
  struct Client {
    virtual ~Client() = default;
    virtual void on_ready(std::uint32_t events) = 0;
  };
  Poller();
  ~Poller();
  void watch(int fd, Client* client, bool writable);
  void change(int fd, Client* client, bool writable);
  /// Handles what is ready; waits at most `timeout_ms`.
  void turn(int timeout_ms);
  /// Turns until `done()` or the deadline; false on the deadline.
  bool until(const std::function<bool()>& done, int deadline_ms);

 private:
  int epoll_;
};

/// A connected non-blocking loopback socket.
int connect_to(std::uint16_t port);
/// Closes with a reset, so that no port stays in TIME_WAIT.
void close_hard(int fd);

struct HttpRequest {
  std::string method, target, token, body;
};
struct HttpResponse {
  int status = 0;
  std::string body;
};

/// A number of keep-alive connections that work through a queue of requests.
class HttpLoad {
 public:
  using Callback = std::function<void(const HttpResponse&)>;
  HttpLoad(Poller& poller, std::uint16_t port, int connections);
  ~HttpLoad();
  void send(HttpRequest request, Callback done);
  std::size_t waiting() const { return queue_.size() + busy_; }
  /// Sends all and waits; answers in the order of the requests. Ends the program when one is not answered with 2xx.
  std::vector<HttpResponse> all(const std::vector<HttpRequest>& requests);

 private:
  struct Connection;
  struct Job {
    HttpRequest request;
    Callback done;
  };
  void pump();
  Poller& poller_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::deque<Job> queue_;
  std::size_t busy_ = 0;
};

/// How a receiver of one protocol is let in and what it counts: marks are what the first 64 bytes of a frame contain.
struct Speech {
  const char* name;
  std::string path;     // the token is appended when it ends in '='
  std::string hello;    // mark of the frame that asks for credentials; empty: none does
  std::string ready;    // mark of the snapshot; empty: the receiver is ready after the handshake
  std::string message;  // mark of a chat message
  std::string content;  // stands before the text of a chat message; looked for in the whole frame
};
extern const Speech kBare;  // a baseline server that pushes at once after the handshake
extern const Speech kPandemonium;
extern const Speech kBonfireJson;
extern const Speech kBonfireMessagePack;

/// WebSocket receivers that authenticate and then count.
class Receivers {
 public:
  struct Options {
    std::uint16_t port = 0;
    const Speech* speech = &kPandemonium;
  };
  Receivers(Poller& poller, Options options);
  ~Receivers();
  /// Opens one per token, `window` handshakes at a time; false if not all were ready before the deadline.
  /// `meanwhile` is called every few milliseconds.
  bool open(const std::vector<std::string>& tokens, int window, int deadline_ms,
            const std::function<void()>& meanwhile = {});

  std::uint64_t messages = 0;  // frames that carry a chat message
  std::uint64_t bytes = 0;
  std::uint64_t closed = 0;                // connections that ended
  std::vector<std::int64_t> latencies_ns;  // of sampled receivers
  std::size_t ready = 0;
  std::size_t ready_bytes = 0;  // of the last snapshot
  std::size_t count() const { return list_.size(); }

 private:
  struct Receiver;
  void start_next();
  Poller& poller_;
  Options options_;
  std::vector<std::unique_ptr<Receiver>> list_;
  const std::vector<std::string>* tokens_ = nullptr;
};

/// The text of a measured message: when it was sent, filled up to `length` bytes.
std::string timed_content(std::size_t length);
/// The value of a string or number field of flat JSON, found by text search.
std::string json_field(std::string_view json, std::string_view name);

struct Percentiles {
  double p50_ms = 0, p99_ms = 0, p999_ms = 0;
};
Percentiles percentiles(std::vector<std::int64_t> ns);

}  // namespace bench
