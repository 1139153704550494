// Profiles: what people show of themselves, and who may change it.
#include <doctest/doctest.h>

#include "service/accounts.h"
#include "service/bots.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;

namespace {

Result<SelfUser> edit(ServiceWorld& world, Actor who, const ProfileEdit& e) {
  return world.write([&](auto& tx, auto at) { return edit_profile(tx, at, who, e); });
}
Result<SelfUser> edit_of(ServiceWorld& world, Actor who, core::UserId target, const ProfileEdit& e) {
  return world.write([&](auto& tx, auto at) { return edit_profile_of(tx, at, who, target, e); });
}
void make_staff(ServiceWorld& world, Actor who) {
  constexpr auto kAll = core::instance_permission::privileged;
  REQUIRE(world.write([&](auto& tx, auto at) { return set_instance_permissions(tx, at, who.user, kAll); }));
}

}  // namespace

TEST_CASE("profile: every field is set, kept and cleared") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  const core::User before = world.user(ines.user);
  ProfileEdit all;
  all.display_name = std::string("Ines");
  all.status_text = std::string("out at sea");
  all.status_kind = core::StatusKind::busy;
  all.bio = std::string("bio");
  all.avatar = world.file(core::FileBucket::avatars);
  all.banner = world.file(core::FileBucket::banners);
  all.pronouns = std::string("she/her");
  auto edited = edit(world, ines, all);
  REQUIRE(edited);
  CHECK(edited->user.display_name == "Ines");
  CHECK(edited->user.status.text == "out at sea");
  CHECK(edited->user.status.kind == core::StatusKind::busy);
  CHECK(edited->user.bio == "bio");
  CHECK(edited->user.pronouns == "she/her");
  CHECK(edited->user.avatar == all.avatar.value());
  CHECK(edited->user.banner == all.banner.value());
  const auto told = world.take_event<core::UserUpdated>(core::stream_of(ines.user));
  CHECK(told.user == edited->user);
  CHECK(told.email == "ines@example.org");
  CHECK(world.user(ines.user) == edited->user);

  ProfileEdit one;
  one.status_kind = core::StatusKind::invisible;
  edited = edit(world, ines, one);
  CHECK(edited->user.status.text == "out at sea");
  CHECK(edited->user.avatar == all.avatar.value());
  CHECK(edited->user.revision == 2);

  ProfileEdit clear;
  clear.display_name = clear.status_text = clear.bio = clear.pronouns = core::Change<std::string>::cleared();
  clear.avatar = clear.banner = core::Change<core::FileId>::cleared();
  edited = edit(world, ines, clear);
  core::User bare = before;
  bare.status.kind = core::StatusKind::invisible;
  bare.revision = 3;
  CHECK(edited->user == bare);

  world.take_events();
  CHECK(edit(world, ines, ProfileEdit{})->user == bare);
  CHECK(world.quiet());
}

TEST_CASE("profile: files must exist in their buckets") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  ProfileEdit avatar;
  avatar.avatar = core::FileId(99);
  CHECK_FAILS(edit(world, ines, avatar), invalid, "avatar");
  avatar.avatar = world.file(core::FileBucket::banners);
  CHECK_FAILS(edit(world, ines, avatar), invalid, "avatar");
  ProfileEdit banner;
  banner.banner = world.file(core::FileBucket::avatars);
  CHECK_FAILS(edit(world, ines, banner), invalid, "banner");
  CHECK(world.quiet());
}

TEST_CASE("profile: a file may be good once") {
  ServiceWorld world;
  const Actor ines = world.person("ines");
  ProfileEdit avatar;
  avatar.avatar = world.file(core::FileBucket::avatars);
  REQUIRE(edit(world, ines, avatar));
  REQUIRE(edit(world, ines, avatar));
  avatar.file_use = FileUse::once;
  CHECK_FAILS(edit(world, ines, avatar), invalid, "avatar");
}

TEST_CASE("profile: of others by staff, of one's bots, and by nobody else") {
  ServiceWorld world;
  const Actor ines = world.person("ines"), otto = world.person("otto"), staff = world.person("staff");
  make_staff(world, staff);
  const auto bot = world.write([&](auto& tx, auto) { return create_bot(tx, ines, "robot", 5); });
  ProfileEdit bio;
  bio.bio = std::string("beep");
  world.take_events();
  CHECK_FAILS(edit_of(world, otto, ines.user, bio), forbidden, "privileged");
  CHECK_FAILS(edit_of(world, otto, bot->bot.id, bio), forbidden, "privileged");
  CHECK(world.quiet());
  REQUIRE(edit_of(world, ines, bot->bot.id, bio));
  CHECK(world.take_event<core::UserUpdated>(core::stream_of(bot->bot.id)).user.bio == "beep");
  REQUIRE(edit_of(world, staff, ines.user, bio));
  CHECK(world.user(ines.user).bio == "beep");
  CHECK_FAILS(edit_of(world, staff, core::UserId(77), bio), not_found, "user");
}

TEST_CASE("profile: badges and flags are staff's to give") {
  ServiceWorld world;
  const Actor ines = world.person("ines"), staff = world.person("staff");
  ProfileEdit badge;
  badge.badges = std::uint64_t{5};
  badge.flags = core::user_flag::spam;
  CHECK_FAILS(edit(world, ines, badge), forbidden, "privileged");
  make_staff(world, staff);
  REQUIRE(edit_of(world, staff, ines.user, badge));
  CHECK(world.user(ines.user).badges == 5);
  CHECK(world.user(ines.user).flags == core::user_flag::spam);
  REQUIRE(edit(world, staff, badge));
}
