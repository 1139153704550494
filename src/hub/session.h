// Session: one WebSocket connection as the hub sees it. Each protocol derives its state machine from it.
// Lives and dies on the hub thread that accepted it; owned by its connection in net (or by a test's fake connection).
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/timer_wheel.h"
#include "core/ids.h"
#include "hub/connection.h"
#include "hub/frame.h"
#include "hub/outbox.h"

namespace hub {

class Dialect;
class Hub;
struct AudienceClass;
struct Snapshot;

/// One line of a session's list of audiences, and where in that audience's list the session stands.
struct Subscription {
  AudienceClass* audience;
  std::uint32_t index;
};

class Session : private base::Deadline {
 public:
  Session(Hub& hub, Connection& connection, Dialect& dialect);
  ~Session() override;

  // --- called by net ----------------------------------------------------------------------------------------------------
  /// The handshake is done; the first thing that is called.
  virtual void on_open() = 0;
  /// One whole message (text is valid UTF-8). The bytes are valid during the call only.
  virtual void on_message(Opcode opcode, std::string_view payload) = 0;
  /// A control frame came in (ping, pong or close); pings are answered by net. Returns false to leave it unanswered.
  virtual bool on_control(Opcode) { return true; }
  /// The socket is gone; the session is destroyed right after. The base class leaves the hub; an override calls it.
  virtual void on_closed();
  /// Everything queued has reached the socket. Does nothing when it was the hub's own flush that wrote it.
  void on_written();

  // --- called by the hub --------------------------------------------------------------------------------------------------
  /// `Hub::attach` is complete: send the snapshot. Events of its topics follow from the next one on.
  virtual void on_snapshot(const Snapshot& snapshot) = 0;
  /// `Hub::attach` failed (storage unavailable, user gone), or the log-in was ended while attached. The session says so and
  /// closes.
  enum class Ended { unavailable, login_gone };
  virtual void on_ended(Ended why) = 0;
  /// The server is going down: tell the client to come back and close.
  virtual void on_drain() = 0;
  /// The outbox limit was reached although ephemeral frames were dropped: close codes for "too slow" differ by protocol. The
  /// frame given is sent as the last one if the peer ever reads.
  virtual FrameRef too_slow_close_frame() = 0;

  // --- for protocols ------------------------------------------------------------------------------------------------------
  /// Queues the frame for the end of this turn; compressed when that was negotiated. The outbox limit (HubOptions) applies,
  /// see too_slow_close_frame; what is sent inside on_snapshot may exceed it, and until that is written later frames have
  /// the whole limit for themselves. Ignored once the session is closing.
  void send(FrameRef frame);
  void send_text(std::string_view payload, Priority priority = Priority::durable);
  /// Queues a close frame; nothing is sent or received after it.
  void close(std::uint16_t code, std::string_view reason);
  bool closing() const { return closing_; }
  bool attached() const { return attached_; }
  /// The person this session belongs to; value 0 before attach.
  core::UserId user_id() const { return user_id_; }
  core::LoginSessionId login_id() const { return login_id_; }
  Connection& connection() { return connection_; }
  Dialect& dialect() { return dialect_; }

 protected:
  Hub& hub() { return hub_; }
  /// One deadline per session, for heartbeats and authentication; `on_timeout` is called once when it passes.
  void set_timeout_ms(std::int64_t from_now_ms);
  void clear_timeout() { Deadline::cancel(); }
  virtual void on_timeout() = 0;
  /// Of every community from now on, instead of what the dialect says (Dialect::follows_members). Before Hub::attach.
  void set_follows_members(bool follows) { follows_members_ = follows; }

 private:
  friend class Hub;
  friend class Broadcast;
  friend class Subscriptions;
  friend class Writer;
  void on_deadline() override { on_timeout(); }
  void leave();

  enum class Writing : std::uint8_t { idle, due, passing, blocked };  // in which list of the Writer

  // What a delivery touches stands together.
  Outbox outbox_;
  Dialect& dialect_;
  std::uint64_t stamp_ = 0;  // last delivery that reached this session: qualifying twice is free
  bool closing_ = false;
  bool attached_ = false;
  bool deflate_ = false;      // Connection::deflate, as it was when the session was attached
  bool in_snapshot_ = false;  // inside on_snapshot: the outbox limit does not apply
  Writing writing_ = Writing::idle;
  bool left_ = false;  // the socket is gone
  const bool uses_relations_;
  bool follows_members_;             // what subscriptions begin with
  std::uint32_t writing_index_ = 0;  // place in that list
  Connection& connection_;
  Hub& hub_;
  std::uint64_t snapshot_end_ = 0;  // Outbox::consumed when the last byte of the snapshot will have been written
  core::UserId user_id_;
  core::LoginSessionId login_id_;
  std::vector<Subscription> subscriptions_;
  std::uint32_t index_of_user_ = 0;  // place in the person's list of sessions
  std::uint32_t index_of_hub_ = 0;   // place in the hub's list of sessions
};

}  // namespace hub
