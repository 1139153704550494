// Writer. See writer.h.
#include "store/sql/writer.h"

#include <chrono>
#include <exception>
#include <utility>

#include "base/log.h"
#include "store/sql/failure.h"
#include "store/sql/sql_error.h"

namespace store::sql {
namespace {

constexpr auto kLookAroundEvery = std::chrono::seconds(30);  // for cleaning up, when nobody writes

constexpr const char kLastId[] = "SELECT value FROM meta WHERE key = 'last_id'";
constexpr const char kSaveLastId[] =
    "INSERT INTO meta (key, value) VALUES ('last_id', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value";

std::uint64_t last_id(Connection& db) {
  std::uint64_t id = 0;
  Connection::one(db.query(kLastId), id);
  return id;
}

std::uint64_t microseconds_since(std::chrono::steady_clock::time_point start) {
  const auto passed = std::chrono::steady_clock::now() - start;
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(passed).count());
}

}  // namespace

Writer::Writer(std::unique_ptr<Connection> db, const OpenOptions& options, const base::Clock& clock, StoreMetrics& metrics)
    : db_(std::move(db)),
      batch_max_(options.commit_units_max),
      queue_max_(options.write_queue_max),
      metrics_(metrics),
      tables_(*db_),
      words_(*db_),
      heads_(tables_.events, options.events_per_stream_max),
      ids_(last_id(*db_)),
      saved_id_(ids_.last()),
      transaction_(tables_, words_, heads_, ids_, clock),
      cleaner_(*db_, tables_, words_, clock, options, metrics),
      gathering_(batch_max_),
      thread_([this] { run(); }) {}

Writer::~Writer() { close(); }

void Writer::set_commit_listener(Store::CommitListener listener) {
  std::lock_guard lock(mutex_);
  listener_ = std::move(listener);
}

void Writer::submit(Store::WriteUnit unit, Store::Done done) {
  const char* refused = nullptr;
  bool enough = false;
  {
    std::lock_guard lock(mutex_);
    if (closing_) {
      refused = "the store is closed";
    } else if (waiting_.size() >= queue_max_) {
      refused = "too many changes are waiting";
    } else {
      waiting_.push_back({std::move(unit), std::move(done), {}});
      enough = waiting_.size() >= wanted_;
    }
  }
  if (refused) return done(base::fail(base::ErrorKind::unavailable, "store", refused));
  if (enough) bell_.notify_one();
}

void Writer::close() {
  {
    std::lock_guard lock(mutex_);
    closing_ = true;
  }
  bell_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Writer::run() {
  std::vector<Work> batch;
  while (take(batch)) {
    if (!batch.empty()) run_batch(batch);
    batch.clear();
    if (cleaner_.pending()) cleaner_.step();
  }
  try {
    db_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (const std::exception& e) {
    // Nothing is lost: the next start finds the changes in the log beside the file.
    base::log::warn("the last checkpoint failed", {{"error", e.what()}});
  }
}

bool Writer::take(std::vector<Work>& batch) {
  std::unique_lock lock(mutex_);
  if (gathering_.wanted() > 1 && !cleaner_.pending()) {
    wanted_ = gathering_.wanted();
    bell_.wait_for(lock, gathering_.patience(), [this] { return waiting_.size() >= wanted_ || closing_; });
    gathering_.waited(waiting_.size());
    wanted_ = 1;
  }
  if (waiting_.empty() && !closing_ && !cleaner_.pending()) {
    bell_.wait_for(lock, kLookAroundEvery, [this] { return !waiting_.empty() || closing_; });
  }
  while (!waiting_.empty() && batch.size() < batch_max_) {
    batch.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return !batch.empty() || !closing_;
}

void Writer::run_batch(std::vector<Work>& batch) {
  transaction_.appended.clear();
  std::uint64_t took_us = 0;
  try {
    const std::int64_t changes_before = db_->total_changes();
    db_->run("BEGIN IMMEDIATE");
    for (Work& work : batch) work.result = run_unit(work.unit);
    const auto start = std::chrono::steady_clock::now();
    words_.write();
    heads_.save();
    if (ids_.last() != saved_id_) db_->run(kSaveLastId, ids_.last());
    const bool changed = db_->total_changes() != changes_before;
    db_->run("COMMIT");
    if (changed) {
      took_us = microseconds_since(start);
      metrics_.commit_us.observe_us(took_us);
      metrics_.commits.add();
    }
  } catch (const std::exception& e) {
    return fail(batch, error_of(e));
  }
  saved_id_ = ids_.last();
  heads_.committed();
  cleaner_.add(heads_.take_too_long());
  if (std::exchange(transaction_.channels_deleted, false)) cleaner_.channels_deleted();
  metrics_.events.add(transaction_.appended.size());
  metrics_.last_commit_units.set(static_cast<std::int64_t>(batch.size()));

  {
    std::lock_guard lock(mutex_);
    gathering_.committed(batch.size(), waiting_.size(), std::chrono::microseconds(took_us));
  }
  if (listener_ && !transaction_.appended.empty()) listener_(transaction_.appended);
  for (Work& work : batch) {
    if (!work.result) metrics_.units_failed.add();
    metrics_.units.add();
    work.done(std::move(work.result));
  }
}

Result<void> Writer::run_unit(Store::WriteUnit& unit) {
  const std::size_t events_before = transaction_.appended.size();
  const std::size_t words_before = words_.size();
  Result<void> result;
  db_->run("SAVEPOINT unit");
  try {
    result = unit(transaction_);
  } catch (const std::exception& e) {
    result = tl::unexpected<base::Error>(error_of(e));
  }
  // After some failures the engine has undone the whole batch; the units before this one are gone, too.
  if (!db_->in_transaction()) throw SqlError(SqlErrorKind::lost, "the transaction was rolled back by the engine");
  if (result) {
    heads_.unit_succeeded();
  } else {
    heads_.unit_failed();
    transaction_.appended.resize(events_before);
    words_.resize(words_before);
    db_->run("ROLLBACK TO unit");
  }
  db_->run("RELEASE unit");
  return result;
}

/// Nothing of the batch has happened. Even a unit that failed by itself may have done so because of what another one wrote.
void Writer::fail(std::vector<Work>& batch, const base::Error& error) {
  try {
    if (db_->in_transaction()) db_->run("ROLLBACK");
  } catch (const std::exception& e) {
    base::log::error("a rollback failed", {{"error", e.what()}});
  }
  heads_.rolled_back();
  words_.resize(0);
  transaction_.appended.clear();
  transaction_.channels_deleted = false;
  metrics_.commits_failed.add();
  for (Work& work : batch) {
    metrics_.units.add();
    metrics_.units_failed.add();
    work.done(tl::unexpected<base::Error>(error));
  }
}

}  // namespace store::sql
