// EventLoop: one thread, one io_context, and the connections that live on it. Everything is used on its own thread except
// `post`, `post_after_us` and what says otherwise.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "net/server.h"

namespace net {

class Endpoint;
class TrustedProxies;

/// What all loops of a server share; outlives them.
struct ServerShared {
  ServerOptions options;
  const base::Clock& clock;
  base::Executor& files;
  std::unique_ptr<TrustedProxies> proxies;
  std::atomic<std::size_t> open{0};       // sockets
  std::atomic<bool> draining{false};      // stop_accepting was called: no keep-alive any more
  std::atomic<std::uint64_t> spooled{0};  // makes the names of spool files unique
};

class EventLoop final : public Loop {
 public:
  explicit EventLoop(ServerShared& shared);
  ~EventLoop() override;

  void post(Task task) override;
  void post_after_us(std::int64_t delay_us, Task task) override;
  base::TimerWheel& timers() override { return timers_; }
  const NetMetrics& metrics() const override { return metrics_; }
  void set_sites(std::vector<Site> sites) override { sites_ = std::move(sites); }

  /// The body of the loop's thread; returns when the loop was stopped.
  void run();
  /// Ends every connection; `run` returns when the last one is gone, or after `patience_ms` where a handler does not come
  /// back.
  void end(std::int64_t patience_ms);

  // --- for connections
  // ------------------------------------------------------------------------------------------------------
  ServerShared& shared() { return shared_; }
  const Limits& limits() const { return shared_.options.limits; }
  NetMetrics& counters() { return metrics_; }
  boost::asio::io_context& context() { return context_; }
  /// Null when no site has that index.
  Site* site(std::size_t index) { return index < sites_.size() ? &sites_[index] : nullptr; }
  /// One buffer for all connections of the loop: its content is gone when the callback that read into it returns.
  std::span<char> read_buffer() { return read_buffer_; }
  void arm(base::Deadline& deadline, std::int64_t from_now_ms) {
    timers_.arm(deadline, shared_.clock.steady_ms() + from_now_ms);
  }
  /// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7) for now; made once per second.
  std::string_view http_date();
  /// `end` was called: nothing new begins.
  bool ending() const { return ending_; }
  void link(Endpoint& endpoint);
  void unlink(Endpoint& endpoint);
  /// Calls Endpoint::drain on each.
  void drain_connections();

 private:
  void arm_tick();
  void on_tick();

  ServerShared& shared_;
  NetMetrics metrics_;
  base::TimerWheel timers_;
  std::vector<Site> sites_;
  std::vector<char> read_buffer_;
  Endpoint* first_ = nullptr;
  bool ending_ = false;
  std::int64_t date_second_ = -1;
  std::array<char, 32> date_{};
  std::size_t date_size_ = 0;
  std::chrono::steady_clock::time_point tick_due_;
  // Last, so that it goes first: the handlers it drops hold connections, and those use what is above.
  boost::asio::io_context context_{1};
  boost::asio::steady_timer tick_{context_};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
};

}  // namespace net
