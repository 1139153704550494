// ReaderPool. See reader_pool.h.
#include "store/sql/reader_pool.h"

#include <exception>

#include "store/sql/failure.h"
#include "store/sql/sql_reader.h"

namespace store::sql {
namespace {

Result<void> run_unit(Connection& db, SqlReader& reader, Store::ReadUnit& unit) {
  Result<void> result;
  try {
    db.run("BEGIN");
    unit(reader);
    db.run("COMMIT");
    return result;
  } catch (const std::exception& e) {
    result = tl::unexpected<base::Error>(error_of(e));
  }
  try {
    if (db.in_transaction()) db.run("ROLLBACK");
  } catch (const std::exception& e) {
    error_of(e);
  }
  return result;
}

}  // namespace

ReaderPool::ReaderPool(std::vector<std::unique_ptr<Connection>> connections, std::size_t queue_max)
    : connections_(std::move(connections)), queue_max_(queue_max) {
  for (auto& connection : connections_) threads_.emplace_back([this, &db = *connection] { run(db); });
}

ReaderPool::~ReaderPool() { close(); }

void ReaderPool::submit(Store::ReadUnit unit, Store::Done done) {
  const char* refused = nullptr;
  {
    std::lock_guard lock(mutex_);
    if (closing_) {
      refused = "the store is closed";
    } else if (waiting_.size() >= queue_max_) {
      refused = "too many questions are waiting";
    } else {
      waiting_.push_back({std::move(unit), std::move(done)});
    }
  }
  if (refused) return done(base::fail(base::ErrorKind::unavailable, "store", refused));
  bell_.notify_one();
}

void ReaderPool::close() {
  {
    std::lock_guard lock(mutex_);
    closing_ = true;
  }
  bell_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
  connections_.clear();
}

void ReaderPool::run(Connection& db) {
  Tables tables(db);
  SqlReader reader(tables);
  while (true) {
    Work work;
    {
      std::unique_lock lock(mutex_);
      bell_.wait(lock, [this] { return !waiting_.empty() || closing_; });
      if (waiting_.empty()) return;
      work = std::move(waiting_.front());
      waiting_.pop_front();
    }
    work.done(run_unit(db, reader, work.unit));
  }
}

}  // namespace store::sql
