// The tables of events and of the streams' last numbers. See events.h.
#include "store/sql/events.h"

#include <algorithm>
#include <limits>

#include "store/sql/event_codec.h"
#include "store/sql/sql_error.h"

namespace store::sql {
namespace {

constexpr const char kHead[] = "SELECT number FROM streams WHERE kind = $1 AND id = $2";
constexpr const char kPutHead[] =
    "INSERT INTO streams (kind, id, number) VALUES ($1, $2, $3) ON CONFLICT (kind, id) DO UPDATE SET number = "
    "excluded.number";
constexpr const char kFirst[] =
    "SELECT number FROM events WHERE stream_kind = $1 AND stream_id = $2 ORDER BY number LIMIT 1";
constexpr const char kAfter[] =
    "SELECT number, time_ms, type, body FROM events WHERE stream_kind = $1 AND stream_id = $2 AND number > $3 "
    "ORDER BY number LIMIT $4";
constexpr const char kInsert[] =
    "INSERT INTO events (stream_kind, stream_id, number, time_ms, type, body) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr const char kPruneStream[] =
    "DELETE FROM events WHERE position IN (SELECT position FROM events WHERE stream_kind = $1 AND stream_id = $2 "
    "AND number <= $3 ORDER BY number LIMIT $4)";
// Rows are in the order of their commits, so the first ones are the oldest.
constexpr const char kPruneOlder[] =
    "DELETE FROM events WHERE time_ms < $1 AND position IN (SELECT position FROM events ORDER BY position LIMIT $2)";

}  // namespace

std::uint64_t Events::head(core::StreamId stream) {
  std::uint64_t number = 0;
  Connection::one(db_.query(kHead, stream.kind, stream.id), number);
  return number;
}

void Events::put_head(core::StreamId stream, std::uint64_t number) { db_.run(kPutHead, stream.kind, stream.id, number); }

std::uint64_t Events::first(core::StreamId stream) {
  std::uint64_t number = 0;
  Connection::one(db_.query(kFirst, stream.kind, stream.id), number);
  return number;
}

std::vector<core::EventRef> Events::after(core::StreamId stream, std::uint64_t number, std::uint32_t limit) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
  std::vector<core::EventRef> found;
  Rows rows = db_.query(kAfter, stream.kind, stream.id, std::min(number, kMax), limit);
  std::string type, json;
  while (rows.next()) {
    auto event = std::make_shared<core::Event>();
    event->stream = stream;
    rows.read(event->number, event->time_ms, type, json);
    auto body = decode_event(type, json);
    if (!body) throw SqlError(SqlErrorKind::corrupt, "a stored event cannot be read: " + body.error().info);
    auto files = files_in(json);
    if (!files) throw SqlError(SqlErrorKind::corrupt, "a stored event's files cannot be read: " + files.error().info);
    event->body = std::move(*body);
    event->files = std::move(*files);
    found.push_back(std::move(event));
  }
  return found;
}

void Events::insert(const core::Event& event) {
  db_.run(kInsert, event.stream.kind, event.stream.id, event.number, event.time_ms, event_type(event.body),
          with_files(encode_event(event.body), event.files));
}

std::int64_t Events::prune_stream(core::StreamId stream, std::uint64_t number, std::uint32_t limit) {
  return db_.run(kPruneStream, stream.kind, stream.id, number, limit);
}

std::int64_t Events::prune_older(std::int64_t time_ms, std::uint32_t limit) { return db_.run(kPruneOlder, time_ms, limit); }

}  // namespace store::sql
