// Executor: "run this later on that thread". The only way work travels between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/unique_function.h"

namespace base {

/// A queue of work belonging to one thread (an event loop) or to a pool. `post` may be called from any thread, never runs
/// the task inside the call, and keeps the order of posts of one caller when the executor is an event loop.
class Executor {
 public:
  using Task = UniqueFunction<void()>;
  virtual ~Executor() = default;
  virtual void post(Task task) = 0;
};

/// An event loop that can also run something a little later. Resolution of a millisecond or better; never early.
class DelayedExecutor : public Executor {
 public:
  virtual void post_after_us(std::int64_t delay_us, Task task) = 0;
};

/// An executor whose tasks are run by hand: for tests and simulations. One thread only.
/// A delay counts as over at once: what comes of it must not depend on time passing.
class ManualExecutor final : public DelayedExecutor {
 public:
  void post(Task task) override;
  void post_after_us(std::int64_t, Task task) override { post(std::move(task)); }
  /// Runs what is queued, including what that queues; returns how many tasks ran.
  std::size_t run_all();
  /// Runs one task if there is one.
  bool run_one();

 private:
  struct Queue;
  std::shared_ptr<Queue> queue_ = make_queue();
  static std::shared_ptr<Queue> make_queue();
};

}  // namespace base
