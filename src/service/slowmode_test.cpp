// Slow channels: how long a person waits there, and who does not.
#include "service/slowmode.h"

#include <doctest/doctest.h>

#include "service/messages.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace permission = core::permission;

namespace {

struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera");
  ServiceWorld::Place place = world.community(ines);
  core::ChannelId slow = place.general, fast = world.channel(ines, place.id, "fast");
  Scene() {
    world.join(otto, place.id);
    world.join(vera, place.id);
    set_slow(slow, 30);
  }
  void set_slow(core::ChannelId id, std::uint32_t seconds) {
    world.arrange([&](store::Transaction& tx) {
      core::Channel channel = *tx.channel(id);
      channel.slowmode_s = seconds;
      tx.put_channel(channel);
    });
  }
  Result<MessageViewRef> say(Actor who) { return world.try_say(who, ServiceWorld::text(slow, "x")); }
  std::vector<RunningSlowmode> running(Actor who) {
    return world.read([&](store::Reader& reader, auto at) { return running_slowmodes(reader, at, who); });
  }
};

}  // namespace

TEST_CASE("slowmode: one message, then a wait that ends") {
  Scene s;
  REQUIRE(s.say(s.otto));
  s.world.take_events();
  s.world.clock.advance_ms(10'500);
  const auto refused = s.say(s.otto);
  CHECK_FAILS(refused, forbidden, "slowmode");
  CHECK(refused.error().number == 20);  // whole seconds: 19.5 are 20
  CHECK(s.world.quiet());
  CHECK(s.say(s.vera));  // everybody waits for themselves
  CHECK(s.world.try_say(s.otto, ServiceWorld::text(s.fast, "x")));
  s.world.clock.advance_ms(19'500);
  CHECK(s.say(s.otto));
}

TEST_CASE("slowmode: a lack of permission is told first, and those who may bypass it do not wait") {
  Scene s;
  const auto role = s.world.role(s.place.id, 1, {permission::bypass_slowmode, 0}, {s.vera});
  CHECK(role.value > 0);
  for (Actor who : {s.vera, s.vera, s.ines, s.ines}) CHECK(s.say(who));
  REQUIRE(s.say(s.otto));
  s.world.deny_all(s.place.id, permission::send_message);
  CHECK_FAILS(s.say(s.otto), forbidden, "send_message");
}

TEST_CASE("slowmode: what runs for a person, in all channels they see") {
  Scene s;
  CHECK(s.running(s.otto).empty());
  const auto other = s.world.channel(s.ines, s.place.id, "other");
  s.set_slow(other, 100);
  REQUIRE(s.say(s.otto));
  REQUIRE(s.say(s.ines));
  REQUIRE(s.world.try_say(s.otto, ServiceWorld::text(other, "x")));
  s.world.clock.advance_ms(10'000);
  auto running = s.running(s.otto);
  REQUIRE(running.size() == 2);
  CHECK(running[0].channel == s.slow);
  CHECK(running[0].duration_s == 30);
  CHECK(running[0].left_s == 20);
  CHECK(running[1].left_s == 90);
  CHECK(s.running(s.ines).empty());
  s.world.clock.advance_ms(20'000);
  running = s.running(s.otto);
  REQUIRE(running.size() == 1);
  CHECK(running[0].channel == other);
  s.world.hide(other);
  CHECK(s.running(s.otto).empty());
}
