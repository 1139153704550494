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

/// Says in short words what it was asked to encode: "event c10#3 other", "presence 1 on self", "joined c10 [1 0]"; with the
/// channels that appear and vanish "event c10#3 other -101 +150"; from the place of a friend "event u1#2 friend", of one
/// without a common space "event u1#2 friend apart".
class WordDialect final : public hub::Dialect {
 public:
  explicit WordDialect(std::string prefix = {}) : prefix_(std::move(prefix)) {}
  // Of sessions made afterwards:
  bool relating = false;
  bool following = true;
  const char* protocol = "words";
  int encoded = 0;
  std::function<void(const core::Event&, const hub::View&)> on_encode;  // may look around

  const char* name() const override { return protocol; }
  bool uses_relations() const override { return relating; }
  bool follows_members() const override { return following; }
  void encode(const core::Event& event, hub::Perspective perspective, const hub::View& view, Frames& out) override {
    if (on_encode) on_encode(event, view);
    say(words(event, perspective), out);
  }
  void encode_visibility(const core::Event& event, const hub::Visibility& change, hub::Perspective perspective,
                         const hub::View& view, Frames& out) override {
    if (on_encode) on_encode(event, view);
    std::string text = words(event, perspective);
    for (core::ChannelId id : change.hidden) text += " -" + std::to_string(id.value);
    for (core::ChannelId id : change.shown) text += " +" + std::to_string(id.value);
    say(text, out);
  }
  void encode(const core::TypingChanged& typing, const hub::View&, Frames& out) override {
    say("typing " + std::to_string(typing.channel.value) + " by " + std::to_string(typing.user.value) +
            (typing.started ? " on" : " off"),
        out, hub::Priority::ephemeral);
  }
  void encode(const core::SlowmodeStarted& slowmode, const hub::View&, Frames& out) override {
    say("slowmode " + std::to_string(slowmode.channel.value) + " " + std::to_string(slowmode.retry_after_s) + "/" +
            std::to_string(slowmode.duration_s),
        out);
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
  static std::string words(const core::Event& event, hub::Perspective perspective) {
    const std::string kind = event.stream.kind == core::StreamKind::user ? "u" : "c";
    return "event " + kind + std::to_string(event.stream.id) + "#" + std::to_string(event.number) + word(perspective);
  }
  static std::string word(hub::Perspective perspective) {
    static constexpr const char* kRelations[] = {"acquainted", "?",       "friend",    "outgoing",
                                                 "incoming",   "blocked", "blocked_by"};
    if (perspective == hub::Perspective::self) return " self";
    if (perspective == hub::Perspective::other) return " other";
    const std::string relation = kRelations[static_cast<std::size_t>(perspective.relation)];
    return " " + relation + (perspective.shares_space ? "" : " apart");
  }
  void say(std::string text, Frames& out, hub::Priority priority = hub::Priority::durable) {
    ++encoded;
    out.push_back(hub::Frame::make(hub::Opcode::text, prefix_ + text, priority));
  }
  std::string prefix_;
};

class WordSession final : public hub::Session {
 public:
  using Session::clear_timeout;
  using Session::Session;
  using Session::set_follows_members;
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
    for (const core::Relationship& one : snapshot.relationships) text += " ~" + std::to_string(one.other.value);
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

struct HubWorld : hub::SignalPublisher {
  explicit HubWorld(hub::HubOptions options = {})
      : timers(clock.steady_ms()), loader(truth), hub(executor, clock, timers, loader, *this, options) {}

  base::ManualClock clock;
  base::ManualExecutor executor;
  base::TimerWheel timers;
  Truth truth;
  FakeLoader loader;
  WordDialect dialect;
  std::vector<std::pair<core::UserId, bool>> published;  // presence
  std::vector<core::Signal> signals;                     // the rest
  hub::Hub hub;

  void publish(const core::Signal& signal) override {
    if (const auto* presence = std::get_if<core::PresenceCounted>(&signal)) {
      published.push_back({presence->user, presence->online});
    } else {
      signals.push_back(signal);
    }
  }

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
  void signal(const core::Signal& from_another_hub) {
    hub.on_signal(from_another_hub);
    settle();
  }
  std::unique_ptr<Peer> connect() { return connect(dialect); }
  std::unique_ptr<Peer> connect(hub::Dialect& spoken) { return std::make_unique<Peer>(hub, spoken); }
  /// Connects and attaches; `login` 0 is the person's first log-in.
  std::unique_ptr<Peer> attach(core::UserId user, std::uint64_t login = 0) { return attach(user, login, dialect); }
  std::unique_ptr<Peer> attach(core::UserId user, std::uint64_t login, hub::Dialect& spoken) {
    auto peer = connect(spoken);
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
