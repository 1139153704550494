// Categories: made at the end, moved with a clamp, and never the default one.
#include <doctest/doctest.h>

#include "service/communities.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace permission = core::permission;

namespace {

/// A community with the default category and a, b, c.
struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto");
  core::CommunityId id = world.community(ines).id;
  core::CategoryId home = core::default_category_of(id);
  core::CategoryId a = world.category(ines, id, "a"), b = world.category(ines, id, "b"), c = world.category(ines, id, "c");
  Scene() {
    world.join(otto, id);
    world.take_events();
  }
  Result<core::Category> create(Actor who, const std::string& name) {
    return world.write([&](auto& tx, auto at) { return create_category(tx, at, who, id, name); });
  }
  Result<core::Category> edit(Actor who, core::CategoryId category, const core::CategoryEdit& e) {
    return world.write([&](auto& tx, auto at) { return edit_category(tx, at, who, id, category, e); });
  }
  Result<void> remove(Actor who, core::CategoryId category) {
    return world.write([&](auto& tx, auto at) { return delete_category(tx, at, who, id, category); });
  }
  /// "a b c" with the default one left out; positions are checked.
  std::string order() {
    const auto categories = world.snapshot(id).state.categories;
    REQUIRE(categories.at(0).id == home);
    std::string names;
    for (std::size_t i = 0; i < categories.size(); ++i) {
      CHECK(categories[i].position == i);
      if (i) names += (i > 1 ? " " : "") + categories[i].name;
    }
    return names;
  }
};

core::CategoryEdit to(std::uint32_t position) { return {{}, position}; }
core::CategoryEdit named(const std::string& name) { return {name, {}}; }

}  // namespace

TEST_CASE("category: made behind the others") {
  Scene s;
  auto made = s.create(s.ines, "d");
  REQUIRE(made);
  CHECK(made->name == "d");
  CHECK(made->community == s.id);
  CHECK(made->position == 4);
  CHECK(s.world.take_event<core::CategoryCreated>(s.id).category == *made);
  CHECK(s.order() == "a b c d");
}

TEST_CASE("category: changing the list needs manage_channel") {
  Scene s;
  CHECK_FAILS(s.create(s.otto, "d"), forbidden, "manage_channel");
  CHECK_FAILS(s.edit(s.otto, s.a, named("x")), forbidden, "manage_channel");
  CHECK_FAILS(s.remove(s.otto, s.a), forbidden, "manage_channel");
  CHECK(s.world.quiet());
  s.world.role(s.id, 1, {permission::manage_channel, 0}, {s.otto});
  CHECK(s.create(s.otto, "d"));
  CHECK(s.edit(s.otto, s.a, named("x")));
  CHECK(s.remove(s.otto, s.a));
  s.world.leave(s.ines, s.id);
  CHECK(s.create(s.ines, "by an owner who left"));
}

TEST_CASE("category: of an unknown community") {
  Scene s;
  s.id = core::CommunityId(5);
  CHECK_FAILS(s.create(s.ines, "d"), not_found, "community");
  CHECK_FAILS(s.edit(s.ines, s.a, named("x")), not_found, "community");
  CHECK_FAILS(s.remove(s.ines, s.a), not_found, "community");
}

TEST_CASE("category: the default one and those of others cannot be changed") {
  Scene s;
  const auto elsewhere = s.world.category(s.ines, s.world.community(s.ines, "elsewhere").id, "x");
  s.world.take_events();
  CHECK_FAILS(s.edit(s.ines, s.home, named("x")), invalid, "category");
  CHECK_FAILS(s.remove(s.ines, s.home), invalid, "category");
  for (core::CategoryId id : {elsewhere, core::CategoryId(5)}) {
    CHECK_FAILS(s.edit(s.ines, id, named("x")), not_found, "category");
    CHECK_FAILS(s.remove(s.ines, id), not_found, "category");
  }
  CHECK(s.world.quiet());
}

TEST_CASE("category: renamed") {
  Scene s;
  auto edited = s.edit(s.ines, s.b, named("new"));
  REQUIRE(edited);
  CHECK(edited->name == "new");
  CHECK(edited->position == 2);
  const auto told = s.world.take_event<core::CategoryUpdated>(s.id);
  CHECK(told.category == s.b);
  CHECK(told.edit == named("new"));
  CHECK(s.order() == "a new c");
  CHECK(s.edit(s.ines, s.b, {})->name == "new");
  CHECK(s.world.quiet());
}

TEST_CASE("category: moved, clamped at the end, never to the front") {
  Scene s;
  CHECK_FAILS(s.edit(s.ines, s.b, to(0)), invalid, "position");
  CHECK(s.edit(s.ines, s.a, to(3))->position == 3);
  CHECK(s.world.take_event<core::CategoryUpdated>(s.id).edit == to(3));
  CHECK(s.order() == "b c a");
  CHECK(s.edit(s.ines, s.b, to(4'000'000'000))->position == 3);
  CHECK(s.world.take_event<core::CategoryUpdated>(s.id).edit == to(3));  // what came of it
  CHECK(s.order() == "c a b");
  CHECK(s.edit(s.ines, s.b, {std::string("first"), 1})->name == "first");
  CHECK(s.order() == "first c a");
  CHECK(s.edit(s.ines, s.c, to(2))->position == 2);
  CHECK(s.order() == "first c a");
}

TEST_CASE("category: deleting one moves its channels to the end of the default one, in order") {
  Scene s;
  const auto one = s.world.channel(s.ines, s.id, "one", s.b);
  const auto two = s.world.channel(s.ines, s.id, "two", s.b);
  s.world.channel(s.ines, s.id, "other", s.c);
  s.world.take_events();
  REQUIRE(s.remove(s.ines, s.b));
  CHECK(s.world.take_event<core::CategoryDeleted>(s.id).category == s.b);
  CHECK(s.order() == "a c");
  const auto state = s.world.snapshot(s.id).state;
  REQUIRE(state.channels.size() == 4);
  CHECK(state.channels[0].name == "general");
  CHECK(state.channels[1].id == one);
  CHECK(state.channels[2].id == two);
  CHECK(state.channels[3].name == "other");
  CHECK(state.channels[1].category == s.home);
  CHECK(state.channels[1].position == 1);
  CHECK(state.channels[2].position == 2);
  CHECK(state.channels[3].position == 0);
  CHECK_FAILS(s.remove(s.ines, s.b), not_found, "category");
}
