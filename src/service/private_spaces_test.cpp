// Direct channels, groups and saved messages: opened, entered, edited and left.
#include "service/private_spaces.h"

#include <doctest/doctest.h>

#include "service/communities.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace p = core::permission;
using Kind = core::SystemNote::Kind;

namespace {

/// Ines is a friend of Otto, Vera and Nils; Uwe is nobody's.
struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera"), nils = world.person("nils"),
        uwe = world.person("uwe");
  Scene() {
    for (Actor friend_ : {otto, vera, nils}) relate(ines, friend_, core::Relation::friends, core::Relation::friends);
    world.take_events();
  }
  void relate(Actor one, Actor other, core::Relation from, core::Relation back) {
    world.arrange([&](store::Transaction& tx) {
      tx.put_relation(one.user, other.user, from);
      tx.put_relation(other.user, one.user, back);
    });
  }
  Result<PrivateSpace> open(Actor who, Actor whom) {
    return world.write([&](auto& tx, auto at) { return open_direct(tx, at, who, whom.user); });
  }
  Result<PrivateSpace> group(Actor who, std::vector<core::UserId> users) {
    NewGroup input;
    input.name = "crew";
    input.description = "about";
    input.nsfw = true;
    input.users = std::move(users);
    return world.write([&](auto& tx, auto at) { return create_group(tx, at, who, input); });
  }
  core::ChannelId crew() {
    const auto made = group(ines, {otto.user, vera.user});
    world.take_events();
    return made->state.channels.at(0).id;
  }
  Result<void> leave(Actor who, core::ChannelId channel, bool silent = false) {
    return world.write([&](auto& tx, auto at) { return leave_private(tx, at, who, channel, silent); });
  }
  Result<void> add(Actor who, core::ChannelId channel, Actor whom) {
    return world.write([&](auto& tx, auto at) { return add_to_group(tx, at, who, channel, whom.user); });
  }
  Result<void> remove(Actor who, core::ChannelId channel, Actor whom) {
    return world.write([&](auto& tx, auto at) { return remove_from_group(tx, at, who, channel, whom.user); });
  }
  Result<core::Channel> edit(Actor who, core::ChannelId channel, const core::ChannelEdit& e) {
    return world.write([&](auto& tx, auto at) { return edit_group(tx, at, who, channel, e); });
  }
  /// "joined left note updated ...", with what notes say.
  std::vector<core::EventRef> told() { return world.take_events(); }
  core::SystemNote note(const core::EventRef& event) {
    return *std::get<core::MessageCreated>(event->body).view->message.note;
  }
};

}  // namespace

TEST_CASE("direct channel: opened once, by either, and active again when it was closed") {
  Scene s;
  auto made = s.open(s.ines, s.otto);
  REQUIRE(made);
  CHECK(made->state.community.kind == core::CommunityKind::direct);
  REQUIRE(made->state.channels.size() == 1);
  const core::Channel channel = made->state.channels[0];
  CHECK(channel.kind == core::ChannelKind::direct);
  CHECK(channel.active);
  CHECK(made->users.size() == 2);
  auto events = s.told();
  REQUIRE(events.size() == 2);
  CHECK(std::get<core::MemberJoined>(events[0]->body).member.user == s.ines.user);
  CHECK(std::get<core::MemberJoined>(events[1]->body).member.user == s.otto.user);
  CHECK(s.open(s.otto, s.ines)->state.community.id == made->state.community.id);
  CHECK(s.world.quiet());
  CHECK(s.world.snapshot(made->state.community.id).state == made->state);

  REQUIRE(s.leave(s.otto, channel.id));
  CHECK(s.world.take_event<core::ChannelUpdated>(channel.community).edit.active == core::Change<bool>(false));
  REQUIRE(s.leave(s.ines, channel.id));
  CHECK(s.world.quiet());
  REQUIRE(s.open(s.ines, s.otto));
  CHECK(s.world.take_event<core::ChannelUpdated>(channel.community).edit.active == core::Change<bool>(true));
}

TEST_CASE("direct channel: needs somebody one may write to, and falls silent when that ends") {
  Scene s;
  CHECK_FAILS(s.open(s.ines, s.uwe), forbidden, "send_message");
  const auto place = s.world.community(s.uwe);
  s.world.join(s.ines, place.id);
  CHECK_FAILS(s.open(s.ines, s.uwe), forbidden, "send_message");
  CHECK_FAILS(s.open(s.ines, Actor{core::UserId(5), {}}), not_found, "user");
  const auto channel = s.open(s.ines, s.otto)->state.channels.at(0).id;
  CHECK(s.world.try_say(s.otto, ServiceWorld::text(channel, "hello")));
  s.relate(s.ines, s.otto, core::Relation::none, core::Relation::none);
  CHECK_FAILS(s.world.try_say(s.otto, ServiceWorld::text(channel, "hello")), forbidden, "send_message");
  CHECK_FAILS(s.world.try_say(s.uwe, ServiceWorld::text(channel, "hello")), not_member, "channel");
  CHECK_FAILS(s.open(s.ines, s.otto), forbidden, "send_message");
}

