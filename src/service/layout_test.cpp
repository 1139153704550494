// The whole order of categories and channels, replaced at once and told step by step.
#include <doctest/doctest.h>

#include "service/communities.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

/// general two | a: three four | b: five
struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto");
  ServiceWorld::Place place = world.community(ines);
  core::CommunityId id = place.id;
  core::CategoryId a = world.category(ines, id, "a"), b = world.category(ines, id, "b");
  core::ChannelId general = place.general, two = world.channel(ines, id, "two"), three = world.channel(ines, id, "three", a),
                  four = world.channel(ines, id, "four", a), five = world.channel(ines, id, "five", b);
  core::CommunityState followed;
  Scene() {
    world.join(otto, id);
    world.take_events();
    followed = world.snapshot(id).state;
  }
  Result<void> replace(Actor who, const std::vector<LayoutCategory>& layout) {
    return world.write([&](auto& tx, auto at) { return replace_layout(tx, at, who, id, layout); });
  }
  /// "general two | a: three four | b: five", as the store has it, which must be what the events tell.
  std::string order() {
    for (const core::EventRef& event : world.take_events()) followed.apply(*event);
    const auto state = world.snapshot(id).state;
    CHECK(state == followed);
    std::string text;
    for (const core::Category& category : state.categories) {
      if (category.position != 0) text += "| " + category.name + ": ";
      std::uint32_t position = 0;
      for (const core::Channel& channel : state.channels) {
        if (channel.category != category.id) continue;
        CHECK(channel.position == position++);
        text += channel.name + " ";
      }
    }
    if (!text.empty()) text.pop_back();
    return text;
  }
  LayoutCategory existing(core::CategoryId category, const std::string& name, std::vector<core::ChannelId> channels) {
    return {category, {}, name, std::move(channels)};
  }
};

}  // namespace

TEST_CASE("layout: categories are renamed and moved, channels follow") {
  Scene s;
  REQUIRE(s.replace(s.ines, {s.existing(s.b, "b", {s.five, s.three}), s.existing(s.a, "A", {s.general, s.four})}));
  CHECK(s.order() == "two | b: five three | A: general four");
}

TEST_CASE("layout: what is listed as it is changes nothing") {
  Scene s;
  REQUIRE(s.replace(s.ines, {s.existing(s.a, "a", {s.three, s.four}), s.existing(s.b, "b", {s.five})}));
  CHECK(s.world.quiet());
}

TEST_CASE("layout: categories that are not listed go, channels that are not listed go home") {
  Scene s;
  REQUIRE(s.replace(s.ines, {s.existing(s.a, "a", {s.four})}));
  CHECK(s.order() == "general two five three | a: four");
  REQUIRE(s.replace(s.ines, {}));
  CHECK(s.order() == "general two five three four");
}

TEST_CASE("layout: new categories are known by the name their client gave them, ids that look like one too") {
  Scene s;
  REQUIRE(s.replace(s.ines, {{{}, "mine", "new", {s.five}}, {core::CategoryId(123), "123", "other", {s.two}}}));
  CHECK(s.order() == "general three four | new: five | other: two");
  const auto made = s.world.snapshot(s.id).state.categories;
  CHECK(made.at(1).alias == "mine");
  CHECK(made.at(2).alias == "123");
  REQUIRE(s.replace(s.ines, {{core::CategoryId(123), "123", "other", {s.two}}, {{}, "mine", "new", {s.five}}}));
  CHECK(s.order() == "general three four | other: two | new: five");
  CHECK(s.world.snapshot(s.id).state.categories.at(2).id == made.at(1).id);
}

TEST_CASE("layout: the default category may end up empty, unknown channels are dropped") {
  Scene s;
  const auto elsewhere = s.world.community(s.ines, "second");
  s.world.take_events();
  REQUIRE(s.replace(
      s.ines, {s.existing(s.a, "a", {core::ChannelId(5), s.five, elsewhere.general, s.four, s.three, s.two, s.general})}));
  CHECK(s.order() == "| a: five four three two general");
}

TEST_CASE("layout: nothing is listed twice, and only who manages channels lists at all") {
  Scene s;
  CHECK_FAILS(s.replace(s.otto, {}), forbidden, "manage_channel");
  CHECK_FAILS(s.replace(s.ines, {s.existing(s.a, "a", {s.two}), s.existing(s.b, "b", {s.two})}), invalid, "layout");
  CHECK_FAILS(s.replace(s.ines, {s.existing(s.a, "a", {s.two, s.two})}), invalid, "layout");
  CHECK_FAILS(s.replace(s.ines, {s.existing(s.a, "a", {}), s.existing(s.a, "a", {})}), invalid, "layout");
  CHECK_FAILS(s.replace(s.ines, {{{}, "x", "x", {}}, {{}, "x", "y", {}}}), invalid, "layout");
  CHECK(s.world.quiet());
  CHECK(s.order() == "general two | a: three four | b: five");
  s.id = core::CommunityId(5);
  CHECK_FAILS(s.replace(s.ines, {}), not_found, "community");
}
