// A channel's own permissions and what else is edited there: who may, and what nobody can give.
#include <doctest/doctest.h>

#include "service/communities.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace p = core::permission;

namespace {

/// Vera holds a role (rank 1) that manages permissions; Otto one below it.
struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera");
  ServiceWorld::Place place = world.community(ines);
  core::CommunityId id = place.id;
  core::ChannelId deck = world.channel(ines, id, "deck");
  core::RoleId mate, hand;
  Scene() {
    world.join(otto, id);
    world.join(vera, id);
    mate = world.role(id, 1, {p::manage_permissions, 0}, {vera});
    hand = world.role(id, 2, {}, {otto});
    world.take_events();
  }
  Result<core::Channel> edit(Actor who, const core::ChannelEdit& e) {
    return world.write([&](auto& tx, auto at) { return edit_channel(tx, at, who, id, deck, e); });
  }
  Result<core::Channel> set(Actor who, core::RoleId role, core::PermissionOverride value) {
    return world.write([&](auto& tx, auto at) { return set_role_override(tx, at, who, id, deck, role, value); });
  }
};

core::ChannelEdit by_default(core::PermissionOverride value) {
  core::ChannelEdit e;
  e.default_override = value;
  return e;
}
core::ChannelEdit slow(std::uint32_t seconds) {
  core::ChannelEdit e;
  e.slowmode_s = seconds;
  return e;
}

}  // namespace

TEST_CASE("channel: its default override is set by who may manage permissions there") {
  Scene s;
  CHECK_FAILS(s.edit(s.otto, by_default({p::react, 0})), forbidden, "manage_permissions");
  CHECK_FAILS(s.edit(s.vera, by_default({p::ban_members, 0})), forbidden, "grant");
  REQUIRE(s.edit(s.vera, by_default({p::react, p::manage_messages})));
  const auto told = s.world.take_event<core::ChannelUpdated>(s.id);
  CHECK(told.edit == by_default({p::react, p::manage_messages}));
  CHECK(s.world.snapshot(s.id).state.find_channel(s.deck)->default_override.deny == p::manage_messages);
  core::ChannelEdit clear;
  clear.default_override = core::Change<core::PermissionOverride>::cleared();
  CHECK_FAILS(s.edit(s.vera, clear), forbidden, "grant");  // would no longer deny what she lacks
  CHECK(s.edit(s.ines, clear)->default_override == core::PermissionOverride{});
}

TEST_CASE("channel: role overrides need a role below one's own") {
  Scene s;
  CHECK_FAILS(s.set(s.otto, s.hand, {p::react, 0}), forbidden, "manage_permissions");
  CHECK_FAILS(s.set(s.vera, s.mate, {p::react, 0}), forbidden, "rank");
  CHECK_FAILS(s.set(s.vera, core::RoleId(5), {p::react, 0}), not_found, "role");
  CHECK_FAILS(s.set(s.vera, s.hand, {p::ban_members, 0}), forbidden, "grant");
  CHECK_FAILS(s.set(s.vera, s.hand, {p::kick_members, 0}), forbidden, "grant");
  REQUIRE(s.set(s.vera, s.hand, {p::react, p::speak}));
  REQUIRE(s.set(s.ines, s.mate, {p::kick_members, 0}));
  s.world.take_events();
  auto set = s.set(s.vera, s.hand, {p::kick_members, 0});  // which she has in this channel now
  REQUIRE(set);
  REQUIRE(set->role_overrides.size() == 2);
  CHECK(set->role_overrides[0].role == s.mate);
  CHECK(s.world.take_event<core::ChannelUpdated>(s.id).edit.role_overrides.value() == set->role_overrides);
}

TEST_CASE("channel: managing it is a matter of the channel, moving it one of the community too") {
  Scene s;
  CHECK_FAILS(s.edit(s.otto, slow(5)), forbidden, "manage_channel");
  REQUIRE(s.set(s.ines, s.hand, {p::manage_channel, 0}));
  CHECK(s.edit(s.otto, slow(5))->slowmode_s == 5);
  core::ChannelEdit move = slow(6);
  move.position = 0;
  CHECK_FAILS(s.edit(s.otto, move), forbidden, "manage_channel");
  core::ChannelEdit all;
  all.nsfw = true;
  all.icon = s.world.file(core::FileBucket::community_icons);
  all.kind = core::ChannelKind::voice;
  all.voice_users_max = 3;
  auto edited = s.edit(s.otto, all);
  REQUIRE(edited);
  CHECK(edited->nsfw);
  CHECK(edited->icon == all.icon.value());
  CHECK(edited->kind == core::ChannelKind::voice);
  CHECK(edited->voice_users_max == 3);
  core::ChannelEdit wrong;
  wrong.kind = core::ChannelKind::group;
  CHECK_FAILS(s.edit(s.ines, wrong), invalid, "type");
  wrong = {};
  wrong.active = false;
  CHECK_FAILS(s.edit(s.ines, wrong), invalid, "channel");
  wrong = {};
  wrong.icon = core::FileId(5);
  CHECK_FAILS(s.edit(s.ines, wrong), invalid, "icon");
}

TEST_CASE("channel: a community stops announcing in one that is deleted; there is a limit") {
  Scene s;
  core::CommunityEdit e;
  e.system_channels = core::SystemChannels{s.deck, s.place.general, s.deck, {}};
  REQUIRE(s.world.write([&](auto& tx, auto at) { return edit_community(tx, at, s.ines, s.id, e); }));
  s.world.take_events();
  auto remove = [&](core::ChannelId channel, bool may_empty) {
    return s.world.write([&](auto& tx, auto at) { return delete_channel(tx, at, s.ines, s.id, channel, may_empty); });
  };
  REQUIRE(remove(s.deck, false));
  const auto events = s.world.take_events();
  REQUIRE(events.size() == 2);
  const auto left = std::get<core::CommunityUpdated>(events[0]->body).edit.system_channels.value();
  CHECK(left == core::SystemChannels{{}, s.place.general, {}, {}});
  CHECK(std::get<core::ChannelDeleted>(events[1]->body).channel == s.deck);
  CHECK_FAILS(remove(s.place.general, false), invalid, "channel");
  CHECK(remove(s.place.general, true));
  auto create = [&](std::uint32_t limit, core::ChannelKind kind) {
    return s.world.write([&](auto& tx, Context at) {
      at.limits.channels = limit;
      return create_channel(tx, at, s.ines, s.id, {"x", kind, {}, {}, true, 4});
    });
  };
  CHECK_FAILS(create(0, core::ChannelKind::text), invalid, "channels");
  CHECK_FAILS(create(1, core::ChannelKind::direct), invalid, "type");
  CHECK(create(1, core::ChannelKind::voice)->voice_users_max == 4);
}
