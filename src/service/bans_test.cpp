// Bans by members, what goes with them, and timeouts that outlive leaving.
#include "service/bans.h"

#include <doctest/doctest.h>

#include "service/communities.h"
#include "service/standing.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace p = core::permission;

namespace {

struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera"), uwe = world.person("uwe");
  ServiceWorld::Place place = world.community(ines);
  core::CommunityId id = place.id;
  Scene() {
    world.join(otto, id);
    world.join(vera, id);
    world.role(id, 1, {p::ban_members | p::timeout_members, 0}, {vera});
    world.take_events();
  }
  Result<core::Ban> ban(Actor who, core::UserId whom, std::int64_t delete_ms = 0) {
    return world.write([&](auto& tx, auto at) { return ban_member(tx, at, who, id, {whom, "spam", delete_ms}); });
  }
  Result<void> unban(Actor who, core::UserId whom) {
    return world.write([&](auto& tx, auto at) { return unban_member(tx, at, who, id, whom); });
  }
  Result<BanList> list(Actor who) {
    return world.read([&](auto& reader, auto at) { return list_bans(reader, at, who, id); });
  }
  Result<MemberWithUser> time_out(Actor who, Actor whom, core::Change<std::int64_t> until_ms) {
    core::MemberEdit e;
    e.timeout_until_ms = until_ms;
    return world.write([&](auto& tx, auto at) { return edit_member(tx, at, who, id, whom.user, e); });
  }
  void announce_in(core::ChannelId channel) {
    core::CommunityEdit e;
    e.system_channels = core::SystemChannels{channel, channel, channel, channel};
    REQUIRE(world.write([&](auto& tx, auto at) { return edit_community(tx, at, ines, id, e); }));
    world.take_events();
  }
  /// The notes told since the last call, in order.
  std::vector<core::SystemNote> notes() {
    std::vector<core::SystemNote> found;
    for (const core::EventRef& event : world.take_events()) {
      const auto* created = std::get_if<core::MessageCreated>(&event->body);
      if (created && created->view->message.note) found.push_back(*created->view->message.note);
    }
    return found;
  }
};

}  // namespace

TEST_CASE("ban: by those who may, of those below") {
  Scene s;
  CHECK_FAILS(s.ban(s.otto, s.vera.user), forbidden, "ban_members");
  CHECK_FAILS(s.ban(s.uwe, s.vera.user), forbidden, "ban_members");
  CHECK_FAILS(s.ban(s.vera, s.vera.user), invalid, "self");
  CHECK_FAILS(s.ban(s.vera, s.ines.user), forbidden, "owner");
  s.world.role(s.id, 1, {}, {s.otto});
  CHECK_FAILS(s.ban(s.vera, s.otto.user), forbidden, "rank");
  CHECK(s.world.quiet());
  auto banned = s.ban(s.ines, s.otto.user);
  REQUIRE(banned);
  CHECK(*banned == core::Ban{s.id, s.otto.user, "spam"});
  const auto left = s.world.take_event<core::MemberLeft>(s.id);
  CHECK(left.user == s.otto.user);
  CHECK(left.reason == core::LeaveReason::banned);
  CHECK(s.ban(s.vera, s.uwe.user));  // not a member
  CHECK(s.ban(s.vera, core::UserId(12345)));
  CHECK(s.world.quiet());

  CHECK_FAILS(s.list(s.otto), forbidden, "ban_members");
  const auto list = s.list(s.vera);
  REQUIRE(list);
  CHECK(list->bans.size() == 3);
  CHECK(list->users.size() == 2);
  CHECK_FAILS(s.unban(s.otto, s.uwe.user), forbidden, "ban_members");
  CHECK(s.unban(s.vera, s.uwe.user));
  CHECK_FAILS(s.unban(s.vera, s.uwe.user), not_found, "ban");
}

