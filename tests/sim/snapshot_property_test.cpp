// Snapshot and events meet without a gap: for every kind of change, a client that attaches at any moment around it ends
// where one ends that attaches afterwards. Not at random: every order of "committed", "arrived" and the steps of attaching.
#include <doctest/doctest.h>

#include <stdexcept>

#include "tests/sim/client_model.h"
#include "tests/sim/mutations.h"
#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;
using core::CommunityId;
using core::UserId;

constexpr CommunityId kHall{1000};
constexpr UserId kClient{2};

struct Attaching {
  HubWorld world;
  sim::Ledger ledger;
  sim::RecordDialect dialect;
  FakeConnection connection, watcher_connection;
  std::unique_ptr<sim::SimSession> session, watcher;
  sim::Client client;
  sim::Random random;

  Attaching(std::uint64_t seed, bool loaded, bool warden) : dialect(ledger, seed % 2 == 0), random(seed) {
    Truth& truth = world.truth;
    for (std::uint64_t id = 1; id <= 4; ++id) truth.add_user(id);
    sim::found_community(truth, kHall, UserId(1));
    truth.join(kHall, kClient, warden ? std::vector{core::RoleId(sim::kWarden)} : std::vector<core::RoleId>{});
    truth.join(kHall, UserId(3));
    truth.befriend(kClient, UserId(3));
    truth.relate(kClient, UserId(4), core::Relation::outgoing);
    // Something for every change to act on.
    for (const sim::Mutation& mutation : sim::mutations()) {
      if (mutation.name.starts_with("create")) mutation.make(truth, kHall, random);
    }
    if (loaded) {
      watcher = std::make_unique<sim::SimSession>(world.hub, watcher_connection, dialect, ledger);
      world.hub.attach(*watcher, UserId(1), core::LoginSessionId(1000));
      world.settle();
    }
    world.loader.at_once = false;
    session = std::make_unique<sim::SimSession>(world.hub, connection, dialect, ledger);
    world.hub.attach(*session, kClient, core::LoginSessionId(2000));
  }
  /// One step of attaching; false when there is none left.
  bool advance() { return world.executor.run_one() || world.loader.read_one() || world.loader.answer_one(); }
};

/// Whether the client was still open to be compared.
bool try_order(const sim::Mutation& mutation, std::uint64_t seed, bool loaded, bool warden, int commit_at, int arrive_at) {
  Attaching a(seed, loaded, warden);
  std::vector<core::EventRef> events;
  for (int step = 0, more = 1; more || step <= arrive_at; ++step) {
    if (step == commit_at) events = mutation.make(a.world.truth, kHall, a.random);
    if (step == arrive_at) a.world.hub.on_events(events);
    more = a.advance();
  }
  while (a.advance()) {
  }
  a.world.hub.flush();
  a.client.follow(a.connection, a.ledger);
  bool open = false;
  if (!a.session->closing()) {
    REQUIRE(a.session->attached());
    std::map<UserId, bool> online{{kClient, true}};
    if (a.watcher && a.watcher->attached()) online[UserId(1)] = true;
    a.client.compare(a.world.truth, online, true);
    open = true;
  } else {
    // Only what ends a log-in may end the session.
    REQUIRE(sim::ends_sessions(mutation));
    REQUIRE(a.client.closed());
  }
  a.session->on_closed();
  if (a.watcher) a.watcher->on_closed();
  return open;
}

TEST_CASE("snapshot: for every change, attaching at any moment ends where attaching afterwards ends") {
  constexpr int kSteps = 14;
  for (const sim::Mutation& mutation : sim::mutations()) {
    CAPTURE(mutation.name);
    int compared = 0;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      for (bool loaded : {false, true}) {
        for (bool warden : {false, true}) {
          for (int commit_at = 0; commit_at < kSteps; ++commit_at) {
            for (int arrive_at = commit_at; arrive_at < kSteps; ++arrive_at) {
              CAPTURE(seed);
              CAPTURE(loaded);
              CAPTURE(warden);
              CAPTURE(commit_at);
              CAPTURE(arrive_at);
              compared += try_order(mutation, seed, loaded, warden, commit_at, arrive_at);
            }
          }
        }
      }
    }
    CHECK(compared > 0);
  }
}

}  // namespace
