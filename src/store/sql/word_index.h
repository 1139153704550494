// The full-text index over what messages say.
//
// The engine writes the words it has gathered in memory down whenever a savepoint is opened or released, and every unit of
// work is one: indexing inside a unit doubles what a message costs (58 against 28 us with 64 units in a commit, 12 without
// an index). So units only note what is to be done, and it is done once for all of them, right before their commit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/message.h"
#include "store/sql/connection.h"
#include "store/store.h"

namespace store::sql {

/// What the units of a batch change in the index. Writer thread.
class WordChanges {
 public:
  explicit WordChanges(Connection& db) : db_(db) {}

  void add(core::MessageId message, core::ChannelId channel, const std::optional<std::string>& content);
  /// `content` is what was added.
  void remove(core::MessageId message, core::ChannelId channel, const std::optional<std::string>& content);

  std::size_t size() const { return changes_.size(); }
  /// Forgets those of a unit that failed.
  void resize(std::size_t size) { changes_.resize(size); }
  /// Outside of all savepoints. Nothing is noted any more afterwards.
  void write();

  /// Takes the first `limit` messages of a channel that is gone from the index; their rows must be there still.
  void remove_first(core::ChannelId channel, std::uint32_t limit);

 private:
  struct Change {
    bool add = true;
    core::MessageId message;
    core::ChannelId channel;
    std::string content;
  };
  Connection& db_;
  std::vector<Change> changes_;
};

/// Asking the index. Sees what is committed, also inside a unit of work. Any connection.
class WordSearch {
 public:
  explicit WordSearch(Connection& db) : db_(db) {}

  /// Without reactions. Relevance orders the newest ones that fit, kRankedMax of them: the engine's own measure reads the
  /// whole index's entries for each word.
  std::vector<core::Message> find(const Reader::MessageSearch& search);
  static constexpr std::uint32_t kRankedMax = 1000;

 private:
  Connection& db_;
};

}  // namespace store::sql
