// When things are written, and what happens to receivers that do not keep up.
#include "hub/writer.h"

#include <doctest/doctest.h>

#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;
using core::ChannelId;
using core::CommunityId;
using core::UserId;

constexpr CommunityId kHall{100};
constexpr ChannelId kGeneral{101};

struct Hall : HubWorld {
  explicit Hall(hub::HubOptions options = {.outbox_bytes_max = 1000, .write_stall_ms = 10'000}) : HubWorld(options) {
    truth.add_user(1);
    truth.add_user(2);
    truth.add_community(kHall, UserId(1));
    truth.join(kHall, UserId(2));
  }
  /// An event whose frame is about 30 bytes.
  core::EventRef say() {
    auto event = truth.post_message(kHall, kGeneral, UserId(1));
    publish(event);
    return event;
  }
  hub::FrameRef ephemeral(std::string text) { return hub::Frame::make(hub::Opcode::text, text, hub::Priority::ephemeral); }
};

TEST_CASE("writer: what is queued in one turn leaves in one flush") {
  Hall w;
  auto peer = w.attach(UserId(2));
  peer->connection.flushes = 0;
  std::vector<core::EventRef> events;
  for (int i = 0; i < 10; ++i) events.push_back(w.truth.post_message(kHall, kGeneral, UserId(1)));
  w.hub.on_events(events);
  CHECK(peer->connection.flushes == 0);
  w.executor.run_all();
  CHECK(peer->connection.flushes == 1);
  CHECK(w.told(peer).size() == 2 + 10);
}

TEST_CASE("writer: a pass over many sessions lets other work of the thread in between") {
  Hall w;
  std::vector<std::unique_ptr<Peer>> crowd;
  for (std::size_t i = 0; i < 3 * hub::Writer::kSlice; ++i) crowd.push_back(w.connect());
  for (auto& peer : crowd) peer->session->send_text("x");
  std::size_t written_before = 0;
  w.executor.run_one();  // the first slice
  w.executor.post([&] {
    for (auto& peer : crowd) written_before += static_cast<std::size_t>(peer->connection.flushes);
  });
  w.executor.run_all();
  CHECK(written_before >= hub::Writer::kSlice);
  CHECK(written_before < crowd.size());
  for (auto& peer : crowd) CHECK(w.told(peer) == Lines{"x"});
}

/// Remembers the delays it was asked for, and lets time pass while a flush runs.
struct DelayExecutor final : base::DelayedExecutor {
  base::ManualExecutor inner;
  std::vector<std::int64_t> delays_us;
  void post(Task task) override { inner.post(std::move(task)); }
  void post_after_us(std::int64_t delay_us, Task task) override {
    delays_us.push_back(delay_us);
    inner.post(std::move(task));
  }
};
struct SlowConnection final : hub::Connection {
  base::ManualClock& clock;
  std::int64_t costs_ms = 0;
  explicit SlowConnection(base::ManualClock& c) : clock(c) {}
  void flush(hub::Outbox& outbox) override {
    clock.advance_ms(costs_ms);
    outbox.consume(outbox.bytes());
  }
  void finish() override {}
  void abort() override {}
  bool deflate() const override { return false; }
  std::string peer_address() const override { return {}; }
};

TEST_CASE("writer: after a pass that took time the next one waits as long, but not longer than the bound") {
  HubWorld w;
  DelayExecutor executor;
  hub::Hub hub(executor, w.clock, w.timers, w.loader, w, {});
  SlowConnection connection(w.clock);
  WordSession session(hub, connection, w.dialect);
  const auto write_once = [&] {
    session.send_text("x");
    executor.inner.run_all();
  };
  write_once();
  write_once();
  CHECK(executor.delays_us.empty());  // light load: at once
  connection.costs_ms = 7;
  write_once();
  session.send_text("x");
  CHECK(executor.delays_us == std::vector<std::int64_t>{7000});
  connection.costs_ms = 500;
  executor.inner.run_all();
  session.send_text("x");
  CHECK(executor.delays_us.back() == hub::Writer::kPauseMaxMs * 1000);
  w.clock.advance_ms(hub::Writer::kPauseMaxMs);
  connection.costs_ms = 0;
  executor.inner.run_all();
  executor.delays_us.clear();
  session.send_text("x");
  CHECK(executor.delays_us.empty());
  executor.inner.run_all();
  session.on_closed();
}

TEST_CASE("slow receiver: bounded in bytes, closed with the protocol's code, and nobody else notices") {
  Hall w;
  auto slow = w.attach(UserId(2));
  auto quick = w.attach(UserId(2));
  w.told(slow), w.told(quick);
  slow->connection.room = 10;
  int sent = 0;
  while (!slow->session->closing() && sent < 1000) {
    const auto event = w.say();
    ++sent;
    CHECK(w.told(quick) == Lines{spell(event)});
  }
  CHECK(sent < 100);
  CHECK(slow->session->calls == Lines{"too_slow"});
  CHECK(slow->connection.finished == 1);
  CHECK(w.hub.metrics().closed_slow.value() == 1);
  w.say();
  // The frame that was begun is completed, then the close frame is the last thing.
  slow->connection.read_more(100'000);
  const Lines lines = w.told(slow);
  REQUIRE(lines.size() == 2);
  CHECK(lines[1] == "close 4008");
  CHECK_FALSE(slow->connection.aborted);
}

TEST_CASE("slow receiver: what is ephemeral goes first") {
  Hall w;
  auto slow = w.attach(UserId(2));
  w.told(slow);
  slow->connection.room = 0;
  slow->session->send_text(std::string(100, 'd'));
  for (int i = 0; i < 40; ++i) slow->session->send(w.ephemeral(std::string(50, 'e')));
  w.settle();
  const auto dropped = w.hub.metrics().dropped_ephemeral.value();
  CHECK(dropped > 20);
  // A durable one makes room by dropping those that are queued.
  slow->session->send_text(std::string(500, 'D'));
  CHECK(w.hub.metrics().dropped_ephemeral.value() == 40);
  CHECK_FALSE(slow->session->closing());
  slow->connection.read_more(100'000);
  CHECK(w.told(slow) == Lines{std::string(100, 'd'), std::string(500, 'D')});
  CHECK(w.hub.metrics().closed_slow.value() == 0);
}

TEST_CASE("slow receiver: a burst within one turn is offered to the socket before anybody is called slow") {
  Hall w;
  auto peer = w.attach(UserId(2));
  w.told(peer);
  std::vector<core::EventRef> events;
  for (int i = 0; i < 500; ++i) events.push_back(w.truth.post_message(kHall, kGeneral, UserId(1)));
  w.publish(events);
  CHECK(w.told(peer).size() == 500);
  CHECK_FALSE(peer->session->closing());
}

TEST_CASE("slow receiver: a snapshot may be larger than the limit, what is queued beyond it may not") {
  Hall w;
  auto peer = w.connect();
  peer->connection.room = 0;
  peer->session->snapshot_padding = std::string(50'000, 's');
  w.begin_attach(*peer, UserId(2));
  w.settle();
  CHECK(peer->session->attached());
  int more = 0;
  while (!peer->session->closing() && more < 1000) {
    w.say();
    ++more;
    // As the peer reads the snapshot its own share of the limit does not grow.
    if (more == 5) peer->connection.read_more(20'000);
  }
  CHECK(more > 20);
  CHECK(more < 60);
  CHECK(peer->session->calls == Lines{"too_slow"});
}

TEST_CASE("slow receiver: one that reads nothing is aborted, one that reads a little is not") {
  Hall w;
  auto dead = w.attach(UserId(2));
  auto slow = w.attach(UserId(2));
  w.told(dead), w.told(slow);
  dead->connection.room = slow->connection.room = 0;
  w.say();
  for (int second = 0; second < 12; ++second) {
    w.pass_ms(1000);
    if (second % 3 == 0) slow->connection.read_more(1);
    if (second < 8) CHECK_FALSE(dead->connection.aborted);
  }
  CHECK(dead->connection.aborted);
  CHECK_FALSE(slow->connection.aborted);
  CHECK(w.hub.metrics().outbox_bytes.value() > 0);
  const auto event = w.say();
  slow->connection.read_more(100'000);
  CHECK(w.told(slow).back() == spell(event));
  w.pass_ms(60'000);
  CHECK_FALSE(slow->connection.aborted);
  CHECK(w.hub.metrics().outbox_bytes.value() == 0);
}

TEST_CASE("slow receiver: a closing session gets its time once, however slowly it reads") {
  Hall w;
  auto slow = w.attach(UserId(2));
  slow->connection.room = 0;
  slow->session->send_text(std::string(500, 'x'));
  w.settle();
  slow->session->close(4000, "");
  for (int second = 0; second < 12; ++second) {
    w.pass_ms(1000);
    slow->connection.read_more(1);
  }
  CHECK(slow->connection.aborted);
}

TEST_CASE("writer: a session that leaves while it is due, passing or blocked") {
  Hall w;
  for (int when = 0; when < 3; ++when) {
    CAPTURE(when);
    std::vector<std::unique_ptr<Peer>> crowd;
    for (std::size_t i = 0; i < hub::Writer::kSlice + 10; ++i) crowd.push_back(w.connect());
    if (when == 2) {
      for (auto& peer : crowd) peer->connection.room = 1;
    }
    for (auto& peer : crowd) peer->session->send_text("x");
    if (when == 1) w.executor.run_one();
    if (when == 2) w.settle();
    crowd[3]->close();
    crowd[hub::Writer::kSlice + 3]->close();
    crowd.back()->close();
    for (auto& peer : crowd) peer->connection.read_more(1000);
    w.settle();
    for (auto& peer : crowd) {
      if (peer->session) CHECK(w.told(peer) == Lines{"x"});
    }
  }
}

TEST_CASE("writer: nothing is sent after a close frame") {
  Hall w;
  auto peer = w.attach(UserId(2));
  w.told(peer);
  peer->session->close(4000, "bye");
  peer->session->send_text("late");
  peer->session->close(4001, "again");
  w.say();
  CHECK(w.told(peer) == Lines{"close 4000"});
  CHECK(peer->connection.finished == 1);
}

}  // namespace
