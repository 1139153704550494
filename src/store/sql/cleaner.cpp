// Cleaner. See cleaner.h.
#include "store/sql/cleaner.h"

#include <exception>

#include "base/log.h"

namespace store::sql {
namespace {

constexpr std::uint32_t kSliceRows = 256;  // messages with their reactions; 1 to 2 ms
constexpr std::uint32_t kEventSliceRows =
    512;  // as many as a stream grows by until it is too long, so that one slice will do
constexpr std::int64_t kAgeEveryMs = 60'000;
constexpr std::int64_t kExpiredKeptMs = 24 * 3'600'000;  // so that its owner is told that it has expired

constexpr const char kNextChannel[] = "SELECT id FROM deleted_channels LIMIT 1";
// Words and reactions are found through the messages that go in this slice: the same rows, asked for in the same order.
constexpr const char kReactions[] =
    "DELETE FROM reactions WHERE message IN (SELECT id FROM messages WHERE channel = $1 ORDER BY id LIMIT $2)";
constexpr const char kMessages[] =
    "DELETE FROM messages WHERE id IN (SELECT id FROM messages WHERE channel = $1 ORDER BY id LIMIT $2)";
constexpr const char kForget[] = "DELETE FROM deleted_channels WHERE id = $1";

}  // namespace

Cleaner::Cleaner(Connection& db, Tables& tables, WordChanges& words, const base::Clock& clock, const OpenOptions& options,
                 StoreMetrics& metrics)
    : db_(db),
      tables_(tables),
      words_(words),
      clock_(clock),
      event_age_max_ms_(options.event_age_max.count()),
      metrics_(metrics) {}

void Cleaner::add(std::vector<StreamHeads::TooLong> streams) {
  too_long_.insert(too_long_.end(), streams.begin(), streams.end());
}

bool Cleaner::pending() const { return channels_pending_ || !too_long_.empty() || clock_.steady_ms() >= age_due_ms_; }

void Cleaner::step() {
  try {
    db_.run("BEGIN IMMEDIATE");
    slice();
    db_.run("COMMIT");
  } catch (const std::exception& e) {
    base::log::warn("cleaning up failed and will be tried again", {{"error", e.what()}});
    if (db_.in_transaction()) db_.run("ROLLBACK");
    too_long_.clear();
    channels_pending_ = false;
    age_due_ms_ = clock_.steady_ms() + kAgeEveryMs;
  }
}

void Cleaner::slice() {
  if (channels_pending_) return channel_slice();
  if (!too_long_.empty()) {
    const StreamHeads::TooLong& next = too_long_.front();
    const std::int64_t pruned = tables_.events.prune_stream(next.stream, next.number, kEventSliceRows);
    metrics_.events_pruned.add(static_cast<std::uint64_t>(pruned));
    if (pruned < kEventSliceRows) too_long_.pop_front();
    return;
  }
  const std::int64_t now_ms = clock_.steady_ms();
  const std::int64_t pruned = tables_.events.prune_older(clock_.unix_ms() - event_age_max_ms_, kEventSliceRows);
  metrics_.events_pruned.add(static_cast<std::uint64_t>(pruned));
  const std::int64_t expired = tables_.secrets.prune(clock_.unix_ms() - kExpiredKeptMs, kEventSliceRows);
  if (pruned < kEventSliceRows && expired < kEventSliceRows) {
    age_due_ms_ = now_ms + kAgeEveryMs;
    channels_pending_ = true;  // asked for again now and then, should a round have failed
  }
}

void Cleaner::channel_slice() {
  core::ChannelId channel;
  if (!Connection::one(db_.query(kNextChannel), channel)) {
    channels_pending_ = false;
    return;
  }
  words_.remove_first(channel, kSliceRows);
  db_.run(kReactions, channel, kSliceRows);
  const std::int64_t messages = db_.run(kMessages, channel, kSliceRows);
  metrics_.messages_cleaned.add(static_cast<std::uint64_t>(messages));
  const std::int64_t states = tables_.read_states.prune(channel, kSliceRows);
  if (messages < kSliceRows && states < kSliceRows) db_.run(kForget, channel);
}

}  // namespace store::sql
