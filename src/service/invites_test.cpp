// Invites and bots: made, shown, used and taken back.
#include "service/invites.h"

#include <doctest/doctest.h>

#include <cctype>

#include "service/bans.h"
#include "service/communities.h"
#include "service/private_spaces.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace p = core::permission;

namespace {

struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), uwe = world.person("uwe"), robot = world.person("robot");
  ServiceWorld::Place place = world.community(ines);
  Scene() {
    world.join(otto, place.id);
    world.arrange([&](store::Transaction& tx) {
      tx.put_relation(ines.user, otto.user, core::Relation::friends);
      tx.put_relation(otto.user, ines.user, core::Relation::friends);
      tx.put_bot({robot.user, ines.user, 0, false, false, ""});
    });
    world.take_events();
  }
  Result<core::Invite> invite(Actor who, core::ChannelId channel, const std::string& code = "code") {
    return world.write([&](auto& tx, auto at) { return create_invite(tx, at, who, channel, code); });
  }
  Result<core::CommunitySnapshot> use(Actor who, const std::string& code = "code") {
    return world.write([&](auto& tx, auto at) { return use_invite(tx, at, who, code); });
  }
  Result<InvitePreview> find(const std::string& code = "code") {
    return world.read([&](auto& reader, auto) { return find_invite(reader, code); });
  }
  Result<void> remove(Actor who) {
    return world.write([&](auto& tx, auto at) { return delete_invite(tx, at, who, "code"); });
  }
  core::ChannelId crew() {
    NewGroup input;
    input.name = "crew";
    input.users = {otto.user};
    const auto made = world.write([&](auto& tx, auto at) { return create_group(tx, at, ines, input); });
    world.take_events();
    return made->state.channels.at(0).id;
  }
};

}  // namespace

TEST_CASE("invite: codes are eight letters and digits, and differ") {
  const std::string one = random_invite_code(), other = random_invite_code();
  CHECK(one.size() == 8);
  CHECK(one != other);
  for (char c : one) {
    CHECK(std::isalnum(static_cast<unsigned char>(c)) != 0);
    CHECK(std::string_view("ILOUilou").find(c) == std::string_view::npos);
  }
}

TEST_CASE("invite: into a community") {
  Scene s;
  CHECK_FAILS(s.find(), not_found, "invite");
  CHECK_FAILS(s.invite(s.otto, core::ChannelId(5)), not_found, "channel");
  CHECK_FAILS(s.invite(s.uwe, s.place.general), forbidden, "invite_others");
  REQUIRE(s.invite(s.otto, s.place.general));
  CHECK_FAILS(s.invite(s.otto, s.place.general), already_exists, "code");
  const auto shown = s.find();
  REQUIRE(shown);
  CHECK(shown->community.id == s.place.id);
  CHECK(shown->channel.id == s.place.general);
  CHECK(shown->creator.id == s.otto.user);
  CHECK(shown->members == 2);
  CHECK(s.world.quiet());

  CHECK_FAILS(s.use(s.uwe, "other"), not_found, "invite");
  const auto joined = s.use(s.uwe);
  REQUIRE(joined);
  CHECK(joined->state.find_member(s.uwe.user));
  CHECK(s.world.take_event<core::MemberJoined>(s.place.id).user.id == s.uwe.user);
  CHECK_FAILS(s.use(s.uwe), already_exists, "member");
  REQUIRE(s.world.write([&](auto& tx, auto at) { return ban_member(tx, at, s.ines, s.place.id, {s.uwe.user, {}, 0}); }));
  CHECK_FAILS(s.use(s.uwe), forbidden, "ban");
}

TEST_CASE("invite: one person is in so many communities at most, private spaces apart") {
  Scene s;
  s.crew();
  REQUIRE(s.invite(s.ines, s.world.community(s.ines, "second").general));
  auto use = [&](std::uint32_t limit) {
    return s.world.write([&](auto& tx, Context at) {
      at.limits.communities = limit;
      return use_invite(tx, at, s.otto, "code");
    });
  };
  CHECK_FAILS(use(1), invalid, "communities");
  CHECK(use(2));
}

