// Members: found, edited by themselves and by others, leaving and being kicked.
#include <doctest/doctest.h>

#include "service/communities.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace permission = core::permission;

namespace {

/// Ines owns a community with Otto and Vera in it; Uwe is outside.
struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera"), uwe = world.person("uwe");
  core::CommunityId id = world.community(ines).id;
  Scene() {
    world.join(otto, id);
    world.join(vera, id);
    world.take_events();
  }
  Result<MemberWithUser> edit(Actor who, Actor whom, const core::MemberEdit& e) {
    return world.write([&](auto& tx, auto at) { return edit_member(tx, at, who, id, whom.user, e); });
  }
  Result<void> remove(Actor who, core::UserId whom) {
    return world.write([&](auto& tx, auto at) { return remove_member(tx, at, who, id, whom); });
  }
  core::Member member(Actor who) {
    return *world.read([&](store::Reader& reader, auto) { return reader.member(id, who.user); });
  }
};

core::MemberEdit nickname(const std::string& name) {
  core::MemberEdit e;
  e.nickname = name;
  return e;
}
core::MemberEdit avatar(core::Change<core::FileId> file) {
  core::MemberEdit e;
  e.avatar = file;
  return e;
}

}  // namespace

TEST_CASE("member: found with their user") {
  Scene s;
  auto find = [&](core::CommunityId community, core::UserId user) {
    return s.world.read([&](auto& reader, auto) { return find_member(reader, community, user); });
  };
  auto found = find(s.id, s.otto.user);
  REQUIRE(found);
  CHECK(found->member == s.member(s.otto));
  CHECK(found->user == s.world.user(s.otto.user));
  CHECK_FAILS(find(core::CommunityId(5), s.otto.user), not_found, "community");
  CHECK_FAILS(find(s.id, core::UserId(5)), not_found, "user");
  CHECK_FAILS(find(s.id, s.uwe.user), not_found, "member");
  s.world.remove_account(s.otto.user);
  CHECK_FAILS(find(s.id, s.otto.user), not_found, "user");
}

TEST_CASE("member: everything of one's own is set, kept and cleared") {
  Scene s;
  core::MemberEdit all = nickname("Captain");
  all.avatar = s.world.file(core::FileBucket::member_avatars);
  all.banner = s.world.file(core::FileBucket::member_banners);
  all.bio = std::string("bio");
  all.status_text = std::string("status");
  auto edited = s.edit(s.otto, s.otto, all);
  REQUIRE(edited);
  CHECK(edited->member.nickname == "Captain");
  CHECK(edited->member.avatar == all.avatar.value());
  CHECK(edited->member.banner == all.banner.value());
  CHECK(edited->member.bio == "bio");
  CHECK(edited->member.status_text == "status");
  CHECK(edited->user.id == s.otto.user);
  CHECK(edited->member == s.member(s.otto));
  auto told = s.world.take_event<core::MemberUpdated>(s.id);
  CHECK(told.user == s.otto.user);
  CHECK(told.edit == all);

  edited = s.edit(s.otto, s.otto, nickname("Mate"));
  CHECK(edited->member.bio == "bio");
  core::MemberEdit clear;
  clear.nickname = clear.bio = clear.status_text = core::Change<std::string>::cleared();
  clear.avatar = clear.banner = core::Change<core::FileId>::cleared();
  s.world.take_events();
  REQUIRE(s.edit(s.otto, s.otto, clear));
  CHECK(s.world.take_event<core::MemberUpdated>(s.id).edit == clear);
  CHECK_FALSE(core::MemberEntry(s.member(s.otto)).details);

  CHECK(s.edit(s.otto, s.otto, {}));
  CHECK(s.world.quiet());
}

TEST_CASE("member: one's own nickname and picture need their permissions") {
  Scene s;
  s.world.deny_all(s.id, permission::change_nickname);
  CHECK_FAILS(s.edit(s.otto, s.otto, nickname("x")), forbidden, "change_nickname");
  CHECK(s.edit(s.otto, s.otto, avatar(core::Change<core::FileId>::cleared())));
  s.world.deny_all(s.id, permission::change_avatar);
  CHECK_FAILS(s.edit(s.otto, s.otto, avatar(core::Change<core::FileId>::cleared())), forbidden, "change_avatar");
  core::MemberEdit rest;
  rest.bio = std::string("bio");
  rest.status_text = std::string("text");
  rest.banner = s.world.file(core::FileBucket::member_banners);
  CHECK(s.edit(s.otto, s.otto, rest));
  CHECK(s.edit(s.ines, s.ines, nickname("the owner always may")));
  s.world.time_out(s.id, s.vera);
  CHECK_FAILS(s.edit(s.vera, s.vera, nickname("x")), forbidden, "change_nickname");
}

TEST_CASE("member: files must exist in their buckets") {
  Scene s;
  CHECK_FAILS(s.edit(s.otto, s.otto, avatar(core::FileId(5))), invalid, "avatar");
  CHECK_FAILS(s.edit(s.otto, s.otto, avatar(s.world.file(core::FileBucket::avatars))), invalid, "avatar");
  core::MemberEdit banner;
  banner.banner = s.world.file(core::FileBucket::banners);
  CHECK_FAILS(s.edit(s.otto, s.otto, banner), invalid, "banner");
  CHECK(s.world.quiet());
}

