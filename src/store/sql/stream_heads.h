// StreamHeads: the last number of each stream as the writer sees it, ahead of what is committed. Kept in memory, so that
// many events of one stream in a commit cost one row. Writer thread.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/event.h"
#include "store/sql/events.h"

namespace store::sql {

class StreamHeads {
 public:
  /// Asks for pruning when a stream has `kept_max` events and some more.
  StreamHeads(Events& events, std::uint64_t kept_max) : events_(events), kept_max_(kept_max) {}

  std::uint64_t number(core::StreamId stream) { return head(stream).number; }
  std::uint64_t advance(core::StreamId stream);

  /// A unit's numbers: kept when it succeeded, given back when it failed.
  void unit_succeeded() { undo_.clear(); }
  void unit_failed();

  /// Writes the rows of the streams that changed; before every commit.
  void save();
  void committed();
  /// Forgets everything that is not committed, by forgetting everything.
  void rolled_back();

  /// Streams that have grown too long; the caller prunes up to and including `number`.
  struct TooLong {
    core::StreamId stream;
    std::uint64_t number;
  };
  std::vector<TooLong> take_too_long();

 private:
  struct Head {
    std::uint64_t number = 0;
    std::uint64_t committed = 0;
    std::uint64_t first = 0;  // lowest number that may still be in the table
    bool listed = false;      // in changed_
  };
  Head& head(core::StreamId stream);

  Events& events_;
  std::uint64_t kept_max_;
  std::unordered_map<core::StreamId, Head> heads_;
  std::vector<core::StreamId> undo_;     // one entry for each number the running unit took
  std::vector<core::StreamId> changed_;  // since the last commit
  std::vector<TooLong> too_long_;
};

}  // namespace store::sql