TEST_CASE("invite: taken back by its creator or who manages the community; listed for the latter") {
  Scene s;
  auto list = [&](Actor who) {
    return s.world.read([&](auto& r, auto at) { return list_invites(r, at, who, s.place.id); });
  };
  REQUIRE(s.invite(s.otto, s.place.general));
  CHECK_FAILS(list(s.otto), forbidden, "manage_community");
  CHECK(list(s.ines)->size() == 1);
  CHECK_FAILS(s.remove(s.uwe), forbidden, "manage_community");
  CHECK(s.remove(s.otto));
  CHECK_FAILS(s.remove(s.otto), not_found, "invite");
  REQUIRE(s.invite(s.otto, s.place.general));
  CHECK(s.remove(s.ines));
  CHECK(list(s.ines)->empty());
}

TEST_CASE("invite: into a group") {
  Scene s;
  const auto crew = s.crew();
  REQUIRE(s.invite(s.otto, crew));
  CHECK(s.find()->community.kind == core::CommunityKind::group);
  CHECK_FAILS(s.use(s.ines), already_exists, "member");
  REQUIRE(s.use(s.uwe));
  const auto events = s.world.take_events();
  REQUIRE(events.size() == 2);
  const auto note = *std::get<core::MessageCreated>(events[1]->body).view->message.note;
  CHECK(note.kind == core::SystemNote::Kind::user_added);
  CHECK(note.user == s.uwe.user);
  CHECK(note.by == s.otto.user);
  CHECK_FAILS(s.remove(s.uwe), forbidden, "manage_community");
  CHECK(s.remove(s.ines));  // who owns the group
  const auto direct = s.world.write([&](auto& tx, auto at) { return open_direct(tx, at, s.ines, s.otto.user); });
  CHECK_FAILS(s.invite(s.ines, direct->state.channels.at(0).id), invalid, "channel");
}

TEST_CASE("invite: a discoverable community needs none") {
  Scene s;
  auto join = [&] {
    return s.world.write([&](auto& tx, auto at) { return join_open_community(tx, at, s.uwe, s.place.id); });
  };
  auto find = [&] { return s.world.read([&](auto& r, auto) { return find_open_community(r, s.place.id); }); };
  CHECK_FAILS(find(), not_found, "invite");
  CHECK_FAILS(join(), not_found, "invite");
  s.world.arrange([&](store::Transaction& tx) {
    core::Community community = *tx.community(s.place.id);
    community.discoverable = true;
    tx.update_community(community);
  });
  CHECK(find()->channel.id == s.place.general);
  CHECK(find()->invite.code.empty());
  const auto cellar = s.world.channel(s.ines, s.place.id, "cellar");
  s.world.hide(s.place.general);
  CHECK(find()->channel.id == cellar);
  s.world.hide(cellar);
  CHECK_FAILS(find(), not_found, "invite");
  s.world.arrange([&](store::Transaction& tx) {
    core::Channel channel = *tx.channel(cellar);
    channel.default_override = {};
    tx.put_channel(channel);
  });
  CHECK(join());
}

TEST_CASE("bot: brought into a community or a group by those who may, when it is open or theirs") {
  Scene s;
  auto add = [&](Actor who, Actor bot) {
    return s.world.write([&](auto& tx, auto at) { return add_bot(tx, at, who, bot.user, s.place.id); });
  };
  const auto crew = s.crew();
  auto add_to_crew = [&](Actor who) {
    return s.world.write([&](auto& tx, auto at) { return add_bot_to_group(tx, at, who, s.robot.user, crew); });
  };
  CHECK_FAILS(add(s.ines, s.uwe), not_found, "bot");
  CHECK_FAILS(add(s.otto, s.robot), forbidden, "bot");
  CHECK_FAILS(add_to_crew(s.otto), forbidden, "bot");
  s.world.arrange([&](store::Transaction& tx) { tx.put_bot({s.robot.user, s.ines.user, 0, true, false, ""}); });
  CHECK_FAILS(add(s.otto, s.robot), forbidden, "manage_community");
  REQUIRE(add(s.ines, s.robot));
  CHECK(s.world.take_event<core::MemberJoined>(s.place.id).user.id == s.robot.user);
  CHECK_FAILS(add(s.ines, s.robot), already_exists, "member");
  CHECK(add_to_crew(s.otto));
  CHECK_FAILS(add_to_crew(s.otto), already_exists, "member");
  CHECK_FAILS(add_to_crew(s.uwe), not_found, "channel");
}
