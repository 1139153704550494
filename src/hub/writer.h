// Writer: which sessions have something to write, and when it is written. Hub thread.
//
//   idle --push--> due --pass begins--> passing --flush--> idle          the socket took everything
//                                                     \--> blocked       the socket is full; the connection goes on itself
//                                                            \--on_written--> idle
//
// All frames of a turn are gathered and leave with one write per socket. When writing is what costs the time, passes keep a
// pause as long as the last one took (at most kPauseMaxMs), so that more is gathered per write instead of more writes made.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/clock.h"
#include "base/executor.h"
#include "base/timer_wheel.h"
#include "hub/hub.h"
#include "hub/session.h"

namespace hub {

class Writer final : private base::Deadline {
 public:
  static constexpr std::size_t kSlice = 192;  // sessions written before other work of the thread gets its turn
  static constexpr std::int64_t kPauseMaxMs = 20;

  /// `post_later` posts the call of run() after that many milliseconds.
  using PostLater = std::function<void(std::int64_t delay_ms)>;
  Writer(const base::Clock& clock, base::TimerWheel& timers, const HubOptions& options, HubMetrics& metrics,
         PostLater post_later);

  /// Queues the frame within the session's limit.
  void push(Session& session, const FrameRef& frame) {
    if (session.closing_ || session.left_) return;
    if (session.outbox_.bytes() + frame->bytes().size() > options_.outbox_bytes_max && !make_room(session, *frame)) return;
    put(session, frame);
  }
  /// Queues the last frame and hands the rest to the connection.
  void close(Session& session, const FrameRef& frame);
  /// The connection wrote everything.
  void written(Session& session);
  /// The session is gone.
  void forget(Session& session);

  /// One slice of a pass.
  void run();
  /// Everything now.
  void flush_all();

 private:
  struct Blocked {
    Session* session;
    std::uint64_t consumed;  // when last looked at
    std::int64_t since_ms;   // of no progress, or of closing
  };
  void put(Session& session, const FrameRef& frame) {
    session.outbox_.push(frame);
    if (session.writing_ == Session::Writing::idle) make_due(session);
  }
  bool make_room(Session& session, const Frame& frame);
  void make_due(Session& session);
  void schedule();
  void write(Session& session);
  void block(Session& session);
  void unlist(Session& session);
  void on_deadline() override;  // looks for sockets that take nothing
  void watch();

  const base::Clock& clock_;
  base::TimerWheel& timers_;
  const HubOptions& options_;
  HubMetrics& metrics_;
  PostLater post_later_;
  std::vector<Session*> due_;      // null where a session left
  std::vector<Session*> passing_;  // the pass that is running
  std::size_t position_ = 0;       // in it
  std::vector<Blocked> blocked_;
  bool scheduled_ = false;  // run() will be called
  std::int64_t pass_began_ms_ = 0;
  std::int64_t next_pass_ms_ = 0;
};

}  // namespace hub
