// A large community is taken in by slices, and what happens between them is not lost. The loader and the executor do what
// they are told to, one thing at a time.
#include <doctest/doctest.h>

#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;
using core::CommunityId;
using core::UserId;

constexpr CommunityId kCrowd{50'000};
constexpr CommunityId kCellar{60'000};
constexpr std::uint64_t kMembers = 3'000;
constexpr UserId kEarly{5}, kLate{2'999};  // of the first and of the last slice
constexpr UserId kGuest{4};                // is in the cellar, and joins the crowd

/// The guest is connected and has just joined; the crowd, which they and the waiting peer need, was read and is to be
/// answered.
struct Arriving : HubWorld {
  std::unique_ptr<Peer> guest, peer;
  Arriving() {
    for (std::uint64_t id = 1; id <= kMembers; ++id) truth.add_user(id);
    truth.add_community(kCellar, kGuest);
    truth.add_community(kCrowd, UserId(1));
    for (std::uint64_t id = 2; id <= kMembers; ++id) {
      if (UserId(id) != kGuest) truth.join(kCrowd, UserId(id));
    }
    guest = attach(kGuest);
    loader.at_once = false;
    peer = connect();
    begin_attach(*peer, kEarly);
    settle();
    REQUIRE(loader.read_one());
    REQUIRE(loader.answer_one());
    settle();
    publish(truth.join(kCrowd, kGuest));
    REQUIRE(loader.read_one());
    told(guest);
  }
  /// Takes the first slice; the others wait in the executor.
  void answer() { REQUIRE(loader.answer_one()); }
};

TEST_CASE("arriving: the slices of a large community leave room for others, and nobody is let in before the last") {
  Arriving w;
  w.answer();
  REQUIRE(w.executor.run_one());
  const auto event = w.truth.edit_user(kGuest, [](auto& account) { account.user.bio = "in between"; });
  w.hub.on_events({&event, 1});
  w.hub.flush();
  CHECK(w.told(w.guest) == Lines{spell(event, "self")});
  CHECK(w.told(w.peer).empty());
  w.settle();
  CHECK(w.told(w.peer).front() == "snapshot 5 c50000 [1]");
  CHECK(w.told(w.guest).front() == "joined c50000 [1]");
}

TEST_CASE("arriving: profiles that change between the slices are the new ones in the snapshot") {
  Arriving w;
  int snapshots = 0;
  w.peer->session->on_snapshot_hook = [&](const hub::Snapshot& s) {
    ++snapshots;
    for (UserId id : {kEarly, kGuest, kLate}) CHECK(s.view->user(id)->bio == "new");
  };
  w.answer();
  for (UserId id : {kEarly, kGuest, kLate}) {
    const auto event = w.truth.edit_user(id, [](auto& account) { account.user.bio = "new"; });
    w.hub.on_events({&event, 1});
  }
  w.settle();
  CHECK(snapshots == 1);
}

TEST_CASE(
    "arriving: whoever joins, leaves or begins a session between the slices is told as if it had happened afterwards") {
  Arriving w;
  w.answer();
  const auto left = w.truth.leave(kCrowd, kLate);
  w.hub.on_events({&left, 1});
  const auto second = w.connect();
  w.begin_attach(*second, kLate);
  w.settle();
  while (w.loader.read_one() || w.loader.answer_one()) w.settle();
  CHECK(w.told(w.peer).front() == "snapshot 5 c50000 [1]");
  CHECK(w.told(second).front() == "snapshot 2999");
}

TEST_CASE(
    "arriving: an event about a member that is lost between the slices ends the loading, and the next one loads again") {
  Arriving w;
  w.answer();
  w.truth.edit_user(kGuest, [](auto& account) { account.user.bio = "lost"; });
  w.truth.people.at(kGuest).logins.insert(core::LoginSessionId(77));
  const auto event = w.truth.log_out(kGuest, core::LoginSessionId(77));
  w.hub.on_events({&event, 1});
  w.settle();
  CHECK(w.guest->session->calls == Lines{"unavailable"});
  CHECK(w.peer->session->calls == Lines{"unavailable"});
  w.loader.at_once = true;
  const auto again = w.attach(kEarly);
  CHECK(w.told(again).front() == "snapshot 5 c50000 [1]");
}

}  // namespace
