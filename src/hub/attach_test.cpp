// Attaching, and everything that can happen while it loads. The loader reads and answers only when told to.
#include <doctest/doctest.h>

#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;
using core::ChannelId;
using core::CommunityId;
using core::UserId;

constexpr CommunityId kHall{100};
constexpr CommunityId kCellar{200};
constexpr ChannelId kGeneral{101};

/// 1 owns the hall and 2 is a member; nothing is loaded, and the loader waits for us.
struct Slow : HubWorld {
  std::unique_ptr<Peer> peer;
  explicit Slow(hub::HubOptions options = {}) : HubWorld(options) {
    for (std::uint64_t id = 1; id <= 4; ++id) truth.add_user(id);
    truth.add_community(kHall, UserId(1));
    truth.join(kHall, UserId(2));
    truth.add_community(kCellar, UserId(1));
    loader.at_once = false;
    peer = connect();
  }
  void begin(std::uint64_t user = 2) {
    begin_attach(*peer, UserId(user));
    settle();
  }
  void read() {
    REQUIRE(loader.read_one());
    settle();
  }
  void answer() {
    REQUIRE(loader.answer_one());
    settle();
  }
  void read_and_answer() {
    read();
    answer();
  }
  void finish() {
    settle();
    while (loader.read_one() || loader.answer_one()) settle();
  }
};

TEST_CASE("attach: first the person, then the communities, then the snapshot and the person's own presence") {
  Slow w;
  w.begin();
  CHECK(w.loader.unread() == 1);
  w.read_and_answer();
  CHECK(w.told(w.peer).empty());
  CHECK_FALSE(w.peer->session->attached());
  CHECK_FALSE(w.hub.online(UserId(2)));
  w.read_and_answer();
  CHECK(w.told(w.peer) == Lines{"snapshot 2 c100 [1]", "presence 2 on self"});
  CHECK(w.peer->session->attached());
  CHECK(w.hub.online(UserId(2)));
}

TEST_CASE("attach: the person shows as online in their own snapshot") {
  Slow w;
  bool online = false;
  w.peer->session->on_snapshot_hook = [&](const hub::Snapshot& s) {
    online = s.view->online(UserId(2));
    CHECK(s.user.username == "user2");
    CHECK(s.email == "user2@example.org");
    CHECK_FALSE(s.view->online(UserId(1)));
    CHECK(s.view->user(UserId(1)) != nullptr);
  };
  w.begin();
  w.finish();
  CHECK(online);
}

TEST_CASE("attach: never answers inside the call") {
  Slow w;
  w.loader.at_once = true;
  w.loader.failing = true;
  w.begin_attach(*w.peer, UserId(2));
  CHECK(w.peer->session->calls.empty());
  w.settle();
  CHECK(w.peer->session->calls == Lines{"unavailable"});
}

TEST_CASE("attach: a log-in that does not exist") {
  Slow w;
  w.begin_attach(*w.peer, UserId(2), 12345);
  w.finish();
  CHECK(w.peer->session->calls == Lines{"login_gone"});
  CHECK_FALSE(w.hub.online(UserId(2)));
  CHECK(w.published.empty());
}

TEST_CASE("attach: storage fails for the community, and nothing stays counted") {
  Slow w;
  w.begin();
  w.read_and_answer();
  w.loader.failing = true;
  w.read_and_answer();
  CHECK(w.peer->session->calls == Lines{"unavailable"});
  CHECK_FALSE(w.hub.online(UserId(2)));
  CHECK(w.published.empty());
  CHECK(w.hub.metrics().sessions_attached.value() == 0);
  w.loader.failing = false;
  auto again = w.connect();
  w.begin_attach(*again, UserId(2));
  w.finish();
  CHECK(w.told(again).front() == "snapshot 2 c100 [1]");
}

