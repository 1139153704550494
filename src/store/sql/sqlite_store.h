// The storage port on one SQLite file: a writer thread that commits what waits together, and threads that read.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/metrics.h"
#include "store/store.h"

namespace store::sql {

enum class Durability {
  normal,  // what was acknowledged survives the end of the process
  full,    // and a power cut
};

struct OpenOptions {
  std::string path;  // the folder must exist; the file is created
  Durability durability = Durability::full;
  int reader_threads = 2;
  std::size_t commit_units_max = 256;            // units that share a commit
  std::size_t write_queue_max = 4096;            // units waiting; more are refused
  std::size_t read_queue_max = 4096;             //
  std::uint64_t events_per_stream_max = 10'000;  // kept at least; a few hundred more may stay for a while
  std::chrono::milliseconds event_age_max = std::chrono::hours(24 * 7);
  std::uint64_t file_bytes_max = 0;  // 0: as much as the disk has
};

/// Written by the writer thread, read by any.
struct StoreMetrics {
  base::Histogram commit_us;  // making a batch durable, the units' own work not included
  base::Counter commits;      // with at least one change
  base::Counter commits_failed;
  base::Counter units;  // write units run
  base::Counter units_failed;
  base::Counter events;  // committed
  base::Counter events_pruned;
  base::Counter messages_cleaned;  // of deleted channels
  base::Gauge last_commit_units;   // size of the latest batch
};

class SqliteStore : public Store {
 public:
  virtual const StoreMetrics& metrics() const = 0;
};

/// Errors, each with one line for people in `info`:
///  - unavailable / "path": no such folder, not readable or not writable;
///  - unavailable / "lock": another process (or another store of this one) has the database open;
///  - invalid / "format": the file is damaged, or not a database of this program;
///  - unsupported / "version": the database was written by a newer version.
/// `clock` must outlive the store.
Result<std::unique_ptr<SqliteStore>> open(OpenOptions options, const base::Clock& clock);

}  // namespace store::sql
