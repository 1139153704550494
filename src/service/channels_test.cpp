// Channels: made, moved within and between categories, deleted, and seen only by those who may.
#include <doctest/doctest.h>

#include "service/communities.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace permission = core::permission;

namespace {

/// Default category: general, two, three. Category "more": four.
struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto");
  ServiceWorld::Place place = world.community(ines);
  core::CommunityId id = place.id;
  core::CategoryId home = core::default_category_of(id), more = world.category(ines, id, "more");
  core::ChannelId general = place.general, two = world.channel(ines, id, "two"), three = world.channel(ines, id, "three"),
                  four = world.channel(ines, id, "four", more);
  Scene() {
    world.join(otto, id);
    world.take_events();
  }
  Result<core::Channel> create(Actor who, const NewChannel& input) {
    return world.write([&](auto& tx, auto at) { return create_channel(tx, at, who, id, input); });
  }
  Result<core::Channel> edit(Actor who, core::ChannelId channel, const core::ChannelEdit& e) {
    return world.write([&](auto& tx, auto at) { return edit_channel(tx, at, who, id, channel, e); });
  }
  Result<void> remove(Actor who, core::ChannelId channel) {
    return world.write([&](auto& tx, auto at) { return delete_channel(tx, at, who, id, channel); });
  }
  Result<core::Channel> view(std::optional<Actor> who, core::ChannelId channel) {
    return world.read([&](auto& reader, auto at) { return view_channel(reader, at, who, channel); });
  }
  core::ChannelEdit told() { return world.take_event<core::ChannelUpdated>(id).edit; }
  /// "general two three | four"; positions are checked.
  std::string order() {
    const auto state = world.snapshot(id).state;
    std::string names;
    std::uint32_t position = 0;
    core::CategoryId in = home;
    for (const core::Channel& channel : state.channels) {
      if (channel.category != in) {
        names += "| ";
        position = 0;
        in = channel.category;
      }
      CHECK(channel.position == position++);
      names += channel.name + " ";
    }
    if (!names.empty()) names.pop_back();
    return names;
  }
};

core::ChannelEdit named(const std::string& name) {
  core::ChannelEdit e;
  e.name = name;
  return e;
}
core::ChannelEdit to(std::uint32_t position) {
  core::ChannelEdit e;
  e.position = position;
  return e;
}
core::ChannelEdit into(core::CategoryId category, std::optional<std::uint32_t> position = {}) {
  core::ChannelEdit e;
  e.category = category;
  if (position) e.position = *position;
  return e;
}

}  // namespace

TEST_CASE("channel: made at the end of its category") {
  Scene s;
  auto made = s.create(s.ines, {"five", core::ChannelKind::text, "topic", {}});
  REQUIRE(made);
  CHECK(made->name == "five");
  CHECK(made->kind == core::ChannelKind::text);
  CHECK(made->topic == "topic");
  CHECK(made->category == s.home);
  CHECK(made->community == s.id);
  CHECK(made->position == 3);
  CHECK(s.world.take_event<core::ChannelCreated>(s.id).channel == *made);
  auto voice = s.create(s.ines, {"six", core::ChannelKind::voice, {}, s.more});
  CHECK(voice->kind == core::ChannelKind::voice);
  CHECK(voice->position == 1);
  CHECK(s.order() == "general two three five | four six");
}

TEST_CASE("channel: a category must be one of the community's") {
  Scene s;
  const auto elsewhere = s.world.community(s.ines, "elsewhere").id;
  const auto foreign = s.world.category(s.ines, elsewhere, "x");
  s.world.take_events();
  for (core::CategoryId category : {foreign, core::default_category_of(elsewhere), core::CategoryId(5)}) {
    CHECK_FAILS(s.create(s.ines, {"x", core::ChannelKind::text, {}, category}), invalid, "category_id");
    CHECK_FAILS(s.edit(s.ines, s.two, into(category, 0)), invalid, "category_id");
  }
  CHECK(s.world.quiet());
}

TEST_CASE("channel: changing the list needs manage_channel") {
  Scene s;
  CHECK_FAILS(s.create(s.otto, {"x", core::ChannelKind::text, {}, {}}), forbidden, "manage_channel");
  CHECK_FAILS(s.edit(s.otto, s.two, named("x")), forbidden, "manage_channel");
  CHECK_FAILS(s.remove(s.otto, s.two), forbidden, "manage_channel");
  CHECK(s.world.quiet());
  s.world.role(s.id, 1, {permission::manage_channel, 0}, {s.otto});
  CHECK(s.create(s.otto, {"x", core::ChannelKind::text, {}, {}}));
  CHECK(s.edit(s.otto, s.two, named("x")));
  CHECK(s.remove(s.otto, s.two));
}

TEST_CASE("channel: hidden ones are unknown to who may manage the others") {
  Scene s;
  s.world.role(s.id, 1, {permission::manage_channel, 0}, {s.otto});
  s.world.hide(s.two);
  CHECK_FAILS(s.edit(s.otto, s.two, named("x")), not_found, "channel");
  CHECK_FAILS(s.remove(s.otto, s.two), not_found, "channel");
  s.world.leave(s.ines, s.id);
  CHECK(s.edit(s.ines, s.two, named("of an owner who left")));
}