TEST_CASE("attach race: an event between the reading and its answer is applied, one before it is skipped") {
  Slow w;
  w.begin();
  w.read_and_answer();
  auto before = w.truth.add_channel(kHall, 110);
  w.loader.read_one();
  auto after = w.truth.add_channel(kHall, 120);
  w.publish(before);
  w.publish(after);
  w.answer();
  CHECK(w.told(w.peer).front() == "snapshot 2 c100 [111]");
  auto next = w.truth.post_message(kHall, kGeneral, UserId(1));
  w.publish(next);
  CHECK(w.told(w.peer).back() == spell(next));
  CHECK(w.peer->session->calls.empty());
}

TEST_CASE("attach race: events that the load contains arrive after it") {
  Slow w;
  w.begin();
  w.read_and_answer();
  auto event = w.truth.add_channel(kHall, 110);
  w.read_and_answer();
  CHECK(w.told(w.peer).front() == "snapshot 2 c100 [11]");
  w.publish(event);
  CHECK(w.told(w.peer).empty());
}

TEST_CASE("attach race: joined between the reading of the person and the end") {
  for (bool loaded_before : {false, true}) {
    CAPTURE(loaded_before);
    Slow w;
    std::unique_ptr<Peer> owner;
    if (loaded_before) {
      owner = w.connect();
      w.begin_attach(*owner, UserId(1));
      w.finish();
    }
    w.begin();
    w.read();
    w.publish(w.truth.join(kCellar, UserId(2)));
    w.answer();
    w.finish();
    CHECK(w.told(w.peer) == Lines{"snapshot 2 c100 [1] c200 [1]", "presence 2 on self"});
    auto message = w.truth.post_message(kCellar, ChannelId(201), UserId(1));
    w.publish(message);
    CHECK(w.told(w.peer) == Lines{spell(message)});
  }
}

TEST_CASE("attach race: the joining is known to a load that somebody else caused, and its event arrives late") {
  Slow w;
  w.begin();
  w.finish();
  w.told(w.peer);
  auto joined = w.truth.join(kCellar, UserId(2));
  auto owner = w.connect();
  w.begin_attach(*owner, UserId(1));
  w.finish();  // loads the cellar with 2 already in it
  CHECK(w.told(w.peer).front() == "joined c200 [1]");
  w.publish(joined);
  auto message = w.truth.post_message(kCellar, ChannelId(201), UserId(1));
  w.publish(message);
  CHECK(w.told(w.peer) == Lines{spell(message)});
  // The owner saw them in the snapshot: nothing is said again.
  CHECK(w.told(owner) == Lines{"snapshot 1 c100 [1] c200 [1]", "presence 1 on self", spell(message)});
}

TEST_CASE("attach race: joining a community that is not loaded, and storage fails") {
  Slow w;
  w.begin();
  w.finish();
  w.loader.failing = true;
  w.publish(w.truth.join(kCellar, UserId(2)));
  w.finish();
  CHECK(w.peer->session->calls == Lines{"unavailable"});
}

TEST_CASE("attach race: left while loading") {
  Slow w;
  w.begin();
  w.read_and_answer();
  SUBCASE("the load knows") {
    auto left = w.truth.leave(kHall, UserId(2));
    w.read();
    w.publish(left);
    w.answer();
  }
  SUBCASE("the load does not know") {
    w.read();
    w.publish(w.truth.leave(kHall, UserId(2)));
    w.answer();
  }
  CHECK(w.told(w.peer) == Lines{"snapshot 2", "presence 2 on self"});
  w.publish(w.truth.post_message(kHall, kGeneral, UserId(1)));
  CHECK(w.told(w.peer).empty());
}

TEST_CASE("attach race: a profile edit arrives while an older reading is on its way") {
  Slow w;
  std::string bio, email;
  w.peer->session->on_snapshot_hook = [&](const hub::Snapshot& s) {
    bio = s.user.bio.value_or("none");
    email = s.email;
  };
  const auto edit = [&] {
    return w.truth.edit_user(UserId(2), [](auto& a) {
      a.user.bio = "new";
      a.email = "new@example.org";
    });
  };
  SUBCASE("while the person is read") {
    w.begin();
    w.read();
    w.publish(edit());
    w.answer();
    w.finish();
  }
  SUBCASE("while the community is read") {
    w.begin();
    w.read_and_answer();
    w.read();
    w.publish(edit());
    w.answer();
  }
  SUBCASE("and somebody else's attach already brought the newer value") {
    w.begin();
    w.read();
    auto event = edit();
    auto owner = w.connect();
    w.begin_attach(*owner, UserId(1));
    w.settle();
    // The owner's loads overtake: their community knows the edit whose event is still on its way.
    REQUIRE(w.loader.unread() == 1);
    w.loader.read_one();
    w.loader.answer_one();  // the older reading of 2
    w.finish();
    w.publish(event);
  }
  CHECK(bio == "new");
  CHECK(email == "new@example.org");
}

