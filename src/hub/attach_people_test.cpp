// Attaching while what belongs to the person alone changes: relations, log-ins; and while a community ends.
#include <doctest/doctest.h>

#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;
using core::CommunityId;
using core::LoginSessionId;
using core::Relation;
using core::UserId;

constexpr CommunityId kHall{100};

/// 2 is a member of 1's hall and a friend of 3; the loader waits for us.
struct Slow : HubWorld {
  std::unique_ptr<Peer> peer;
  Slow() {
    for (std::uint64_t id = 1; id <= 4; ++id) truth.add_user(id);
    truth.add_community(kHall, UserId(1));
    truth.join(kHall, UserId(2));
    truth.befriend(UserId(2), UserId(3));
    dialect.relating = true;
    loader.at_once = false;
    peer = connect();
  }
  void begin() {
    begin_attach(*peer, UserId(2));
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
  void finish() {
    settle();
    while (loader.read_one() || loader.answer_one()) settle();
  }
};

TEST_CASE("attach race: relations change after the person was read") {
  Slow w;
  w.begin();
  w.read();
  SUBCASE("a new one, and the profile of an old one") {
    w.publish(w.truth.relate(UserId(2), UserId(4), Relation::incoming));
    w.publish(w.truth.edit_user(UserId(3), [](auto& account) { account.user.bio = "new"; }));
    std::string bio;
    w.peer->session->on_snapshot_hook = [&](const hub::Snapshot& s) { bio = s.view->user(UserId(3))->bio.value_or("none"); };
    w.answer();
    w.finish();
    CHECK(w.told(w.peer).front() == "snapshot 2 c100 [1] ~3 ~4");
    CHECK(bio == "new");
    const auto edit = w.truth.edit_user(UserId(4), [](auto& account) { account.user.bio = "b"; });
    w.publish(edit);
    CHECK(w.told(w.peer) == Lines{spell(edit, "incoming apart")});
  }
  SUBCASE("another kind, then none, while the community is read") {
    w.answer();
    w.read();
    w.publish(w.truth.relate(UserId(2), UserId(3), Relation::blocked));
    w.publish(w.truth.relate(UserId(2), UserId(3), Relation::none));
    w.answer();
    CHECK(w.told(w.peer).front() == "snapshot 2 c100 [1]");
  }
}

TEST_CASE("attach race: what the reading contains arrives after it") {
  Slow w;
  w.begin();
  const auto relation = w.truth.relate(UserId(2), UserId(4), Relation::incoming);
  w.finish();
  CHECK(w.told(w.peer).front() == "snapshot 2 c100 [1] ~3 ~4");
  w.publish(relation);
  CHECK(w.told(w.peer).empty());
}

TEST_CASE("attach race: a second session is read later than what the first has heard; both are told once") {
  Slow w;
  w.begin();
  w.finish();
  const auto relation = w.truth.relate(UserId(2), UserId(4), Relation::incoming);
  auto second = w.connect();
  w.begin_attach(*second, UserId(2));
  w.finish();
  CHECK(w.told(second) == Lines{"snapshot 2 c100 [1] ~3"});
  w.told(w.peer);
  w.publish(relation);
  w.publish(relation);
  CHECK(w.told(w.peer) == Lines{spell(relation, "self")});
  CHECK(w.told(second) == Lines{spell(relation, "self")});
}

TEST_CASE("attach race: a loss before a second session is noticed for the first") {
  Slow w;
  w.begin();
  w.finish();
  w.truth.relate(UserId(2), UserId(4), Relation::incoming);  // lost
  auto second = w.connect();
  w.begin_attach(*second, UserId(2));
  w.finish();
  w.publish(w.truth.relate(UserId(2), UserId(4), Relation::friends));
  CHECK(w.peer->session->calls == Lines{"unavailable"});
  CHECK(second->session->calls == Lines{"unavailable"});
}

TEST_CASE("attach race: all log-ins end while one is on its way in") {
  Slow w;
  w.truth.people.at(UserId(2)).logins.insert(LoginSessionId(77));
  SUBCASE("this one too") {
    w.begin();
    w.read();
    w.publish(w.truth.log_out_all(UserId(2), LoginSessionId(77)));
    w.answer();
    w.finish();
    CHECK(w.peer->session->calls == Lines{"login_gone"});
  }
  SUBCASE("but this one") {
    w.begin();
    w.read();
    w.publish(w.truth.log_out_all(UserId(2), LoginSessionId(2000)));
    w.answer();
    w.finish();
    CHECK(w.told(w.peer).front() == "snapshot 2 c100 [1] ~3");
  }
  SUBCASE("before it was made") {
    const auto event = w.truth.log_out_all(UserId(2), LoginSessionId(77));
    w.truth.people.at(UserId(2)).logins.insert(LoginSessionId(2000));
    w.begin();
    w.read();
    w.publish(event);
    w.answer();
    w.finish();
    CHECK(w.told(w.peer).front() == "snapshot 2 c100 [1] ~3");
  }
}

TEST_CASE("attach race: a log-in made after the end of all others stays, though the event comes later") {
  Slow w;
  w.begin();
  w.finish();
  w.told(w.peer);
  const auto event = w.truth.log_out_all(UserId(2), LoginSessionId());
  w.truth.people.at(UserId(2)).logins.insert(LoginSessionId(78));
  auto fresh = w.connect();
  w.begin_attach(*fresh, UserId(2), 78);
  w.finish();
  w.told(fresh);
  w.publish(event);
  CHECK(w.told(w.peer) == Lines{"close 4001"});
  CHECK(w.told(fresh) == Lines{spell(event, "self")});
  CHECK(fresh->session->attached());
}

TEST_CASE("attach race: the community ends while it loads") {
  for (bool read_before : {false, true}) {
    CAPTURE(read_before);
    Slow w;
    w.begin();
    w.read();
    w.answer();
    if (read_before) w.read();
    w.publish(w.truth.commit(kHall, core::CommunityDeleted{}));
    w.finish();
    CHECK(w.told(w.peer).front() == "snapshot 2 ~3");
    CHECK(w.hub.metrics().communities.value() == 0);
  }
}

}  // namespace
