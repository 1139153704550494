// How far somebody has read.
#include "service/read_states.h"

#include <doctest/doctest.h>

#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

struct Reading {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto");
  ServiceWorld::Place place = world.community(ines);

  Result<void> mark(Actor who, core::ChannelId channel, core::MessageId message) {
    return world.write([&](auto& tx, auto at) { return mark_read(tx, at, who, channel, message); });
  }
  Result<void> mark_all(Actor who, core::CommunityId community) {
    return world.write([&](auto& tx, auto at) { return mark_community_read(tx, at, who, community); });
  }
  std::vector<core::ReadState> states(Actor who) {
    return world.read([&](store::Reader& reader, auto) { return list_read_states(reader, who); });
  }
};

}  // namespace

TEST_CASE("read states: up to a message, told to the person's other clients") {
  Reading r;
  const auto first = r.world.say(r.ines, r.place.general, "one"), second = r.world.say(r.ines, r.place.general, "two");
  r.world.take_events();
  REQUIRE(r.mark(r.ines, r.place.general, second));
  const auto told = r.world.take_event<core::ChannelRead>(core::stream_of(r.ines.user));
  CHECK(told.channel == r.place.general);
  CHECK(told.message == second);
  REQUIRE(r.mark(r.ines, r.place.general, first));  // nothing is unread again
  REQUIRE(r.states(r.ines).size() == 1);
  CHECK(r.states(r.ines)[0].last_read == second);
  REQUIRE(r.mark(r.ines, r.place.general, core::MessageId(second.value + 1)));  // need not exist
  CHECK(r.states(r.otto).empty());
}

TEST_CASE("read states: only where one may look") {
  Reading r;
  CHECK_FAILS(r.mark(r.otto, r.place.general, core::MessageId(1)), not_member, "channel");
  r.world.join(r.otto, r.place.id);
  CHECK(r.mark(r.otto, r.place.general, core::MessageId(1)));
  r.world.hide(r.place.general);
  CHECK_FAILS(r.mark(r.otto, r.place.general, core::MessageId(2)), not_member, "channel");
  CHECK_FAILS(r.mark(r.otto, core::ChannelId(5), core::MessageId(2)), not_member, "channel");
}

TEST_CASE("read states: a whole community, without what is hidden or empty") {
  Reading r;
  const auto empty = r.world.channel(r.ines, r.place.id, "empty"), hidden = r.world.channel(r.ines, r.place.id, "hidden");
  const auto said = r.world.say(r.ines, r.place.general, "one");
  r.world.say(r.ines, hidden, "secret");
  r.world.hide(hidden);
  CHECK_FAILS(r.mark_all(r.otto, r.place.id), not_member, "community");
  CHECK_FAILS(r.mark_all(r.otto, core::CommunityId(5)), not_found, "community");
  r.world.join(r.otto, r.place.id);
  r.world.take_events();
  REQUIRE(r.mark_all(r.otto, r.place.id));
  CHECK(r.world.take_event<core::ChannelRead>(core::stream_of(r.otto.user)).message == said);
  REQUIRE(r.states(r.otto).size() == 1);
  CHECK(r.states(r.otto)[0].channel == r.place.general);
  static_cast<void>(empty);
}
