// What of a community only some may edit, and its end.
#include <doctest/doctest.h>

#include "service/acquaintance.h"
#include "service/communities.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace p = core::permission;

namespace {

struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera"), staff = world.person("staff");
  ServiceWorld::Place place = world.community(ines);
  core::CommunityId id = place.id;
  Scene() {
    world.join(otto, id);
    world.arrange([&](store::Transaction& tx) {
      core::User user = *tx.user(staff.user);
      user.instance_permissions = core::instance_permission::privileged;
      tx.update_user(user);
    });
    world.take_events();
  }
  Result<core::Community> edit(Actor who, const core::CommunityEdit& e) {
    return world.write([&](auto& tx, auto at) { return edit_community(tx, at, who, id, e); });
  }
  Result<void> remove(Actor who) {
    return world.write([&](auto& tx, auto at) { return delete_community(tx, at, who, id); });
  }
};

core::CommunityEdit owned_by(Actor who) {
  core::CommunityEdit e;
  e.owner = who.user;
  return e;
}
core::CommunityEdit by_default(core::Permissions permissions) {
  core::CommunityEdit e;
  e.default_permissions = permissions;
  return e;
}

}  // namespace

TEST_CASE("community: handed over by its owner, to a member who is no bot") {
  Scene s;
  CHECK_FAILS(s.edit(s.otto, owned_by(s.otto)), forbidden, "owner");
  s.world.role(s.id, 1, {p::manage_community, 0}, {s.otto});
  CHECK_FAILS(s.edit(s.otto, owned_by(s.otto)), forbidden, "owner");
  CHECK_FAILS(s.edit(s.ines, owned_by(s.vera)), invalid, "owner");
  s.world.arrange([&](store::Transaction& tx) {
    core::User user = *tx.user(s.otto.user);
    user.bot = true;
    tx.update_user(user);
  });
  CHECK_FAILS(s.edit(s.ines, owned_by(s.otto)), invalid, "owner");
  s.world.join(s.vera, s.id);
  s.world.take_events();
  REQUIRE(s.edit(s.ines, owned_by(s.vera)));
  CHECK(s.world.take_event<core::CommunityUpdated>(s.id).edit == owned_by(s.vera));
  CHECK_FAILS(s.remove(s.ines), forbidden, "owner");
  CHECK(s.edit(s.staff, owned_by(s.ines)));
}

TEST_CASE("community: default permissions are a matter of their own") {
  Scene s;
  s.world.role(s.id, 1, {p::manage_permissions, 0}, {s.otto});
  CHECK_FAILS(s.edit(s.otto, by_default(p::community_default | p::ban_members)), forbidden, "grant");
  CHECK(s.edit(s.otto, by_default(p::view_only))->default_permissions == p::view_only);
  core::CommunityEdit both = by_default(p::view_only);
  both.nsfw = true;
  CHECK_FAILS(s.edit(s.otto, both), forbidden, "manage_community");
  CHECK(s.edit(s.ines, both)->nsfw);
}

TEST_CASE("community: what only staff may edit") {
  Scene s;
  core::CommunityEdit e;
  e.discoverable = true;
  CHECK_FAILS(s.edit(s.ines, e), forbidden, "staff");
  CHECK(s.edit(s.staff, e)->discoverable);
  core::CommunityEdit flags;
  flags.flags = 1;
  CHECK_FAILS(s.edit(s.ines, flags), forbidden, "staff");
  CHECK(s.edit(s.staff, flags)->flags == 1);
}

TEST_CASE("community: announces in its own channels, and is never of a private kind") {
  Scene s;
  core::CommunityEdit e;
  e.system_channels = core::SystemChannels{s.world.community(s.ines, "second").general, {}, {}, {}};
  CHECK_FAILS(s.edit(s.ines, e), not_found, "channel");
  e.system_channels = core::SystemChannels{s.place.general, {}, {}, {}};
  CHECK(s.edit(s.ines, e)->system_channels.joined == s.place.general);
  e.system_channels = core::Change<core::SystemChannels>::cleared();
  CHECK_FALSE(s.edit(s.ines, e)->system_channels.joined);
  core::CommunityEdit kind;
  kind.kind = core::CommunityKind::group;
  CHECK_FAILS(s.edit(s.ines, kind), invalid, "type");
}

TEST_CASE("community: deleted by its owner or staff, with everything in it") {
  Scene s;
  CHECK_FAILS(s.remove(s.otto), forbidden, "owner");
  const auto emoji = s.world.emoji(s.ines, s.id, "anchor");
  s.world.take_events();
  REQUIRE(s.remove(s.ines));
  s.world.take_event<core::CommunityDeleted>(s.id);
  CHECK_FAILS(s.remove(s.ines), not_found, "community");
  CHECK_FALSE(s.world.read([&](store::Reader& r, auto) { return r.channel(s.place.general); }));
  CHECK(s.world.read([&](auto& r, auto) { return find_any_emoji(r, emoji); })->detached);
  const auto other = s.world.community(s.ines, "second");
  s.id = other.id;
  CHECK(s.remove(s.staff));
}

TEST_CASE("community: without a slug one is made up, the first channel has a name of its own") {
  Scene s;
  NewCommunity input;
  input.name = "Workshop";
  input.first_channel = "General";
  input.nsfw = true;
  auto create = [&] { return s.world.write([&](auto& tx, auto at) { return create_community(tx, at, s.vera, input); }); };
  const auto one = create(), other = create();
  REQUIRE(one);
  REQUIRE(other);
  CHECK_FALSE(one->state.community.slug.empty());
  CHECK(one->state.community.slug != other->state.community.slug);
  CHECK(one->state.community.nsfw);
  CHECK(one->state.channels.at(0).name == "General");
}

TEST_CASE("acquaintance: loaded from relations and what two people share") {
  Scene s;
  auto towards = [&](Actor one, Actor other) {
    return s.world.read(
        [&](store::Reader& r, auto) { return load_acquaintance(r, *r.user(one.user), *r.user(other.user)); });
  };
  CHECK(towards(s.ines, s.ines).relation == core::Relation::self);
  CHECK(towards(s.ines, s.otto).shares_space);
  CHECK_FALSE(towards(s.ines, s.vera).shares_space);
  CHECK(towards(s.staff, s.vera).privileged);
  CHECK_FALSE(towards(s.vera, s.staff).privileged);
  s.world.arrange([&](store::Transaction& tx) { tx.put_relation(s.vera.user, s.ines.user, core::Relation::incoming); });
  CHECK(towards(s.vera, s.ines).relation == core::Relation::incoming);
  CHECK(towards(s.ines, s.vera).relation == core::Relation::none);

  auto meet_ = [&](Actor one, Actor other, core::Permissions wanted) {
    return s.world.read([&](auto& r, auto) { return meet(r, one, other.user, wanted); });
  };
  namespace u = core::user_permission;
  CHECK(meet_(s.vera, s.ines, u::access));
  CHECK_FAILS(meet_(s.vera, s.ines, u::view_profile), forbidden, "view_profile");
  CHECK_FAILS(meet_(s.ines, s.vera, u::view_profile), forbidden, "view_profile");
  CHECK_FAILS(meet_(s.ines, s.otto, u::invite), forbidden, "invite");
  CHECK_FAILS(meet_(s.ines, Actor{core::UserId(5), {}}, u::access), not_found, "user");
  CHECK_FAILS(meet_(Actor{core::UserId(5), {}}, s.ines, u::access), unauthenticated, "");
}