TEST_CASE("attach race: others' profiles are as new as the events") {
  Slow w;
  std::string bio;
  w.peer->session->on_snapshot_hook = [&](const hub::Snapshot& s) { bio = s.view->user(UserId(1))->bio.value_or("none"); };
  w.begin();
  w.read_and_answer();
  w.read();
  w.publish(w.truth.edit_user(UserId(1), [](auto& a) { a.user.bio = "new"; }));
  w.answer();
  CHECK(bio == "new");
}

TEST_CASE("attach race: a joiner whose profile changed while their community was loading") {
  Slow w;
  w.begin();
  w.read_and_answer();
  w.read();  // of the hall, without 3
  auto joined = w.truth.join(kHall, UserId(3));
  auto edited = w.truth.edit_user(UserId(3), [](auto& a) { a.user.bio = "new"; });
  std::string bio;
  w.peer->session->on_snapshot_hook = [&](const hub::Snapshot& s) { bio = s.view->user(UserId(3))->bio.value_or("none"); };
  w.publish(std::vector{joined, edited});
  w.answer();
  CHECK(bio == "new");
}

TEST_CASE("attach race: the log-in is deleted") {
  Slow w;
  w.begin();
  SUBCASE("before the person is read") { w.publish(w.truth.log_out(UserId(2), core::LoginSessionId(2000))); }
  SUBCASE("after the person is read") {
    w.read();
    w.publish(w.truth.log_out(UserId(2), core::LoginSessionId(2000)));
  }
  SUBCASE("while communities are read") {
    w.read_and_answer();
    w.read();
    w.publish(w.truth.log_out(UserId(2), core::LoginSessionId(2000)));
  }
  SUBCASE("the account is deleted") {
    w.read_and_answer();
    w.read();
    w.publish(w.truth.delete_user(UserId(2)));
  }
  w.finish();
  CHECK(w.peer->session->calls == Lines{"login_gone"});
  CHECK(w.published.empty());
  CHECK_FALSE(w.hub.online(UserId(2)));
}

TEST_CASE("attach race: the session closes, at each step of the way") {
  for (int steps = 0; steps < 4; ++steps) {
    CAPTURE(steps);
    Slow w;
    w.begin();
    for (int i = 0; i < steps; ++i) {
      if (i % 2 == 0) {
        w.read();
      } else {
        w.answer();
      }
    }
    w.peer->close();
    w.finish();
    CHECK(w.hub.empty());
    CHECK(w.published.empty());
    CHECK_FALSE(w.hub.online(UserId(2)));
    CHECK(w.hub.metrics().sessions.value() == 0);
    CHECK(w.hub.metrics().sessions_attached.value() == 0);
  }
}

TEST_CASE("attach race: a session that is closing already is not let in") {
  Slow w;
  w.begin();
  w.read_and_answer();
  w.peer->session->close(4000, "changed its mind");
  w.finish();
  CHECK(w.told(w.peer) == Lines{"close 4000"});
  CHECK_FALSE(w.hub.online(UserId(2)));
}

TEST_CASE("attach race: an event is lost while a community loads") {
  Slow w;
  w.begin();
  w.read_and_answer();
  w.read();
  w.truth.add_channel(kHall, 110);  // lost
  w.publish(w.truth.add_channel(kHall, 120));
  w.answer();
  w.finish();  // read again
  CHECK(w.told(w.peer).front() == "snapshot 2 c100 [111]");
}

