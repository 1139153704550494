// Hub: the fan-out engine of one thread. Knows which sessions are open here, what their people may see, and turns each event
// into frames for exactly the right ones. No locks; everything happens on its thread. It does no I/O: it reads through a
// StateLoader, writes through Connection, and hears of events from the bus.
//
// Gap-free snapshots: a community's state is loaded once per hub (events that arrive meanwhile wait, those the load already
// contains are skipped by number) and from then on kept current by every event. Attaching a session takes the states as they
// are at one instant, on this thread, and subscribes in the same instant: nothing can fall between snapshot and live.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/executor.h"
#include "base/metrics.h"
#include "base/result.h"
#include "base/timer_wheel.h"
#include "base/unique_function.h"
#include "core/community_state.h"
#include "core/event.h"
#include "hub/dialect.h"
#include "hub/protocol_gauges.h"
#include "hub/session.h"

namespace hub {

/// Where the hub gets states from. Calls back on the hub's thread, later or at once; may be asked for the same thing twice.
class StateLoader {
 public:
  struct LoadedUser {
    core::User user;
    std::string email;
    bool verified = false;
    std::vector<core::CommunityId> communities;  // private spaces too
    struct Related {
      core::Relationship relationship;
      core::User user;  // the other
    };
    std::vector<Related> relationships;  // ascending; without `none`
    std::vector<core::File> files;       // the pictures of all these people
    /// The last event of the user's stream as of this reading (0: none yet). Given, the loss of an event is noticed from the
    /// first one on; otherwise from the second.
    std::optional<std::uint64_t> number;
  };
  template <typename T>
  using Callback = base::UniqueFunction<void(base::Result<T>)>;

  virtual ~StateLoader() = default;
  /// not_found when the user is gone or the log-in session does not exist any more.
  virtual void load_user(core::UserId user, core::LoginSessionId login, Callback<LoadedUser> done) = 0;
  virtual void load_community(core::CommunityId id, Callback<std::shared_ptr<core::CommunitySnapshot>> done) = 0;
};

/// Carries signals to the other hubs.
class SignalPublisher {
 public:
  virtual ~SignalPublisher() = default;
  /// To every hub but this one, see Hub::on_signal. Called on the hub's thread.
  virtual void publish(const core::Signal& signal) = 0;
};

struct HubOptions {
  std::size_t outbox_bytes_max = 4u << 20;  // per session; a larger snapshot may exceed it once, see Session::send
  std::int64_t write_stall_ms = 30'000;     // a full socket that takes nothing for so long is let go
  std::int64_t community_idle_ms = 60'000;  // a community without a receiver is kept for so long
  std::uint32_t loads_max = 32;             // loads asked for at a time
};

struct HubMetrics {
  base::Gauge sessions;           // open
  base::Gauge sessions_attached;  // authenticated
  ProtocolGauges protocols;       // the same by Dialect::name
  base::Gauge communities;        // loaded
  base::Gauge outbox_bytes;       // waiting for full sockets, refreshed about once a second
  base::Counter events;           // handled
  base::Counter deliveries;       // frames queued for sessions
  base::Counter dropped_ephemeral;
  base::Counter closed_slow;  // too far behind, or took nothing for too long
  base::Counter flushes;      // sessions flushed
};

/// Every reference must outlive the hub, and the hub its sessions.
class Hub {
 public:
  Hub(base::DelayedExecutor& executor, const base::Clock& clock, base::TimerWheel& timers, StateLoader& loader,
      SignalPublisher& signals, HubOptions options);
  ~Hub();
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

  // --- for sessions -------------------------------------------------------------------------------------------------------
  /// Makes `session` a receiver for everything `user` may know of; answers with Session::on_snapshot or on_ended, never
  /// inside the call. Once per session.
  void attach(Session& session, core::UserId user, core::LoginSessionId login);
  /// Whether the attached session is told of the profiles of people who merely share that community with it. Until now as
  /// the session began with (Session::set_follows_members). The choice is forgotten when the community is left. False when
  /// the session is not in the community.
  bool follow_members(Session& session, core::CommunityId community, bool follow);
  /// The session's person began or ceased to write. Told to everybody who sees the channel, the session itself too, on every
  /// hub. False, and told to nobody, when the person cannot see such a channel.
  bool signal_typing(Session& session, core::ChannelId channel, bool started);

  // --- for the bus --------------------------------------------------------------------------------------------------------
  /// Committed events, in commit order per stream. Duplicates are skipped; a hole closes the sessions of that stream with
  /// Session::on_ended(unavailable), so that they come back to a fresh snapshot: never a silent loss.
  void on_events(std::span<const core::EventRef> events);
  /// What another hub published (never this one itself).
  void on_signal(const core::Signal& signal);

  // --- for services on this thread ----------------------------------------------------------------------------------------
  /// Whether any session of the person is attached, on any hub.
  bool online(core::UserId user) const;
  /// Tells the person's sessions, on every hub.
  void signal_slowmode(const core::SlowmodeStarted& slowmode);

  // --- for app ------------------------------------------------------------------------------------------------------------
  /// Tells every session that the server goes down (Session::on_drain).
  void drain();
  bool empty() const;  // no session left
  /// Writes everything that is queued now. The hub does so by itself through the executor, in slices; this is for tests and
  /// the end.
  void flush();
  const HubMetrics& metrics() const;
  base::TimerWheel& timers() { return timers_; }
  const base::Clock& clock() const { return clock_; }

 private:
  friend class Session;
  class State;
  const base::Clock& clock_;
  base::TimerWheel& timers_;
  std::shared_ptr<State> state_;  // what the hub posts to its executor holds it weakly
};

}  // namespace hub
