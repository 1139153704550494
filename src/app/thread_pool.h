// ThreadPool: a few threads for work that blocks (files, password hashes, mail). Owned by App.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/executor.h"

namespace app {

class ThreadPool final : public base::Executor {
 public:
  /// `name` is what the threads are called in tools; at most 12 bytes. Threads start with the first tasks, not before.
  ThreadPool(std::string name, std::size_t threads);
  ~ThreadPool() override;
  /// Any thread. After `stop` tasks are dropped.
  void post(Task task) override;
  /// Runs what is queued, then ends the threads. Blocks.
  void stop();

 private:
  void run();

  const std::string name_;
  const std::size_t threads_max_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> queue_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

}  // namespace app
