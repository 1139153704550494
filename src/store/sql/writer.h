// Writer: the thread that runs units of work and commits what waits together (group commit). Its connection is used by
// nothing else. While a commit waits for the disk, the next batch gathers by itself; see Gathering for who else is waited
// for.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/sql/cleaner.h"
#include "store/sql/gathering.h"
#include "store/sql/sql_transaction.h"
#include "store/sql/sqlite_store.h"

namespace store::sql {

class Writer {
 public:
  Writer(std::unique_ptr<Connection> db, const OpenOptions& options, const base::Clock& clock, StoreMetrics& metrics);
  ~Writer();

  void set_commit_listener(Store::CommitListener listener);
  /// Any thread.
  void submit(Store::WriteUnit unit, Store::Done done);
  /// Runs what was accepted, ends the thread, brings everything into the main file and closes the connection.
  void close();

 private:
  struct Work {
    Store::WriteUnit unit;
    Store::Done done;
    Result<void> result;
  };

  void run();
  /// Waits for units; false when there will be none.
  bool take(std::vector<Work>& batch);
  void run_batch(std::vector<Work>& batch);
  Result<void> run_unit(Store::WriteUnit& unit);
  void fail(std::vector<Work>& batch, const base::Error& error);

  std::unique_ptr<Connection> db_;
  const std::size_t batch_max_;
  const std::size_t queue_max_;
  StoreMetrics& metrics_;
  Tables tables_;
  WordChanges words_;
  StreamHeads heads_;
  core::IdGenerator ids_;
  std::uint64_t saved_id_;  // the high-water mark in the database
  SqlTransaction transaction_;
  Cleaner cleaner_;
  Gathering gathering_;

  std::mutex mutex_;  // of what follows
  std::condition_variable bell_;
  std::deque<Work> waiting_;
  std::size_t wanted_ = 1;  // the bell rings when so many wait
  Store::CommitListener listener_;
  bool closing_ = false;

  std::thread thread_;
};

}  // namespace store::sql
