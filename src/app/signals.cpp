#include "app/signals.h"

#include <csignal>
#include <ctime>

namespace app {
namespace {

sigset_t handled() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  return set;
}

}  // namespace

void block_signals() {
  const sigset_t set = handled();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

std::optional<TakenSignal> wait_for_signal(std::int64_t timeout_ms) {
  const sigset_t set = handled();
  timespec timeout{};
  timeout.tv_sec = static_cast<time_t>(timeout_ms / 1000);
  timeout.tv_nsec = static_cast<long>(timeout_ms % 1000 * 1'000'000);
  for (;;) {
    const int number = timeout_ms < 0 ? sigwaitinfo(&set, nullptr) : sigtimedwait(&set, nullptr, &timeout);
    if (number == SIGHUP) return TakenSignal{Signal::reload, number};
    if (number > 0) return TakenSignal{Signal::stop, number};
    if (timeout_ms >= 0) return std::nullopt;
  }
}

}  // namespace app
