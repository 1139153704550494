// Communities as a whole: who sees what, making, editing, joining.
#include "service/communities.h"

#include <doctest/doctest.h>

#include "service/bans.h"
#include "service/new_community.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace permission = core::permission;

namespace {

Result<core::CommunitySnapshot> view(ServiceWorld& world, std::optional<Actor> who, core::CommunityId id) {
  return world.read([&](auto& reader, auto at) { return view_community(reader, at, who, id); });
}
Result<core::CommunitySnapshot> create(ServiceWorld& world, Actor who, const NewCommunity& input) {
  return world.write([&](auto& tx, auto at) { return create_community(tx, at, who, input); });
}
Result<core::Community> edit(ServiceWorld& world, Actor who, core::CommunityId id, const core::CommunityEdit& e) {
  return world.write([&](auto& tx, auto at) { return edit_community(tx, at, who, id, e); });
}
Result<core::CommunitySnapshot> join(ServiceWorld& world, Actor who, core::CommunityId id) {
  return world.write([&](auto& tx, auto at) { return join_community(tx, at, who, id); });
}
NewCommunity named(const std::string& slug) {
  NewCommunity input;
  input.slug = slug;
  return input;
}
core::CommunityEdit renamed(const std::string& name) {
  core::CommunityEdit e;
  e.name = name;
  return e;
}
std::vector<std::string> channel_names(const core::CommunitySnapshot& snapshot) {
  std::vector<std::string> names;
  for (const core::Channel& channel : snapshot.state.channels) names.push_back(channel.name);
  return names;
}
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("community: what its members may do can be said when it is made") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const auto made = world.write(
      [&](auto& tx, auto at) { return create_community(tx, at, ines, named("keepers"), permission::view_only); });
  REQUIRE(made);
  CHECK(made->state.community.default_permissions == permission::view_only);
  CHECK(world.snapshot(made->state.community.id).state.community.default_permissions == permission::view_only);
}

TEST_CASE("community: made with a category, a channel and its owner") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  NewCommunity input = named("keepers");
  input.name = "Keepers";
  input.kind = core::CommunityKind::hybrid;
  input.description = "about";
  input.icon = world.file(core::FileBucket::community_icons);
  input.banner = world.file(core::FileBucket::community_banners);
  auto made = create(world, ines, input);
  REQUIRE(made);

  const core::CommunityState& state = made->state;
  CHECK(state.number == 1);
  CHECK(state.community.owner == ines.user);
  CHECK(state.community.name == "Keepers");
  CHECK(state.community.slug == "keepers");
  CHECK(state.community.kind == core::CommunityKind::hybrid);
  CHECK(state.community.description == "about");
  CHECK(state.community.icon == input.icon);
  CHECK(state.community.banner == input.banner);
  CHECK(state.community.default_permissions == permission::community_default);
  REQUIRE(state.categories.size() == 1);
  CHECK(state.categories[0].id.value == state.community.id.value);
  CHECK(state.categories[0].name == "uncategorised");
  CHECK(state.categories[0].position == 0);
  REQUIRE(state.channels.size() == 1);
  CHECK(state.channels[0].name == "general");
  CHECK(state.channels[0].kind == core::ChannelKind::text);
  CHECK(state.channels[0].category == state.categories[0].id);
  CHECK(state.channels[0].position == 0);
  CHECK(state.channels[0].id.value != state.community.id.value);
  REQUIRE(state.members.size() == 1);
  CHECK(state.members[0].user == ines.user);
  CHECK(state.members[0].joined_ms == world.clock.unix_ms());
  CHECK(made->users.at(0) == world.user(ines.user));
  CHECK(state == world.snapshot(state.community.id).state);

  const auto told = world.take_event<core::MemberJoined>(state.community.id);
  CHECK(told.member == state.members[0].full(state.community.id));
  CHECK(told.user == world.user(ines.user));
}

TEST_CASE("community: slugs are unique, files must exist, in this order") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  world.community(ines, "taken");
  world.take_events();
  NewCommunity input = named("taken");
  input.icon = core::FileId(99);
  input.banner = core::FileId(99);
  CHECK_FAILS(create(world, ines, input), already_exists, "slug");
  input.slug = "free";
  CHECK_FAILS(create(world, ines, input), invalid, "icon");
  input.icon = world.file(core::FileBucket::community_banners);
  CHECK_FAILS(create(world, ines, input), invalid, "icon");
  input.icon = world.file(core::FileBucket::community_icons);
  CHECK_FAILS(create(world, ines, input), invalid, "banner");
  CHECK(world.quiet());
  input.banner.reset();
  CHECK(create(world, ines, input));
}

