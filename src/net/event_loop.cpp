// EventLoop: see the header.
#include "net/event_loop.h"

#include <boost/asio/post.hpp>

#include <ctime>
#include <exception>

#include "base/log.h"
#include "net/address.h"
#include "net/endpoint.h"

namespace net {
namespace {

constexpr std::size_t kReadBuffer = 64u << 10;
constexpr auto kTick = std::chrono::milliseconds(base::TimerWheel::kTickMs);

}  // namespace

EventLoop::EventLoop(ServerShared& shared) : shared_(shared), timers_(shared.clock.steady_ms()), read_buffer_(kReadBuffer) {}
EventLoop::~EventLoop() = default;

void EventLoop::post(Task task) {
  boost::asio::post(context_, [task = std::move(task)]() mutable { task(); });
}

void EventLoop::post_after_us(std::int64_t delay_us, Task task) {
  if (delay_us <= 0) return post(std::move(task));
  // The timer belongs to its handler, so that it lives as long as it is needed; the wait is begun on the loop's thread only.
  auto timer = std::make_unique<boost::asio::steady_timer>(context_, std::chrono::microseconds(delay_us));
  boost::asio::steady_timer& waiting = *timer;
  waiting.async_wait([timer = std::move(timer), task = std::move(task)](const boost::system::error_code& error) mutable {
    if (!error) task();
  });
}

void EventLoop::run() {
  tick_due_ = std::chrono::steady_clock::now();
  arm_tick();
  for (;;) {
    try {
      context_.run();
      return;
    } catch (const std::exception& failure) {
      // A defect of ours in one callback: its connection is gone with the handler that held it, the others go on.
      base::log::error("a callback of the event loop failed", {{"what", failure.what()}});
    }
  }
}

void EventLoop::end(std::int64_t patience_ms) {
  ending_ = true;
  for (Endpoint* endpoint = first_; endpoint != nullptr;) {
    const std::shared_ptr<Endpoint> held = endpoint->shared_from_this();
    held->end();
    endpoint = held->next_;
  }
  post_after_us(patience_ms * 1000, [this] { context_.stop(); });
  post([this] {
    if (first_ == nullptr) context_.stop();
  });
}

void EventLoop::drain_connections() {
  for (Endpoint* endpoint = first_; endpoint != nullptr;) {
    const std::shared_ptr<Endpoint> held = endpoint->shared_from_this();
    held->drain();
    endpoint = held->next_;
  }
}

void EventLoop::link(Endpoint& endpoint) {
  endpoint.next_ = first_;
  if (first_ != nullptr) first_->previous_ = &endpoint;
  first_ = &endpoint;
}

void EventLoop::unlink(Endpoint& endpoint) {
  if (endpoint.next_ != nullptr) endpoint.next_->previous_ = endpoint.previous_;
  (endpoint.previous_ != nullptr ? endpoint.previous_->next_ : first_) = endpoint.next_;
  if (ending_ && first_ == nullptr) context_.stop();
}

std::string_view EventLoop::http_date() {
  const std::int64_t second = shared_.clock.unix_ms() / 1000;
  if (second != date_second_) {
    date_second_ = second;
    static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t time = second;
    std::tm parts{};
    gmtime_r(&time, &parts);
    // Not strftime's %a and %b: those follow the locale.
    const int size =
        std::snprintf(date_.data(), date_.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT", kDays[parts.tm_wday], parts.tm_mday,
                      kMonths[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
    date_size_ = std::min(static_cast<std::size_t>(size), date_.size() - 1);
  }
  return {date_.data(), date_size_};
}

void EventLoop::arm_tick() {
  tick_due_ += kTick;
  tick_.expires_at(tick_due_);
  tick_.async_wait([this](const boost::system::error_code& error) {
    if (!error) on_tick();
  });
}

void EventLoop::on_tick() {
  const auto now = std::chrono::steady_clock::now();
  const auto late = std::chrono::duration_cast<std::chrono::microseconds>(now - tick_due_).count();
  metrics_.loop_lag_us.observe_us(static_cast<std::uint64_t>(std::max<std::int64_t>(late, 0)));
  timers_.advance(shared_.clock.steady_ms());
  tick_due_ = std::max(tick_due_, now - kTick);  // after a long pause: one tick, not all that were missed
  arm_tick();
}

}  // namespace net