TEST_CASE("saved messages: one's own, made on first use, and they stay") {
  Scene s;
  auto made = s.open(s.ines, s.ines);
  REQUIRE(made);
  CHECK(made->state.community.kind == core::CommunityKind::saved);
  const auto channel = made->state.channels.at(0).id;
  CHECK(std::get<core::MemberJoined>(s.told().at(0)->body).member.user == s.ines.user);
  CHECK(s.open(s.ines, s.ines)->state.channels.at(0).id == channel);
  CHECK(s.open(s.otto, s.otto)->state.channels.at(0).id != channel);
  CHECK(s.world.try_say(s.ines, ServiceWorld::text(channel, "to do")));
  CHECK_FAILS(s.world.try_say(s.otto, ServiceWorld::text(channel, "x")), not_member, "channel");
  CHECK_FAILS(s.leave(s.ines, channel), invalid, "effect");
  CHECK_FAILS(s.leave(s.otto, channel), not_found, "channel");
}

TEST_CASE("group: of friends") {
  Scene s;
  CHECK_FAILS(s.group(s.ines, {s.otto.user, s.uwe.user}), forbidden, "friends");
  CHECK_FAILS(s.group(s.ines, {core::UserId(5)}), not_found, "user");
  CHECK(s.world.quiet());
  auto made = s.group(s.ines, {s.vera.user, s.otto.user, s.vera.user, s.ines.user});
  REQUIRE(made);
  CHECK(made->state.community.kind == core::CommunityKind::group);
  CHECK(made->state.community.owner == s.ines.user);
  const core::Channel& channel = made->state.channels.at(0);
  CHECK(channel.kind == core::ChannelKind::group);
  CHECK(channel.name == "crew");
  CHECK(channel.topic == "about");
  CHECK(channel.nsfw);
  CHECK(made->users.size() == 3);
  auto events = s.told();
  REQUIRE(events.size() == 3);
  CHECK(std::get<core::MemberJoined>(events[0]->body).member.user == s.ines.user);
  CHECK(s.world.try_say(s.vera, ServiceWorld::text(channel.id, "hello")));

  auto listed = s.world.read([&](auto& reader, auto) { return list_private_spaces(reader, s.otto); });
  REQUIRE(listed->size() == 1);
  CHECK(listed->at(0).state.channels.at(0).id == channel.id);
}

TEST_CASE("group: somebody is added, by who may, up to the limit") {
  Scene s;
  const auto crew = s.crew();
  CHECK_FAILS(s.add(s.uwe, crew, s.nils), not_found, "channel");
  CHECK_FAILS(s.add(s.otto, crew, s.nils), forbidden, "friends");
  CHECK_FAILS(s.add(s.ines, crew, s.otto), already_exists, "member");
  CHECK_FAILS(s.add(s.ines, s.open(s.ines, s.otto)->state.channels.at(0).id, s.nils), invalid, "channel");
  s.told();
  auto full = s.world.write([&](auto& tx, Context at) {
    at.limits.group_members = 3;
    return add_to_group(tx, at, s.ines, crew, s.nils.user);
  });
  CHECK_FAILS(full, invalid, "group_members");
  REQUIRE(s.add(s.ines, crew, s.nils));
  const auto events = s.told();
  REQUIRE(events.size() == 2);
  CHECK(std::get<core::MemberJoined>(events[0]->body).user.id == s.nils.user);
  CHECK(s.note(events[1]) == core::SystemNote{Kind::user_added, s.nils.user, s.ines.user, {}, {}});
}

TEST_CASE("group: the owner puts somebody out") {
  Scene s;
  const auto crew = s.crew();
  CHECK_FAILS(s.remove(s.otto, crew, s.vera), forbidden, "manage_channel");
  CHECK_FAILS(s.remove(s.ines, crew, s.ines), invalid, "self");
  CHECK_FAILS(s.remove(s.ines, crew, s.nils), not_found, "member");
  REQUIRE(s.remove(s.ines, crew, s.vera));
  const auto events = s.told();
  REQUIRE(events.size() == 2);
  CHECK(std::get<core::MemberLeft>(events[0]->body).user == s.vera.user);
  CHECK(s.note(events[1]) == core::SystemNote{Kind::user_removed, s.vera.user, s.ines.user, {}, {}});
}

