// Signals are taken by the main thread alone, one at a time, like messages.
#pragma once

#include <cstdint>
#include <optional>

namespace app {

/// Before any other thread is started: they inherit it.
void block_signals();

enum class Signal { stop, reload };
struct TakenSignal {
  Signal what = Signal::stop;
  int number = 0;
};
/// Waits for SIGTERM, SIGINT or SIGHUP; nothing when `timeout_ms` passes first (negative: no limit).
std::optional<TakenSignal> wait_for_signal(std::int64_t timeout_ms);

}  // namespace app