TEST_CASE("channel: unknown ones and those of other communities") {
  Scene s;
  const auto elsewhere = s.world.community(s.ines, "elsewhere");
  for (core::ChannelId channel : {elsewhere.general, core::ChannelId(5)}) {
    CHECK_FAILS(s.edit(s.ines, channel, named("x")), not_found, "channel");
    CHECK_FAILS(s.remove(s.ines, channel), not_found, "channel");
  }
  s.id = core::CommunityId(5);
  CHECK_FAILS(s.create(s.ines, {"x", core::ChannelKind::text, {}, {}}), not_found, "community");
  CHECK_FAILS(s.edit(s.ines, s.two, named("x")), not_found, "community");
  CHECK_FAILS(s.remove(s.ines, s.two), not_found, "community");
}

TEST_CASE("channel: name and topic") {
  Scene s;
  core::ChannelEdit e = named("new");
  e.topic = std::string("topic");
  auto edited = s.edit(s.ines, s.two, e);
  REQUIRE(edited);
  CHECK(edited->name == "new");
  CHECK(edited->topic == "topic");
  CHECK(edited->position == 1);
  CHECK(s.told() == e);
  core::ChannelEdit clear;
  clear.topic = core::Change<std::string>::cleared();
  CHECK_FALSE(s.edit(s.ines, s.two, clear)->topic);
  CHECK(s.told() == clear);
  CHECK(s.edit(s.ines, s.two, {})->name == "new");
  CHECK(s.world.quiet());
  CHECK(s.order() == "general new three | four");
}

TEST_CASE("channel: moved inside its category, clamped to the last place") {
  Scene s;
  CHECK(s.edit(s.ines, s.general, to(2))->position == 2);
  CHECK(s.told() == to(2));
  CHECK(s.order() == "two three general | four");
  CHECK(s.edit(s.ines, s.general, to(0))->position == 0);
  CHECK(s.order() == "general two three | four");
  s.world.take_events();
  CHECK(s.edit(s.ines, s.two, to(99))->position == 2);
  CHECK(s.told() == to(2));
  CHECK(s.order() == "general three two | four");
  CHECK(s.edit(s.ines, s.two, into(s.home, 1))->position == 1);
  CHECK(s.told() == into(s.home, 1));
  CHECK(s.order() == "general two three | four");
}

TEST_CASE("channel: moved to another category, appended at most") {
  Scene s;
  auto moved = s.edit(s.ines, s.two, into(s.more, 0));
  REQUIRE(moved);
  CHECK(moved->category == s.more);
  CHECK(moved->position == 0);
  CHECK(s.told() == into(s.more, 0));
  CHECK(s.order() == "general three | two four");
  CHECK(s.edit(s.ines, s.three, into(s.more, 99))->position == 2);
  CHECK(s.told() == into(s.more, 2));
  CHECK(s.order() == "general | two four three");
  CHECK(s.edit(s.ines, s.two, into(s.home))->position == 1);  // without a position: to the end
  CHECK(s.told() == into(s.home, 1));
  CHECK(s.order() == "general two | four three");
}

TEST_CASE("channel: the default category is never left empty") {
  Scene s;
  REQUIRE(s.remove(s.ines, s.two));
  REQUIRE(s.edit(s.ines, s.three, into(s.more, 0)));
  s.world.take_events();
  CHECK_FAILS(s.remove(s.ines, s.general), invalid, "channel");
  CHECK_FAILS(s.edit(s.ines, s.general, into(s.more, 0)), invalid, "channel");
  CHECK(s.world.quiet());
  CHECK(s.edit(s.ines, s.general, into(s.home, 0)));  // staying is allowed
  CHECK(s.remove(s.ines, s.three));
  CHECK(s.remove(s.ines, s.four));  // other categories may be empty
  CHECK(s.order() == "general");
}

TEST_CASE("channel: deleted with its messages, the gap closes") {
  Scene s;
  const auto message = s.world.say(s.otto, s.two, "hello");
  s.world.take_events();
  REQUIRE(s.remove(s.ines, s.two));
  CHECK(s.world.take_event<core::ChannelDeleted>(s.id).channel == s.two);
  CHECK(s.order() == "general three | four");
  CHECK_FALSE(s.world.stored(message));
  CHECK_FAILS(s.view(s.ines, s.two), not_found, "channel");
  CHECK_FAILS(s.remove(s.ines, s.two), not_found, "channel");
}

TEST_CASE("channel: seen by those who may") {
  Scene s;
  const Actor uwe = s.world.person("uwe");
  for (std::optional<Actor> who :
       {std::optional(s.ines), std::optional(s.otto), std::optional(uwe), std::optional<Actor>()}) {
    auto seen = s.view(who, s.two);
    REQUIRE(seen);
    CHECK(seen->name == "two");
  }
  CHECK_FAILS(s.view(s.ines, core::ChannelId(5)), not_found, "channel");
  s.world.hide(s.two, s.world.role(s.id, 1, {}, {s.otto}));
  CHECK(s.view(s.ines, s.two));
  CHECK(s.view(s.otto, s.two));
  CHECK_FAILS(s.view(uwe, s.two), not_found, "channel");
  CHECK_FAILS(s.view(std::nullopt, s.two), not_found, "channel");
  s.world.leave(s.ines, s.id);
  CHECK_FAILS(s.view(s.ines, s.two), not_found, "channel");
}