TEST_CASE("group: an owner who leaves hands over, the last one takes it along") {
  Scene s;
  const auto crew = s.crew();
  const auto id = s.world.read([&](store::Reader& r, auto) { return r.channel(crew); })->community;
  REQUIRE(s.leave(s.ines, crew));
  auto events = s.told();
  REQUIRE(events.size() == 4);
  CHECK(std::get<core::CommunityUpdated>(events[0]->body).edit.owner == core::Change<core::UserId>(s.otto.user));
  CHECK(s.note(events[1]) == core::SystemNote{Kind::channel_owner_changed, s.ines.user, s.otto.user, {}, {}});
  CHECK(std::get<core::MemberLeft>(events[2]->body).user == s.ines.user);
  CHECK(s.note(events[3]).kind == Kind::user_left);
  CHECK(s.world.snapshot(id).state.community.owner == s.otto.user);
  REQUIRE(s.leave(s.vera, crew, true));
  CHECK(s.told().size() == 1);
  REQUIRE(s.leave(s.otto, crew));
  s.world.take_event<core::CommunityDeleted>(id);
  CHECK_FALSE(s.world.read([&](store::Reader& r, auto) { return r.channel(crew); }));
}

TEST_CASE("group: handed over by its owner to somebody in it") {
  Scene s;
  const auto crew = s.crew();
  auto hand_over = [&](Actor who, Actor to) {
    return s.world.write([&](auto& tx, auto at) { return hand_over_group(tx, at, who, crew, to.user); });
  };
  CHECK_FAILS(hand_over(s.otto, s.otto), forbidden, "owner");
  CHECK_FAILS(hand_over(s.ines, s.nils), not_found, "member");
  CHECK(hand_over(s.ines, s.ines));
  CHECK(s.world.quiet());
  REQUIRE(hand_over(s.ines, s.otto));
  CHECK(s.told().size() == 2);
  CHECK_FAILS(hand_over(s.ines, s.ines), forbidden, "owner");
}

TEST_CASE("group: edited by its members, with a note for each change") {
  Scene s;
  const auto crew = s.crew();
  core::ChannelEdit e;
  e.name = std::string("deck");
  e.topic = core::Change<std::string>::cleared();
  e.icon = s.world.file(core::FileBucket::community_icons);
  auto edited = s.edit(s.otto, crew, e);
  REQUIRE(edited);
  CHECK(edited->name == "deck");
  CHECK_FALSE(edited->topic);
  const auto events = s.told();
  REQUIRE(events.size() == 4);
  CHECK(std::get<core::ChannelUpdated>(events[0]->body).edit == e);
  CHECK(s.note(events[1]) == core::SystemNote{Kind::channel_renamed, {}, s.otto.user, {}, "deck"});
  CHECK(s.note(events[2]).kind == Kind::channel_topic_changed);
  CHECK(s.note(events[3]).kind == Kind::channel_icon_changed);
  CHECK(edited->last_message.value != 0);

  core::ChannelEdit permissions;
  permissions.group_permissions = p::send_message;
  CHECK_FAILS(s.edit(s.otto, crew, permissions), forbidden, "manage_permissions");
  CHECK(s.edit(s.ines, crew, permissions));
  CHECK_FAILS(s.edit(s.otto, crew, e), forbidden, "manage_channel");
  core::ChannelEdit slow;
  slow.slowmode_s = 5;
  CHECK_FAILS(s.edit(s.ines, crew, slow), invalid, "channel");
}

TEST_CASE("private spaces: no community for what is about communities") {
  Scene s;
  const auto crew = s.crew();
  const auto id = s.world.read([&](store::Reader& r, auto) { return r.channel(crew); })->community;
  CHECK_FAILS(s.world.read([&](auto& r, auto at) { return view_community(r, at, s.ines, id); }), not_found, "community");
  CHECK_FAILS(s.world.write([&](auto& tx, auto at) { return join_community(tx, at, s.uwe, id); }), not_found, "community");
  CHECK_FAILS(s.world.write([&](auto& tx, auto at) { return edit_community(tx, at, s.ines, id, {}); }), not_found,
              "community");
  CHECK_FAILS(s.world.write([&](auto& tx, auto at) { return delete_community(tx, at, s.ines, id); }), not_found,
              "community");
  CHECK_FAILS(s.world.write([&](auto& tx, auto at) { return edit_channel(tx, at, s.ines, id, crew, {}); }), not_found,
              "community");
  CHECK_FAILS(s.world.write([&](auto& tx, auto at) { return create_category(tx, at, s.ines, id, "x"); }), not_found,
              "community");
  CHECK_FAILS(s.world.read([&](auto& r, auto) { return find_member(r, id, s.otto.user); }), not_found, "community");
  CHECK_FAILS(s.world.read([&](auto& r, auto) { return find_community(r, ""); }), not_found, "community");
  CHECK_FAILS(s.world.read([&](auto& r, auto at) { return view_channel(r, at, std::nullopt, crew); }), not_found, "channel");
  CHECK(s.world.read([&](auto& r, auto at) { return view_channel(r, at, s.otto, crew); }));
}
