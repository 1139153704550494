#include "base/executor.h"

#include <deque>

namespace base {

struct ManualExecutor::Queue {
  std::deque<Task> tasks;
};

std::shared_ptr<ManualExecutor::Queue> ManualExecutor::make_queue() { return std::make_shared<Queue>(); }

void ManualExecutor::post(Task task) { queue_->tasks.push_back(std::move(task)); }

bool ManualExecutor::run_one() {
  if (queue_->tasks.empty()) return false;
  Task task = std::move(queue_->tasks.front());
  queue_->tasks.pop_front();
  task();
  return true;
}

std::size_t ManualExecutor::run_all() {
  std::size_t count = 0;
  while (run_one()) ++count;
  return count;
}

}  // namespace base
