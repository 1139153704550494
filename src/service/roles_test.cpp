// Roles: made, edited, ranked and deleted by those above them, and what nobody can give.
#include "service/roles.h"

#include <doctest/doctest.h>

#include "service/communities.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace p = core::permission;

namespace {

/// Ines owns it; Vera holds "mate" (rank 1) with some power; below it is "hand" (rank 2), above it "captain" (rank 0).
struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera"), uwe = world.person("uwe");
  core::CommunityId id = world.community(ines).id;
  core::RoleId captain, mate, hand;
  Scene() {
    world.join(otto, id);
    world.join(vera, id);
    captain = world.role(id, 0, {p::ban_members, 0}, {});
    mate = world.role(id, 1, {p::manage_role | p::manage_permissions | p::assign_roles | p::kick_members, 0}, {vera});
    hand = world.role(id, 2, {0, p::react}, {otto});
    world.take_events();
  }
  Result<core::Role> create(Actor who, const std::string& name = "new") {
    return world.write([&](auto& tx, auto at) { return create_role(tx, at, who, id, name); });
  }
  Result<core::Role> edit(Actor who, core::RoleId role, const core::RoleEdit& e) {
    return world.write([&](auto& tx, auto at) { return edit_role(tx, at, who, id, role, e); });
  }
  Result<void> remove(Actor who, core::RoleId role) {
    return world.write([&](auto& tx, auto at) { return delete_role(tx, at, who, id, role); });
  }
  Result<std::vector<core::Role>> rank(Actor who, const std::vector<core::RoleId>& order) {
    return world.write([&](auto& tx, auto at) { return rank_roles(tx, at, who, id, order); });
  }
  Result<MemberWithUser> give(Actor who, Actor whom, std::vector<core::RoleId> roles) {
    core::MemberEdit e;
    e.roles = std::move(roles);
    return world.write([&](auto& tx, auto at) { return edit_member(tx, at, who, id, whom.user, e); });
  }
};

core::RoleEdit named(const std::string& name) {
  core::RoleEdit e;
  e.name = name;
  return e;
}
core::RoleEdit allowing(core::PermissionOverride value) {
  core::RoleEdit e;
  e.permissions = value;
  return e;
}

}  // namespace

TEST_CASE("role: a new one is the least powerful and allows nothing") {
  Scene s;
  CHECK_FAILS(s.create(s.otto), forbidden, "manage_role");
  CHECK_FAILS(s.create(s.uwe), forbidden, "manage_role");
  auto made = s.create(s.vera, "stoker");
  REQUIRE(made);
  CHECK(made->name == "stoker");
  CHECK(made->rank == 3);
  CHECK(made->permissions == core::PermissionOverride{});
  CHECK(s.world.take_event<core::RoleCreated>(s.id).role == *made);
  REQUIRE(s.remove(s.ines, s.captain));
  CHECK(s.create(s.ines)->rank == 4);  // below all, though there are three others now
  s.id = core::CommunityId(5);
  CHECK_FAILS(s.create(s.ines), not_found, "community");
}

TEST_CASE("role: there is a limit") {
  Scene s;
  auto create = [&](std::uint32_t limit) {
    return s.world.write([&](auto& tx, Context at) {
      at.limits.roles = limit;
      return create_role(tx, at, s.ines, s.id, "x");
    });
  };
  CHECK_FAILS(create(3), invalid, "roles");
  CHECK(create(4));
}

TEST_CASE("role: edited by those above it") {
  Scene s;
  CHECK_FAILS(s.edit(s.otto, s.hand, named("x")), forbidden, "manage_role");
  CHECK_FAILS(s.edit(s.vera, s.mate, named("x")), forbidden, "rank");  // one's own
  CHECK_FAILS(s.edit(s.vera, s.captain, named("x")), forbidden, "rank");
  CHECK_FAILS(s.edit(s.vera, core::RoleId(5), named("x")), not_found, "role");
  core::RoleEdit all = named("deckhand");
  all.colour = std::string("red");
  all.hoist = true;
  all.icon = s.world.file(core::FileBucket::community_icons);
  auto edited = s.edit(s.vera, s.hand, all);
  REQUIRE(edited);
  CHECK(edited->name == "deckhand");
  CHECK(edited->colour == "red");
  CHECK(edited->hoist);
  CHECK(edited->icon == all.icon.value());
  const auto told = s.world.take_event<core::RoleUpdated>(s.id);
  CHECK(told.role == s.hand);
  CHECK(told.edit == all);
  core::RoleEdit icon;
  icon.icon = core::FileId(5);
  CHECK_FAILS(s.edit(s.ines, s.hand, icon), invalid, "icon");
  CHECK(s.edit(s.ines, s.hand, {}));
  CHECK(s.world.quiet());
}