TEST_CASE("ban: takes what they wrote lately, channel by channel") {
  Scene s;
  const auto side = s.world.channel(s.ines, s.id, "side");
  const auto old = s.world.say(s.otto, s.place.general, "long ago");
  s.world.clock.advance_ms(10'000);
  const auto one = s.world.say(s.otto, s.place.general, "one"), two = s.world.say(s.otto, s.place.general, "two");
  const auto kept = s.world.say(s.vera, s.place.general, "hers");
  const auto three = s.world.say(s.otto, side, "three");
  s.world.clock.advance_ms(10);
  s.world.take_events();
  REQUIRE(s.ban(s.vera, s.otto.user, 5'000));
  const auto events = s.world.take_events();
  REQUIRE(events.size() == 3);
  CHECK(std::holds_alternative<core::MemberLeft>(events[0]->body));
  const auto& general = std::get<core::MessagesDeleted>(events[1]->body);
  CHECK(general.channel == s.place.general);
  CHECK(general.messages == std::vector{one, two});
  CHECK(general.last_message == kept);
  CHECK(std::get<core::MessagesDeleted>(events[2]->body).messages == std::vector{three});
  CHECK(s.world.stored(old));
  CHECK_FALSE(s.world.stored(one));
  CHECK_FALSE(s.world.stored(three));
}

TEST_CASE("member: coming, going and being sent away is announced where the community wants it") {
  Scene s;
  s.announce_in(s.place.general);
  using Kind = core::SystemNote::Kind;
  auto remove = [&](Actor who, Actor whom, bool silent = false) {
    REQUIRE(s.world.write([&](auto& tx, auto at) { return remove_member(tx, at, who, s.id, whom.user, silent); }));
  };
  s.world.join(s.uwe, s.id);
  auto told = s.notes();
  REQUIRE(told.size() == 1);
  CHECK(told[0].kind == Kind::user_joined);
  CHECK(told[0].user == s.uwe.user);
  remove(s.uwe, s.uwe);
  CHECK(s.notes().at(0).kind == Kind::user_left);
  s.world.join(s.uwe, s.id);
  s.notes();
  remove(s.uwe, s.uwe, true);
  CHECK(s.notes().empty());
  s.world.join(s.uwe, s.id);
  s.notes();
  remove(s.ines, s.uwe);
  CHECK(s.notes().at(0).kind == Kind::user_kicked);
  REQUIRE(s.ban(s.ines, s.otto.user));
  CHECK(s.notes().at(0).kind == Kind::user_banned);
}

TEST_CASE("member: a timeout outlives leaving, as long as it lasts") {
  Scene s;
  const std::int64_t until = s.world.clock.unix_ms() + 1'000;
  CHECK_FAILS(s.time_out(s.otto, s.vera, until), forbidden, "timeout_members");
  CHECK_FAILS(s.time_out(s.vera, s.vera, until), invalid, "timeout");
  CHECK_FAILS(s.time_out(s.ines, s.vera, until), forbidden, "target");  // she could do it to others
  REQUIRE(s.time_out(s.vera, s.otto, until));
  s.world.leave(s.otto, s.id);
  s.world.clock.advance_ms(500);
  s.world.join(s.otto, s.id);
  CHECK(s.world.snapshot(s.id).state.find_member(s.otto.user)->full(s.id).timeout_until_ms == until);
  REQUIRE(s.time_out(s.vera, s.otto, core::Change<std::int64_t>::cleared()));
  s.world.leave(s.otto, s.id);
  s.world.join(s.otto, s.id);
  CHECK_FALSE(s.world.snapshot(s.id).state.find_member(s.otto.user)->full(s.id).timeout_until_ms);
  REQUIRE(s.time_out(s.vera, s.otto, until));
  s.world.leave(s.otto, s.id);
  s.world.clock.advance_ms(500);
  s.world.join(s.otto, s.id);
  CHECK_FALSE(s.world.snapshot(s.id).state.find_member(s.otto.user)->full(s.id).timeout_until_ms);
}

TEST_CASE("member: pronouns are one's own, muting and deafening have permissions of their own") {
  Scene s;
  auto edit = [&](Actor who, Actor whom, const core::MemberEdit& e) {
    return s.world.write([&](auto& tx, auto at) { return edit_member(tx, at, who, s.id, whom.user, e); });
  };
  core::MemberEdit pronouns, mute, deafen;
  pronouns.pronouns = std::string("they");
  mute.may_speak = false;
  deafen.may_listen = false;
  CHECK(edit(s.otto, s.otto, pronouns)->member.pronouns == "they");
  CHECK_FAILS(edit(s.ines, s.otto, pronouns), invalid, "body");
  CHECK_FAILS(edit(s.vera, s.otto, mute), forbidden, "mute_members");
  CHECK_FAILS(edit(s.vera, s.otto, deafen), forbidden, "deafen_members");
  CHECK_FALSE(edit(s.ines, s.otto, mute)->member.may_speak);
  CHECK_FALSE(edit(s.ines, s.otto, deafen)->member.may_listen);
}

TEST_CASE("member: a picture uploaded as one's own avatar serves here too, once it was moved") {
  Scene s;
  const core::FileId uploaded = s.world.file(core::FileBucket::avatars);
  auto edited = s.world.write([&](auto& tx, auto at) -> Result<MemberWithUser> {
    core::MemberEdit e;
    e.avatar = uploaded;
    if (auto ok = take_file(tx, e.avatar, core::FileBucket::member_avatars, "avatar", core::FileBucket::avatars); !ok) {
      return base::pass(ok);
    }
    return edit_member(tx, at, s.otto, s.id, s.otto.user, e);
  });
  REQUIRE(edited);
  REQUIRE(edited->member.avatar);
  CHECK(*edited->member.avatar != uploaded);
  CHECK(s.world.read(
      [&](store::Reader& r, auto) { return r.file(*edited->member.avatar, core::FileBucket::member_avatars); }));
}
