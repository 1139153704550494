// Friends, requests, blocks: every step from every state.
#include "service/relationships.h"

#include <doctest/doctest.h>

#include "service/bots.h"
#include "tests/support/service_world.h"

using namespace service;
using core::Relation;
using testing_support::ServiceWorld;

namespace {

struct Two {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto");

  Two(Relation one, Relation other) {
    world.arrange([&](store::Transaction& tx) {
      tx.put_relation(ines.user, otto.user, one);
      tx.put_relation(otto.user, ines.user, other);
    });
  }
  Result<Related> request() {
    return world.write([&](auto& tx, auto at) { return request_friend(tx, at, ines, otto.user, 5); });
  }
  Result<Related> remove() {
    return world.write([&](auto& tx, auto at) { return remove_friend(tx, at, ines, otto.user); });
  }
  Result<Related> block() {
    return world.write([&](auto& tx, auto at) { return service::block(tx, at, ines, otto.user); });
  }
  Result<Related> unblock() {
    return world.write([&](auto& tx, auto at) { return service::unblock(tx, at, ines, otto.user); });
  }
  Relation stored(Actor from, Actor to) {
    return world.read([&](store::Reader& reader, auto) { return reader.relation(from.user, to.user); });
  }
  /// The step succeeded, and left the two like this; everybody whose entry changed was told.
  void check(const Result<Related>& step, Relation one_before, Relation other_before, Relation one, Relation other) {
    REQUIRE(step);
    CHECK(step->relation == one);
    CHECK(step->user == world.user(otto.user));
    CHECK(stored(ines, otto) == one);
    CHECK(stored(otto, ines) == other);
    auto events = world.take_events();
    const std::size_t told = std::size_t{one != one_before} + std::size_t{other != other_before};
    REQUIRE(events.size() == told);
    for (const core::EventRef& event : events) {
      const auto& body = std::get<core::RelationshipChanged>(event->body);
      const bool to_ines = event->stream == core::stream_of(ines.user);
      CHECK((to_ines || event->stream == core::stream_of(otto.user)));
      CHECK(body.relation == (to_ines ? one : other));
      CHECK(body.other == world.user(to_ines ? otto.user : ines.user));
    }
  }
};

struct State {
  Relation one, other;
};
constexpr State kNone{Relation::none, Relation::none}, kFriends{Relation::friends, Relation::friends},
    kOutgoing{Relation::outgoing, Relation::incoming}, kIncoming{Relation::incoming, Relation::outgoing},
    kBlocked{Relation::blocked, Relation::blocked_by}, kBlockedBy{Relation::blocked_by, Relation::blocked},
    kBothBlocked{Relation::blocked, Relation::blocked};

template <typename Step>
void leads(State from, Step step, State to) {
  Two two(from.one, from.other);
  const auto result = step(two);
  two.check(result, from.one, from.other, to.one, to.other);
}
template <typename Step>
void fails(State from, Step step, base::ErrorKind kind, std::string_view subject) {
  Two two(from.one, from.other);
  const auto result = step(two);
  REQUIRE_FALSE(result);
  testing_support::check_error(result.error(), kind, subject);
  CHECK(two.stored(two.ines, two.otto) == from.one);
  CHECK(two.world.quiet());
}

using base::ErrorKind;

}  // namespace

TEST_CASE("relations: asking and accepting") {
  const auto step = [](Two& two) { return two.request(); };
  leads(kNone, step, kOutgoing);
  leads(kIncoming, step, kFriends);
  fails(kFriends, step, ErrorKind::already_exists, "friend");
  fails(kOutgoing, step, ErrorKind::already_exists, "request");
  fails(kBlocked, step, ErrorKind::already_exists, "block");
  fails(kBothBlocked, step, ErrorKind::already_exists, "block");
  fails(kBlockedBy, step, ErrorKind::forbidden, "blocked");
}

TEST_CASE("relations: ending, taking back, declining") {
  const auto step = [](Two& two) { return two.remove(); };
  leads(kFriends, step, kNone);
  leads(kOutgoing, step, kNone);
  leads(kIncoming, step, kNone);
  for (const State from : {kNone, kBlocked, kBlockedBy, kBothBlocked}) fails(from, step, ErrorKind::invalid, "effect");
}