TEST_CASE("member: who cannot be edited") {
  Scene s;
  CHECK_FAILS(s.edit(s.ines, s.uwe, nickname("x")), not_found, "member");
  CHECK_FAILS(s.edit(s.ines, Actor{core::UserId(5), {}}, nickname("x")), not_found, "user");
  CHECK_FAILS(s.edit(s.uwe, s.otto, nickname("x")), forbidden, "manage_nicknames");
  CHECK_FAILS(s.edit(s.vera, s.otto, nickname("x")), forbidden, "manage_nicknames");
  CHECK_FAILS(s.edit(s.vera, s.otto, {}), forbidden, "rank");
  s.id = core::CommunityId(5);
  CHECK_FAILS(s.edit(s.ines, s.otto, nickname("x")), not_found, "community");
  CHECK(s.world.quiet());
}

TEST_CASE("member: of others the nickname may be set, the rest only cleared") {
  Scene s;
  REQUIRE(s.edit(s.ines, s.otto, nickname("Given")));
  CHECK(s.world.take_event<core::MemberUpdated>(s.id).user == s.otto.user);
  CHECK_FAILS(s.edit(s.ines, s.otto, avatar(s.world.file(core::FileBucket::member_avatars))), invalid, "body");
  core::MemberEdit bio = nickname("x");
  bio.bio = std::string("not theirs");
  CHECK_FAILS(s.edit(s.ines, s.otto, bio), invalid, "body");
  CHECK(s.member(s.otto).nickname == "Given");
  core::MemberEdit clear = nickname("y");
  clear.bio = clear.status_text = core::Change<std::string>::cleared();
  clear.avatar = clear.banner = core::Change<core::FileId>::cleared();
  CHECK(s.edit(s.ines, s.otto, clear));
}

TEST_CASE("member: acting on others needs the permission and a more powerful rank") {
  Scene s;
  s.world.role(s.id, 5, {permission::manage_nicknames, 0}, {s.vera});
  CHECK(s.edit(s.vera, s.otto, nickname("x")));
  CHECK_FAILS(s.edit(s.vera, s.otto, avatar(core::Change<core::FileId>::cleared())), forbidden, "remove_avatars");
  CHECK_FAILS(s.edit(s.vera, s.ines, nickname("x")), forbidden, "rank");  // nobody outranks the owner
  s.world.role(s.id, 5, {permission::remove_avatars, 0}, {s.otto});
  CHECK_FAILS(s.edit(s.vera, s.otto, nickname("x")), forbidden, "rank");  // equal
  s.world.role(s.id, 4, {permission::remove_avatars, 0}, {s.vera});
  CHECK(s.edit(s.vera, s.otto, nickname("x")));
  CHECK(s.edit(s.vera, s.otto, avatar(core::Change<core::FileId>::cleared())));
  s.world.role(s.id, 3, {}, {s.otto});
  CHECK_FAILS(s.edit(s.vera, s.otto, nickname("x")), forbidden, "rank");
}

TEST_CASE("member: leaving") {
  Scene s;
  REQUIRE(s.remove(s.otto, s.otto.user));
  CHECK(s.world.take_event<core::MemberLeft>(s.id).user == s.otto.user);
  CHECK_FAILS(s.remove(s.otto, s.otto.user), not_found, "member");
  s.world.time_out(s.id, s.vera);
  CHECK(s.remove(s.vera, s.vera.user));
  REQUIRE(s.remove(s.ines, s.ines.user));  // the owner too, who stays owner
  CHECK(s.world.snapshot(s.id).state.community.owner == s.ines.user);
  CHECK(s.world.snapshot(s.id).state.members.empty());
  s.id = core::CommunityId(5);
  CHECK_FAILS(s.remove(s.otto, s.otto.user), not_found, "community");
}

TEST_CASE("member: kicking") {
  Scene s;
  CHECK_FAILS(s.remove(s.vera, s.otto.user), forbidden, "kick_members");
  CHECK_FAILS(s.remove(s.uwe, s.otto.user), forbidden, "kick_members");
  CHECK_FAILS(s.remove(s.ines, s.uwe.user), not_found, "member");
  s.world.role(s.id, 5, {permission::kick_members, 0}, {s.vera});
  CHECK_FAILS(s.remove(s.vera, s.ines.user), forbidden, "owner");
  s.world.role(s.id, 5, {}, {s.otto});
  CHECK_FAILS(s.remove(s.vera, s.otto.user), forbidden, "rank");
  s.world.role(s.id, 4, {}, {s.vera});
  CHECK(s.world.quiet());
  REQUIRE(s.remove(s.vera, s.otto.user));
  CHECK(s.world.take_event<core::MemberLeft>(s.id).user == s.otto.user);
  CHECK(s.remove(s.ines, s.vera.user));
}

TEST_CASE("member: an owner who left cannot be kicked, and still kicks") {
  Scene s;
  s.world.role(s.id, 5, {permission::kick_members, 0}, {s.vera});
  REQUIRE(s.remove(s.ines, s.ines.user));
  CHECK_FAILS(s.remove(s.vera, s.ines.user), forbidden, "owner");
  CHECK(s.remove(s.ines, s.vera.user));
}
