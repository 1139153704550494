// HubWorld: a hub with everything around it faked, and verbs to speak of it: attach, publish, told.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/executor.h"
#include "base/timer_wheel.h"
#include "hub/dialect.h"
#include "hub/hub.h"
#include "tests/support/fake_connection.h"
#include "tests/support/truth.h"

namespace testing_support {

/// Says in short words what it was asked to encode: "event c10#3 other", "presence 1 on self", "joined c10 [1 0]".
class WordDialect final : public hub::Dialect {
 public:
  explicit WordDialect(std::string prefix = {}) : prefix_(std::move(prefix)) {}
  int encoded = 0;
  std::function<void(const core::Event&, const hub::View&)> on_encode;  // may look around

  void encode(const core::Event& event, hub::Perspective perspective, const hub::View& view, Frames& out) override {
    if (on_encode) on_encode(event, view);
    const char kind = event.stream.kind == core::StreamKind::user ? 'u' : 'c';
    say("event " + (kind + std::to_string(event.stream.id)) + "#" + std::to_string(event.number) + word(perspective), out);
  }
  void encode(const hub::PresenceChanged& change, hub::Perspective perspective, const hub::View&, Frames& out) override {
    say("presence " + std::to_string(change.user.value) + (change.online ? " on" : " off") + word(perspective), out,
        hub::Priority::ephemeral);
  }
  void encode_joined(const core::CommunityState& state, const std::vector<bool>& visible, core::UserId, const hub::View&,
                     Frames& out) override {
    say("joined " + describe(state, visible), out);
  }
  static std::string describe(const core::CommunityState& state, const std::vector<bool>& visible) {
    std::string text = "c" + std::to_string(state.community.id.value) + " [";
    for (bool one : visible) text += one ? '1' : '0';
    return text + "]";
  }

 private:
  static std::string word(hub::Perspective perspective) {
    return perspective == hub::Perspective::self ? " self" : " other";
  }
  void say(std::string text, Frames& out, hub::Priority priority = hub::Priority::durable) {
    ++encoded;
    out.push_back(hub::Frame::make(hub::Opcode::text, prefix_ + text, priority));
  }
  std::string prefix_;
};

class WordSession final : public hub::Session {
 public:
  using Session::Session;
  using Session::clear_timeout;
  using Session::set_timeout_ms;
  std::string snapshot_padding;  // sent with the snapshot, to make it large
  std::function<void(const hub::Snapshot&)> on_snapshot_hook;
  std::vector<std::string> calls;

  void on_open() override {}
  void on_message(hub::Opcode, std::string_view) override {}
  void on_snapshot(const hub::Snapshot& snapshot) override {
    std::string text = "snapshot " + std::to_string(snapshot.user.id.value);
    for (const hub::Snapshot::Entry& entry : snapshot.communities) {
      text += " " + WordDialect::describe(*entry.state, *entry.visible);
    }
    if (on_snapshot_hook) on_snapshot_hook(snapshot);
    send_text(text);
    if (!snapshot_padding.empty()) send_text(snapshot_padding);
  }
  void on_ended(Ended why) override {
    calls.push_back(why == Ended::login_gone ? "login_gone" : "unavailable");
    close(why == Ended::login_gone ? 4001 : 4002, "");
  }
  void on_drain() override {
    calls.push_back("drain");
    close(1001, "");
  }
  hub::FrameRef too_slow_close_frame() override {
    calls.push_back("too_slow");
    return hub::Frame::make_close(4008, "too slow");
  }

 protected:
  void on_timeout() override { calls.push_back("timeout"); }
};

/// A session with its connection, and what the peer was told.
struct Peer {
  FakeConnection connection;
  std::unique_ptr<WordSession> session;

  Peer(hub::Hub& hub, hub::Dialect& dialect) {
    session = std::make_unique<WordSession>(hub, connection, dialect);
    connection.session = session.get();
    session->on_open();
  }
  ~Peer() { close(); }
  void close() {
    if (!session) return;
    session->on_closed();
    session.reset();
    connection.disconnect();
  }
};

struct HubWorld : hub::PresencePublisher {
  explicit HubWorld(hub::HubOptions options = {})
      : timers(clock.steady_ms()), loader(truth), hub(executor, clock, timers, loader, *this, options) {}

  base::ManualClock clock;
  base::ManualExecutor executor;
  base::TimerWheel timers;
  Truth truth;
  FakeLoader loader;
  WordDialect dialect;
  std::vector<std::pair<core::UserId, bool>> published;
  hub::Hub hub;

  void publish_presence(core::UserId user, bool online) override { published.push_back({user, online}); }

  /// Runs until nothing is left to do.
  void settle() {
    while (executor.run_all() > 0) {
    }
    hub.flush();
  }
  void pass_ms(std::int64_t ms) {
    clock.advance_ms(ms);
    timers.advance(clock.steady_ms());
    settle();
  }
  std::unique_ptr<Peer> connect() { return std::make_unique<Peer>(hub, dialect); }
  /// Connects and attaches; `login` 0 is the person's first log-in.
  std::unique_ptr<Peer> attach(core::UserId user, std::uint64_t login = 0) {
    auto peer = connect();
    begin_attach(*peer, user, login);
    settle();
    return peer;
  }
  void begin_attach(Peer& peer, core::UserId user, std::uint64_t login = 0) {
    hub.attach(*peer.session, user, core::LoginSessionId(login == 0 ? user.value * 1000 : login));
  }
  void publish(const core::EventRef& event) {
    hub.on_events({&event, 1});
    settle();
  }
  void publish(const std::vector<core::EventRef>& events) {
    hub.on_events(events);
    settle();
  }
  /// What the peer was told since the last question: payloads, close frames as "close 4008".
  std::vector<std::string> told(Peer& peer) {
    std::vector<std::string> lines;
    for (const FakeConnection::Received& frame : peer.connection.take_frames()) {
      if (frame.opcode == hub::Opcode::close) {
        const auto* bytes = reinterpret_cast<const unsigned char*>(frame.payload.data());
        lines.push_back("close " + std::to_string(bytes[0] << 8 | bytes[1]));
      } else {
        lines.push_back(frame.payload);
      }
    }
    return lines;
  }
  std::vector<std::string> told(const std::unique_ptr<Peer>& peer) { return told(*peer); }
};

using Lines = std::vector<std::string>;

inline std::string spell(const core::EventRef& event, std::string_view perspective = "other") {
  const std::string kind = event->stream.kind == core::StreamKind::user ? "u" : "c";
  return "event " + kind + std::to_string(event->stream.id) + "#" + std::to_string(event->number) + " " +
         std::string(perspective);
}

}  // namespace testing_support