TEST_CASE("attach: the same community is loaded once for all who wait for it") {
  Slow w;
  std::vector<std::unique_ptr<Peer>> crowd;
  for (int i = 0; i < 50; ++i) {
    crowd.push_back(w.connect());
    w.begin_attach(*crowd.back(), UserId(2));
  }
  w.finish();
  for (auto& peer : crowd) CHECK(w.told(peer).front() == "snapshot 2 c100 [1]");
  CHECK(w.loader.community_loads == 1);
  CHECK(w.loader.user_loads == 50);
}

TEST_CASE("attach: five thousand sessions of one person, a bounded number of loads at a time") {
  Slow w;
  w.loader.at_once = false;
  std::vector<std::unique_ptr<Peer>> crowd;
  for (int i = 0; i < 5000; ++i) {
    crowd.push_back(w.connect());
    w.begin_attach(*crowd.back(), UserId(2));
  }
  w.finish();
  CHECK(w.loader.running_max <= 32);
  CHECK(w.hub.metrics().sessions_attached.value() == 5000);
  CHECK(w.published.size() == 1);
  auto message = w.truth.post_message(kHall, kGeneral, UserId(1));
  w.publish(message);
  for (auto& peer : crowd) CHECK(w.told(peer).back() == spell(message));
  crowd.clear();
  CHECK(w.published.size() == 2);
  CHECK_FALSE(w.hub.online(UserId(2)));
}

TEST_CASE("attach: communities nobody looks at are let go after a while, and come back as they are then") {
  Slow w({.community_idle_ms = 1000});
  w.begin();
  w.finish();
  CHECK(w.hub.metrics().communities.value() == 1);
  w.peer->close();
  w.pass_ms(900);
  CHECK(w.hub.metrics().communities.value() == 1);
  w.pass_ms(1000);
  CHECK(w.hub.metrics().communities.value() == 0);
  w.publish(w.truth.add_channel(kHall, 110));
  auto again = w.connect();
  w.begin_attach(*again, UserId(2));
  w.finish();
  CHECK(w.told(again).front() == "snapshot 2 c100 [11]");
  w.pass_ms(5000);
  CHECK(w.hub.metrics().communities.value() == 1);
}

TEST_CASE("attach: drain reaches every session, also one that is on its way in") {
  Slow w;
  auto other = w.connect();
  w.begin();
  w.hub.drain();
  w.finish();
  CHECK(w.peer->session->calls == Lines{"drain"});
  CHECK(other->session->calls == Lines{"drain"});
  CHECK_FALSE(w.hub.online(UserId(2)));
  CHECK_FALSE(w.hub.empty());
  w.peer->close();
  other->close();
  CHECK(w.hub.empty());
}

TEST_CASE("attach: a hub that goes away while loads run") {
  Truth truth;
  truth.add_user(1);
  truth.add_community(kHall, UserId(1));
  FakeLoader loader(truth);
  loader.at_once = false;
  base::ManualExecutor executor;
  base::ManualClock clock;
  base::TimerWheel timers(clock.steady_ms());
  struct : hub::SignalPublisher {
    void publish(const core::Signal&) override {}
  } signals;
  {
    hub::Hub hub(executor, clock, timers, loader, signals, {});
    WordDialect dialect;
    Peer peer(hub, dialect);
    hub.attach(*peer.session, UserId(1), core::LoginSessionId(1000));
    executor.run_all();
    loader.read_one();
  }
  loader.answer_one();
  executor.run_all();
}

TEST_CASE("session: its deadline fires once, and not after it was cleared or closed") {
  Slow w;
  w.peer->session->set_timeout_ms(1000);
  w.pass_ms(999);
  CHECK(w.peer->session->calls.empty());
  w.pass_ms(1);
  CHECK(w.peer->session->calls == Lines{"timeout"});
  w.peer->session->set_timeout_ms(1000);
  w.peer->session->clear_timeout();
  w.pass_ms(2000);
  w.peer->session->set_timeout_ms(1000);
  w.peer->session->close(1000, "");
  w.pass_ms(2000);
  CHECK(w.peer->session->calls == Lines{"timeout"});
}

}  // namespace
