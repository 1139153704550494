// Cleaner: what is deleted later and little by little, so that no unit waits long behind it: old events, secrets
// that have expired long ago, and the messages and read states of deleted channels. Works in slices between two batches.
// Writer thread.
#pragma once

#include <cstdint>
#include <deque>

#include "base/clock.h"
#include "store/sql/connection.h"
#include "store/sql/sqlite_store.h"
#include "store/sql/stream_heads.h"
#include "store/sql/tables.h"

namespace store::sql {

class Cleaner {
 public:
  Cleaner(Connection& db, Tables& tables, WordChanges& words, const base::Clock& clock, const OpenOptions& options,
          StoreMetrics& metrics);

  void add(std::vector<StreamHeads::TooLong> streams);
  /// A channel was deleted. Also true after a start: there may be some left from before.
  void channels_deleted() { channels_pending_ = true; }

  /// Whether there is something to do now.
  bool pending() const;
  /// One slice, in a transaction of its own. A failure is logged and ends the work until the next round.
  void step();

 private:
  void slice();
  void channel_slice();

  Connection& db_;
  Tables& tables_;
  WordChanges& words_;
  const base::Clock& clock_;
  const std::int64_t event_age_max_ms_;
  StoreMetrics& metrics_;
  std::deque<StreamHeads::TooLong> too_long_;
  bool channels_pending_ = true;
  std::int64_t age_due_ms_ = 0;  // steady; the next look for events that are too old
};

}  // namespace store::sql
