// MemoryStore: runs units at once. See memory_store.h.
#include "store/memory/memory_store.h"

#include <exception>
#include <utility>

#include "base/log.h"
#include "store/memory/memory_transaction.h"

namespace store::memory {

MemoryStore::MemoryStore(base::Clock& clock) : clock_(clock), rows_(std::make_unique<Rows>()) {}
MemoryStore::~MemoryStore() = default;

void MemoryStore::set_commit_listener(CommitListener listener) {
  std::lock_guard lock(mutex_);
  listener_ = std::move(listener);
}

void MemoryStore::read(ReadUnit unit, Done done) {
  Work work;
  work.read = std::move(unit);
  work.done = std::move(done);
  submit(std::move(work));
}

void MemoryStore::write(WriteUnit unit, Done done) {
  Work work;
  work.write = std::move(unit);
  work.done = std::move(done);
  submit(std::move(work));
}

void MemoryStore::close() {
  std::lock_guard lock(mutex_);
  closed_ = true;
}

void MemoryStore::submit(Work work) {
  std::lock_guard lock(mutex_);
  if (closed_) {
    work.done(base::fail(base::ErrorKind::unavailable, "store", "the store is closed"));
    return;
  }
  waiting_.push_back(std::move(work));
  if (running_) return;
  running_ = true;
  while (!waiting_.empty()) {
    Work next = std::move(waiting_.front());
    waiting_.pop_front();
    next.done(next.read ? run(next.read) : run(next.write));
  }
  running_ = false;
}

Result<void> MemoryStore::run(ReadUnit& unit) {
  try {
    MemoryReader<Reader> reader(*rows_);
    unit(reader);
    return {};
  } catch (const std::exception& e) {
    base::log::error("a unit of work failed", {{"error", e.what()}});
    return base::fail(base::ErrorKind::internal, "store", "a unit of work failed");
  }
}

Result<void> MemoryStore::run(WriteUnit& unit) {
  Result<void> result;
  try {
    MemoryTransaction transaction(*rows_, clock_);
    result = unit(transaction);
  } catch (const std::exception& e) {
    base::log::error("a unit of work failed", {{"error", e.what()}});
    result = base::fail(base::ErrorKind::internal, "store", "a unit of work failed");
  }
  auto events = std::exchange(rows_->announced, {});
  if (!result) {
    rows_->journal.roll_back();
    return result;
  }
  rows_->journal.keep();
  if (listener_ && !events.empty()) listener_(events);
  return result;
}

}  // namespace store::memory
