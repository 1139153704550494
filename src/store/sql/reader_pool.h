// ReaderPool: threads that run reading units, each with a connection of its own and a snapshot per unit.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/sql/connection.h"
#include "store/store.h"

namespace store::sql {

class ReaderPool {
 public:
  /// A thread for each connection.
  ReaderPool(std::vector<std::unique_ptr<Connection>> connections, std::size_t queue_max);
  ~ReaderPool();

  /// Any thread.
  void submit(Store::ReadUnit unit, Store::Done done);
  /// Runs what was accepted, ends the threads and closes their connections.
  void close();

 private:
  struct Work {
    Store::ReadUnit unit;
    Store::Done done;
  };
  void run(Connection& db);

  std::vector<std::unique_ptr<Connection>> connections_;
  const std::size_t queue_max_;
  std::mutex mutex_;  // of what follows
  std::condition_variable bell_;
  std::deque<Work> waiting_;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace store::sql