TEST_CASE("community: one person owns a limited number of them") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  for (std::uint32_t i = 0; i + 1 < kOwnedCommunitiesMax; ++i) world.community(ines, "c" + std::to_string(i));
  CHECK(create(world, ines, named("last")));
  CHECK_FAILS(create(world, ines, named("over")), invalid, "communities");
  CHECK(create(world, world.person("otto"), named("over")));
}

TEST_CASE("community: found by its slug") {
  ServiceWorld world;
  const auto place = world.community(world.person("ines"), "keepers");
  auto find = [&](std::string_view slug) { return world.read([&](auto& r, auto) { return find_community(r, slug); }); };
  CHECK(*find("keepers") == place.id);
  CHECK_FAILS(find("nobody"), not_found, "community");
}

TEST_CASE("community: edited by those who may") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const Actor otto = world.person("otto");
  const Actor stranger = world.person("uwe");
  const auto place = world.community(ines);
  world.join(otto, place.id);
  world.take_events();
  CHECK_FAILS(edit(world, ines, core::CommunityId(5), renamed("x")), not_found, "community");
  CHECK_FAILS(edit(world, otto, place.id, renamed("x")), forbidden, "manage_community");
  CHECK_FAILS(edit(world, stranger, place.id, renamed("x")), forbidden, "manage_community");
  CHECK(world.quiet());

  core::CommunityEdit all = renamed("Name");
  all.kind = core::CommunityKind::forum;
  all.description = std::string("about");
  all.icon = world.file(core::FileBucket::community_icons);
  all.banner = world.file(core::FileBucket::community_banners);
  auto edited = edit(world, ines, place.id, all);
  REQUIRE(edited);
  CHECK(edited->name == "Name");
  CHECK(edited->kind == core::CommunityKind::forum);
  CHECK(edited->description == "about");
  CHECK(edited->icon == all.icon.value());
  CHECK(edited->banner == all.banner.value());
  CHECK(world.take_event<core::CommunityUpdated>(place.id).edit == all);
  CHECK(world.snapshot(place.id).state.community == *edited);

  world.role(place.id, 1, {permission::manage_community, 0}, {otto});
  core::CommunityEdit clear;
  clear.name = clear.description = core::Change<std::string>::cleared();
  clear.icon = clear.banner = core::Change<core::FileId>::cleared();
  edited = edit(world, otto, place.id, clear);
  REQUIRE(edited);
  CHECK_FALSE(edited->name);
  CHECK_FALSE(edited->description);
  CHECK_FALSE(edited->icon);
  CHECK_FALSE(edited->banner);
  CHECK(world.take_event<core::CommunityUpdated>(place.id).edit == clear);

  CHECK(edit(world, otto, place.id, {}));
  CHECK(world.quiet());
}

TEST_CASE("community: an edit's files must exist in their buckets") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const auto place = world.community(ines);
  core::CommunityEdit icon;
  icon.icon = world.file(core::FileBucket::community_banners);
  CHECK_FAILS(edit(world, ines, place.id, icon), invalid, "icon");
  core::CommunityEdit banner;
  banner.banner = core::FileId(3);
  CHECK_FAILS(edit(world, ines, place.id, banner), invalid, "banner");
}

TEST_CASE("community: joining") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const Actor otto = world.person("otto");
  const auto place = world.community(ines);
  world.take_events();
  CHECK_FAILS(join(world, otto, core::CommunityId(5)), not_found, "community");
  world.clock.advance_ms(10);
  auto joined = join(world, otto, place.id);
  REQUIRE(joined);
  CHECK(joined->state.number == 2);
  REQUIRE(joined->state.find_member(otto.user));
  CHECK(joined->state.find_member(otto.user)->joined_ms == world.clock.unix_ms());
  CHECK(joined->users.size() == 2);
  const auto told = world.take_event<core::MemberJoined>(place.id);
  CHECK(told.member == joined->state.find_member(otto.user)->full(place.id));
  CHECK(told.user == world.user(otto.user));
  CHECK_FAILS(join(world, otto, place.id), already_exists, "member");
  CHECK_FAILS(join(world, ines, place.id), already_exists, "member");
  CHECK(world.quiet());
}

