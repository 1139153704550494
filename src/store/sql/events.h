// The tables of events and of the streams' last numbers. Same thread as its connection.
#pragma once

#include <cstdint>
#include <vector>

#include "core/event.h"
#include "store/sql/connection.h"

namespace store::sql {

class Events {
 public:
  explicit Events(Connection& db) : db_(db) {}

  /// The last number as committed; 0 when nothing happened yet.
  std::uint64_t head(core::StreamId stream);
  void put_head(core::StreamId stream, std::uint64_t number);
  /// The smallest number that is still here; 0 when there is none.
  std::uint64_t first(core::StreamId stream);

  std::vector<core::EventRef> after(core::StreamId stream, std::uint64_t number, std::uint32_t limit);
  void insert(const core::Event& event);

  /// Deletes up to `limit` of the stream's oldest events with numbers up to `number`; returns how many.
  std::int64_t prune_stream(core::StreamId stream, std::uint64_t number, std::uint32_t limit);
  /// Deletes up to `limit` of the oldest events of all streams that are older than `time_ms`; returns how many.
  std::int64_t prune_older(std::int64_t time_ms, std::uint32_t limit);

 private:
  Connection& db_;
};

}  // namespace store::sql
