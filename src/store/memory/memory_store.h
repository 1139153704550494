// MemoryStore: the storage port without storage, for tests and simulations. Everything runs inside the call of read() or
// write(), on the calling thread and under a lock: the unit, the commit listener, `done`. What these submit themselves runs
// when they have returned, before the outermost call returns. So a single-threaded test is deterministic.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "store/store.h"

namespace store::memory {

struct Rows;

class MemoryStore final : public Store {
 public:
  /// Keeps every event; nothing is pruned. `clock` must outlive the store; ids are made from it.
  explicit MemoryStore(base::Clock& clock);
  ~MemoryStore() override;

  void set_commit_listener(CommitListener listener) override;
  void read(ReadUnit unit, Done done) override;
  void write(WriteUnit unit, Done done) override;
  void close() override;

 private:
  struct Work {
    ReadUnit read;
    WriteUnit write;  // one of the two is set
    Done done;
  };
  void submit(Work work);
  Result<void> run(ReadUnit& unit);
  Result<void> run(WriteUnit& unit);

  std::recursive_mutex mutex_;  // recursive, because units' callbacks may submit more work
  base::Clock& clock_;
  std::unique_ptr<Rows> rows_;
  CommitListener listener_;
  std::deque<Work> waiting_;
  bool running_ = false;
  bool closed_ = false;
};

}  // namespace store::memory