TEST_CASE("role: nobody gives what they lack, nor takes back what is denied them") {
  Scene s;
  CHECK_FAILS(s.edit(s.otto, s.hand, allowing({p::react, 0})), forbidden, "manage_permissions");
  CHECK_FAILS(s.edit(s.vera, s.hand, allowing({p::ban_members, 0})), forbidden, "grant");
  CHECK(s.edit(s.vera, s.hand, allowing({p::kick_members, p::react})));
  CHECK(s.edit(s.vera, s.hand, allowing({0, p::ban_members | p::react})));  // denying needs nothing
  CHECK_FAILS(s.edit(s.vera, s.hand, allowing({0, p::react})), forbidden, "grant");
  CHECK(s.edit(s.ines, s.hand, allowing({p::ban_members, 0})));
  CHECK(s.edit(s.vera, s.hand, allowing({p::ban_members | p::kick_members, 0})));  // what it had it may keep
}

TEST_CASE("role: deleted, members and channels lose it") {
  Scene s;
  CHECK_FAILS(s.remove(s.otto, s.hand), forbidden, "manage_role");
  CHECK_FAILS(s.remove(s.vera, s.mate), forbidden, "rank");
  CHECK_FAILS(s.remove(s.vera, core::RoleId(5)), not_found, "role");
  const auto channel = s.world.channel(s.ines, s.id, "deck");
  s.world.hide(channel, s.hand);
  s.world.take_events();
  REQUIRE(s.remove(s.vera, s.hand));
  CHECK(s.world.take_event<core::RoleDeleted>(s.id).role == s.hand);
  const auto state = s.world.snapshot(s.id).state;
  CHECK(state.roles.size() == 2);
  CHECK(state.find_channel(channel)->role_overrides.empty());
  CHECK(state.find_member(s.otto.user)->full(s.id).roles.empty());
}

TEST_CASE("role: ranked, but what is not below oneself keeps its place") {
  Scene s;
  CHECK_FAILS(s.rank(s.otto, {s.captain, s.mate, s.hand}), forbidden, "manage_role");
  CHECK_FAILS(s.rank(s.vera, {s.mate, s.captain, s.hand}), forbidden, "rank");
  CHECK_FAILS(s.rank(s.vera, {s.captain, s.hand, s.mate}), forbidden, "rank");
  CHECK_FAILS(s.rank(s.ines, {s.captain, s.mate}), invalid, "ranks");
  CHECK_FAILS(s.rank(s.ines, {s.captain, s.mate, s.mate}), invalid, "ranks");
  CHECK(s.world.quiet());
  const core::RoleId boy = s.create(s.ines)->id;
  s.world.take_events();
  REQUIRE(s.rank(s.vera, {s.captain, s.mate, boy, s.hand}));
  CHECK(s.world.take_event<core::RolesRanked>(s.id).roles == std::vector{s.captain, s.mate, boy, s.hand});
  auto ranked = s.rank(s.ines, {s.hand, s.mate, s.captain, boy});
  REQUIRE(ranked);
  CHECK(s.world.snapshot(s.id).state.roles == *ranked);
  CHECK(ranked->at(0).id == s.hand);
  CHECK(ranked->at(3).rank == 3);
}

TEST_CASE("role: given to members by those above it") {
  Scene s;
  CHECK_FAILS(s.give(s.otto, s.otto, {}), forbidden, "assign_roles");
  CHECK_FAILS(s.give(s.vera, s.otto, {s.mate}), forbidden, "rank");
  CHECK_FAILS(s.give(s.vera, s.otto, {core::RoleId(5)}), not_found, "role");
  CHECK_FAILS(s.give(s.vera, s.ines, {s.hand}), forbidden, "rank");
  CHECK(s.give(s.ines, s.otto, {s.hand, s.captain, s.hand})->member.roles == std::vector{s.captain, s.hand});
  CHECK_FAILS(s.give(s.vera, s.otto, {}), forbidden, "rank");  // above her now
  CHECK(s.give(s.ines, s.otto, {s.hand}));
  s.world.take_events();
  REQUIRE(s.give(s.vera, s.otto, {}));
  const auto told = s.world.take_event<core::MemberUpdated>(s.id);
  CHECK(told.edit.roles.value().empty());
  // What one holds already may stay, also when one could not give it.
  CHECK(s.give(s.vera, s.vera, {s.mate, s.hand})->member.roles == std::vector{s.mate, s.hand});
  CHECK_FAILS(s.give(s.vera, s.vera, {s.mate, s.captain}), forbidden, "rank");
}

TEST_CASE("role: found by members") {
  Scene s;
  auto find = [&](Actor who, core::RoleId role) {
    return s.world.read([&](auto& reader, auto at) { return find_role(reader, at, who, s.id, role); });
  };
  CHECK(find(s.otto, s.captain)->id == s.captain);
  CHECK_FAILS(find(s.uwe, s.captain), forbidden, "member");
  CHECK_FAILS(find(s.otto, core::RoleId(5)), not_found, "role");
}