TEST_CASE("community: the banned stay out until the ban is lifted") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const Actor otto = world.person("otto");
  const auto place = world.community(ines);
  world.join(otto, place.id);
  world.take_events();
  auto ban_ = [&](core::CommunityId community, core::UserId user) {
    return world.write([&](auto& tx, auto at) { return ban(tx, at, community, user, "spam"); });
  };
  auto unban_ = [&](core::CommunityId community, core::UserId user) {
    return world.write([&](auto& tx, auto at) { return unban(tx, at, community, user); });
  };
  CHECK_FAILS(ban_(core::CommunityId(5), otto.user), not_found, "community");
  CHECK_FAILS(ban_(place.id, core::UserId(5)), not_found, "user");
  CHECK_FAILS(ban_(place.id, ines.user), forbidden, "owner");
  CHECK_FAILS(unban_(core::CommunityId(5), otto.user), not_found, "community");
  CHECK_FAILS(unban_(place.id, otto.user), not_found, "ban");
  REQUIRE(ban_(place.id, otto.user));
  const auto left = world.take_event<core::MemberLeft>(place.id);
  CHECK(left.user == otto.user);
  CHECK(left.reason == core::LeaveReason::banned);
  CHECK_FAILS(join(world, otto, place.id), forbidden, "ban");
  REQUIRE(ban_(place.id, otto.user));  // again: nothing to tell
  REQUIRE(unban_(place.id, otto.user));
  CHECK(world.quiet());
  CHECK(join(world, otto, place.id));
}

TEST_CASE("community: everybody sees the channels they may view, and all members") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const Actor otto = world.person("otto");
  const Actor role_holder = world.person("vera");
  const Actor stranger = world.person("uwe");
  const auto place = world.community(ines);
  const auto staff = world.channel(ines, place.id, "staff");
  world.channel(ines, place.id, "public");
  world.join(otto, place.id);
  world.join(role_holder, place.id);
  const auto role = world.role(place.id, 1, {}, {role_holder});
  world.hide(staff, role);

  CHECK(channel_names(*view(world, ines, place.id)) == Names{"general", "staff", "public"});
  CHECK(channel_names(*view(world, role_holder, place.id)) == Names{"general", "staff", "public"});
  CHECK(channel_names(*view(world, otto, place.id)) == Names{"general", "public"});
  CHECK(channel_names(*view(world, stranger, place.id)) == Names{"general", "public"});
  CHECK(channel_names(*view(world, std::nullopt, place.id)) == Names{"general", "public"});
  CHECK(view(world, std::nullopt, place.id)->state.members.size() == 3);
  CHECK(view(world, std::nullopt, place.id)->users.size() == 3);
  CHECK_FAILS(view(world, ines, core::CommunityId(5)), not_found, "community");

  world.deny_all(place.id, permission::view_channel);
  CHECK(channel_names(*view(world, std::nullopt, place.id)).empty());
  CHECK(channel_names(*view(world, otto, place.id)).empty());
  CHECK(channel_names(*view(world, ines, place.id)) == Names{"general", "staff", "public"});
}

TEST_CASE("community: who joins sees it as a member at once") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const auto place = world.community(ines);
  world.hide(world.channel(ines, place.id, "staff"));
  CHECK(channel_names(*join(world, world.person("otto"), place.id)) == Names{"general"});
}

TEST_CASE("community: an owner who left still runs it, sees it from outside, and may come back") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const auto place = world.community(ines);
  world.hide(world.channel(ines, place.id, "staff"));
  world.leave(ines, place.id);
  CHECK(world.snapshot(place.id).state.community.owner == ines.user);
  CHECK(channel_names(*view(world, ines, place.id)) == Names{"general"});
  CHECK(edit(world, ines, place.id, renamed("still mine")));
  CHECK_FAILS(world.try_say(ines, ServiceWorld::text(place.general, "hello")), not_member, "channel");
  CHECK(channel_names(*join(world, ines, place.id)) == Names{"general", "staff"});
}