TEST_CASE("relations: blocking") {
  const auto step = [](Two& two) { return two.block(); };
  for (const State from : {kNone, kFriends, kOutgoing, kIncoming}) leads(from, step, kBlocked);
  leads(kBlockedBy, step, kBothBlocked);
  for (const State from : {kBlocked, kBothBlocked}) fails(from, step, ErrorKind::invalid, "effect");
}

TEST_CASE("relations: unblocking") {
  const auto step = [](Two& two) { return two.unblock(); };
  leads(kBlocked, step, kNone);
  leads(kBothBlocked, step, kBlockedBy);
  for (const State from : {kNone, kFriends, kOutgoing, kIncoming, kBlockedBy}) {
    fails(from, step, ErrorKind::invalid, "effect");
  }
}

TEST_CASE("relations: not with oneself, nobody, or who is gone") {
  ServiceWorld world;
  const Actor ines = world.person("ines"), gone = world.person("gone");
  world.remove_account(gone.user);
  world.take_events();
  auto request = [&](Actor who, core::UserId other) {
    return world.write([&](auto& tx, auto at) { return request_friend(tx, at, who, other, 5); });
  };
  REQUIRE(world.write([](auto& tx, auto at) { return ensure_reserved_users(tx, at); }));
  CHECK_FAILS(request(ines, ines.user), invalid, "effect");
  CHECK_FAILS(request(ines, core::kSystemUser), invalid, "effect");
  CHECK_FAILS(request(ines, gone.user), not_found, "user");
  CHECK_FAILS(request(ines, core::UserId(5)), not_found, "user");
  CHECK_FAILS(request(gone, ines.user), unauthenticated, "");
  CHECK(world.quiet());
}

TEST_CASE("relations: bots have no friends, but can be blocked") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const core::UserId bot = world.write([&](auto& tx, auto) { return create_bot(tx, ines, "robot", 5); })->bot.id;
  CHECK_FAILS(world.write([&](auto& tx, auto at) { return request_friend(tx, at, ines, bot, 5); }), invalid, "bot");
  CHECK_FAILS(world.write([&](auto& tx, auto at) {
    return request_friend(tx, at, Actor{bot, {}}, ines.user, 5);
  }),
              invalid, "bot");
  CHECK_FAILS(world.write([&](auto& tx, auto at) { return remove_friend(tx, at, ines, bot); }), invalid, "bot");
  CHECK(world.write([&](auto& tx, auto at) { return block(tx, at, ines, bot); })->relation == Relation::blocked);
  CHECK(world.write([&](auto& tx, auto at) { return unblock(tx, at, ines, bot); })->relation == Relation::none);
}

TEST_CASE("relations: not more open requests than allowed") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  auto request = [&](core::UserId other) {
    return world.write([&](auto& tx, auto at) { return request_friend(tx, at, ines, other, 2); });
  };
  const Actor first = world.person("first");
  CHECK(request(first.user));
  CHECK(request(world.person("second").user));
  const Actor third = world.person("third");
  const auto refused = request(third.user);
  CHECK_FAILS(refused, invalid, "requests");
  CHECK(refused.error().number == 2);
  REQUIRE(world.write([&](auto& tx, auto at) { return request_friend(tx, at, first, ines.user, 2); }));
  CHECK(request(third.user));  // one was answered
}

TEST_CASE("relations: what two people have in common") {
  ServiceWorld world;
  const Actor ines = world.person("ines"), otto = world.person("otto"), uta = world.person("uta"), max = world.person("max");
  const auto befriend = [&](Actor a, Actor b) {
    world.arrange([&](store::Transaction& tx) {
      tx.put_relation(a.user, b.user, Relation::friends);
      tx.put_relation(b.user, a.user, Relation::friends);
    });
  };
  befriend(ines, uta);
  befriend(otto, uta);
  befriend(ines, max);
  const auto both = world.community(ines, "both");
  world.join(otto, both.id);
  world.community(otto, "only");
  auto mutual = [&](Actor who, core::UserId other) {
    return world.read([&](auto& reader, auto) { return find_mutual(reader, who, other); });
  };
  const auto found = mutual(ines, otto.user);
  REQUIRE(found);
  CHECK(found->friends == std::vector{uta.user});
  CHECK(found->communities == std::vector{both.id});
  CHECK(found->channels.empty());
  CHECK_FAILS(mutual(ines, ines.user), invalid, "user");
  CHECK_FAILS(mutual(ines, core::UserId(5)), not_found, "user");
}
