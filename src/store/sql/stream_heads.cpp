// StreamHeads. See stream_heads.h.
#include "store/sql/stream_heads.h"

#include <utility>

namespace store::sql {
namespace {

constexpr std::size_t kHeadsMax = 100'000;  // about 6 MB; then they are read again when needed
constexpr std::uint64_t kSlack = 256;       // a stream is pruned in steps of this size

}  // namespace

StreamHeads::Head& StreamHeads::head(core::StreamId stream) {
  auto [it, inserted] = heads_.try_emplace(stream);
  if (inserted) {
    it->second.number = it->second.committed = events_.head(stream);
    it->second.first = events_.first(stream);
  }
  return it->second;
}

std::uint64_t StreamHeads::advance(core::StreamId stream) {
  Head& h = head(stream);
  if (!h.listed) {
    h.listed = true;
    changed_.push_back(stream);
  }
  undo_.push_back(stream);
  return ++h.number;
}

void StreamHeads::unit_failed() {
  for (core::StreamId stream : undo_) --heads_[stream].number;
  undo_.clear();
}

void StreamHeads::save() {
  for (core::StreamId stream : changed_) {
    const Head& h = heads_[stream];
    if (h.number != h.committed) events_.put_head(stream, h.number);
  }
}

void StreamHeads::committed() {
  for (core::StreamId stream : changed_) {
    Head& h = heads_[stream];
    h.listed = false;
    h.committed = h.number;
    if (h.first == 0) h.first = 1;
    if (h.number < h.first + kept_max_ + kSlack) continue;
    h.first = h.number - kept_max_ + 1;
    too_long_.push_back({stream, h.first - 1});
  }
  changed_.clear();
  if (heads_.size() > kHeadsMax) heads_.clear();
}

void StreamHeads::rolled_back() {
  heads_.clear();
  changed_.clear();
  undo_.clear();
}

std::vector<StreamHeads::TooLong> StreamHeads::take_too_long() { return std::exchange(too_long_, {}); }

}  // namespace store::sql
