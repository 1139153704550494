#include "hub/writer.h"

#include <algorithm>
#include <utility>

namespace hub {

Writer::Writer(const base::Clock& clock, base::TimerWheel& timers, const HubOptions& options, HubMetrics& metrics,
               PostLater post_later)
    : clock_(clock), timers_(timers), options_(options), metrics_(metrics), post_later_(std::move(post_later)) {}

void Writer::make_due(Session& session) {
  session.writing_ = Session::Writing::due;
  session.writing_index_ = static_cast<std::uint32_t>(due_.size());
  due_.push_back(&session);
  if (!scheduled_) schedule();
}

void Writer::schedule() {
  scheduled_ = true;
  post_later_(std::max<std::int64_t>(next_pass_ms_ - clock_.steady_ms(), 0));
}

void Writer::run() {
  scheduled_ = false;
  if (position_ == passing_.size()) {
    passing_.clear();
    position_ = 0;
    std::swap(passing_, due_);
    for (Session* session : passing_) {
      if (session != nullptr) session->writing_ = Session::Writing::passing;
    }
    pass_began_ms_ = clock_.steady_ms();
  }
  const std::size_t end = std::min(position_ + kSlice, passing_.size());
  while (position_ < end) {
    Session* session = passing_[position_++];
    if (session != nullptr) write(*session);
  }
  if (position_ < passing_.size()) {
    scheduled_ = true;
    post_later_(0);
    return;
  }
  const std::int64_t now_ms = clock_.steady_ms();
  next_pass_ms_ = now_ms + std::min(now_ms - pass_began_ms_, kPauseMaxMs);
  if (!due_.empty()) schedule();
}

void Writer::flush_all() {
  while (position_ < passing_.size()) {
    Session* session = passing_[position_++];
    if (session != nullptr) write(*session);
  }
  for (std::size_t i = 0; i < due_.size(); ++i) {
    if (due_[i] != nullptr) write(*due_[i]);
  }
  due_.clear();
}

void Writer::write(Session& session) {
  session.writing_ = Session::Writing::idle;
  if (session.outbox_.empty()) return;
  metrics_.flushes.add();
  session.connection_.flush(session.outbox_);
  if (!session.outbox_.empty()) block(session);
}

void Writer::block(Session& session) {
  session.writing_ = Session::Writing::blocked;
  session.writing_index_ = static_cast<std::uint32_t>(blocked_.size());
  blocked_.push_back({&session, session.outbox_.consumed(), clock_.steady_ms()});
  if (!armed()) watch();
}

void Writer::written(Session& session) {
  if (session.writing_ != Session::Writing::blocked) return;
  unlist(session);
  if (!session.outbox_.empty()) make_due(session);
}

void Writer::forget(Session& session) { unlist(session); }

void Writer::unlist(Session& session) {
  switch (std::exchange(session.writing_, Session::Writing::idle)) {
    case Session::Writing::idle:
      break;
    case Session::Writing::due:
      due_[session.writing_index_] = nullptr;
      break;
    case Session::Writing::passing:
      passing_[session.writing_index_] = nullptr;
      break;
    case Session::Writing::blocked:
      blocked_[session.writing_index_] = blocked_.back();
      blocked_[session.writing_index_].session->writing_index_ = session.writing_index_;
      blocked_.pop_back();
      break;
  }
}

bool Writer::make_room(Session& session, const Frame& frame) {
  if (session.in_snapshot_) return true;
  Outbox& outbox = session.outbox_;
  if (session.writing_ == Session::Writing::due || session.writing_ == Session::Writing::passing) {
    // A burst within one turn: the socket was not asked yet.
    unlist(session);
    write(session);
  }
  const std::size_t size = frame.bytes().size();
  const std::size_t snapshot =
      session.snapshot_end_ > outbox.consumed() ? static_cast<std::size_t>(session.snapshot_end_ - outbox.consumed()) : 0;
  const std::size_t limit = options_.outbox_bytes_max + snapshot;
  if (outbox.bytes() + size <= limit) return true;
  if (frame.priority() == Priority::ephemeral) {
    metrics_.dropped_ephemeral.add();
    return false;
  }
  metrics_.dropped_ephemeral.add(outbox.drop_ephemeral());
  if (outbox.bytes() + size <= limit) return true;
  metrics_.closed_slow.add();
  const FrameRef last = session.too_slow_close_frame();
  outbox.drop_unsent();
  close(session, last);
  return false;
}

void Writer::close(Session& session, const FrameRef& frame) {
  if (session.closing_ || session.left_) return;
  put(session, frame);
  session.closing_ = true;
  if (session.writing_ == Session::Writing::blocked) blocked_[session.writing_index_].since_ms = clock_.steady_ms();
  session.connection_.finish();
}

void Writer::watch() {
  timers_.arm(*this, clock_.steady_ms() + std::clamp<std::int64_t>(options_.write_stall_ms / 8, 10, 1000));
}

void Writer::on_deadline() {
  const std::int64_t now_ms = clock_.steady_ms();
  std::int64_t queued = 0;
  for (std::size_t i = 0; i < blocked_.size();) {
    Blocked& entry = blocked_[i];
    Session& session = *entry.session;
    if (entry.consumed != session.outbox_.consumed()) {
      entry.consumed = session.outbox_.consumed();
      // One that is being closed has this time for everything, not for each piece.
      if (!session.closing_) entry.since_ms = now_ms;
    }
    if (now_ms - entry.since_ms >= options_.write_stall_ms) {
      if (!session.closing_) metrics_.closed_slow.add();
      session.closing_ = true;
      unlist(session);
      session.connection_.abort();
      continue;
    }
    queued += static_cast<std::int64_t>(session.outbox_.bytes());
    ++i;
  }
  metrics_.outbox_bytes.set(queued);
  if (!blocked_.empty()) watch();
}

}  // namespace hub
