// Mentions: who is called upon, who may do so, and for whom it waits as unread.
#include <doctest/doctest.h>

#include "service/messages.h"
#include "tests/support/service_world.h"

using namespace service;
using testing_support::ServiceWorld;
namespace permission = core::permission;
namespace flag = core::message_flag;

namespace {

/// Ines owns a community with Otto and Vera in it; Uwe is outside.
struct Scene {
  ServiceWorld world;
  Actor ines = world.person("ines"), otto = world.person("otto"), vera = world.person("vera"), uwe = world.person("uwe");
  ServiceWorld::Place place = world.community(ines);
  core::ChannelId general = place.general;
  Scene() {
    world.join(otto, place.id);
    world.join(vera, place.id);
    world.take_events();
  }
  NewMessage calling(std::vector<Actor> whom) const {
    NewMessage input = ServiceWorld::text(general, "hello");
    for (Actor who : whom) input.mentions.users.push_back(who.user);
    return input;
  }
  core::Message say(Actor who, const NewMessage& input) {
    auto said = world.try_say(who, input);
    REQUIRE(said);
    CHECK(world.stored((*said)->message.id) == (*said)->message);
    return (*said)->message;
  }
  /// The messages that wait for them in the channel.
  std::vector<core::MessageId> waiting(Actor who, core::ChannelId channel) {
    for (const auto& state : world.read([&](store::Reader&reader, auto) { return reader.read_states_of(who.user); })) {
      if (state.channel == channel) return state.mentions;
    }
    return {};
  }
  std::vector<core::MessageId> waiting(Actor who) { return waiting(who, general); }
  /// A private space with these people; the first one owns it.
  core::ChannelId space(core::CommunityKind kind, core::ChannelKind channel_kind, const std::vector<Actor>& people) {
    core::Channel channel;
    world.arrange([&](store::Transaction& tx) {
      core::Community community;
      community.id = core::CommunityId(tx.next_id());
      community.kind = kind;
      community.owner = people.front().user;
      tx.insert_community(community);
      core::Category category;
      category.id = core::default_category_of(community.id);
      category.community = community.id;
      tx.put_category(category);
      channel.id = core::ChannelId(tx.next_id());
      channel.kind = channel_kind;
      channel.community = community.id;
      channel.category = category.id;
      tx.put_channel(channel);
      for (Actor who : people) {
        core::Member member;
        member.community = community.id;
        member.user = who.user;
        tx.insert_member(member);
      }
    });
    return channel.id;
  }
};

using Users = std::vector<core::UserId>;
using Ids = std::vector<core::MessageId>;

}  // namespace

TEST_CASE("mention: only people who may see the channel, each once") {
  Scene s;
  const auto message = s.say(s.otto, s.calling({s.vera, s.uwe, s.ines, s.vera, s.otto}));
  CHECK(message.mentions == Users{s.vera.user, s.ines.user, s.otto.user});
  CHECK(s.waiting(s.vera) == Ids{message.id});
  CHECK(s.waiting(s.ines) == Ids{message.id});
  CHECK(s.waiting(s.otto).empty());  // one does not wait for oneself
  CHECK(s.waiting(s.uwe).empty());

  const auto staff = s.world.role(s.place.id, 1, {}, {s.vera});
  s.world.hide(s.general, staff);
  CHECK(s.say(s.ines, s.calling({s.vera, s.otto})).mentions == Users{s.vera.user});
}

TEST_CASE("mention: nobody waits for a silent message") {
  Scene s;
  NewMessage input = s.calling({s.vera});
  input.silent = true;
  const auto message = s.say(s.otto, input);
  CHECK(message.mentions == Users{s.vera.user});
  CHECK(message.flags == flag::silent);
  CHECK(s.waiting(s.vera).empty());
}

TEST_CASE("mention: an answer calls its author where it says so") {
  Scene s;
  const auto first = s.world.say(s.vera, s.general, "first"), second = s.world.say(s.ines, s.general, "second");
  NewMessage input = s.calling({});
  input.replies = {first, second};
  input.replies[0].mention = true;
  CHECK(s.say(s.otto, input).mentions == Users{s.vera.user});
}

TEST_CASE("mention: roles and everybody need permission, and the whole message fails") {
  Scene s;
  NewMessage roles = s.calling({}), everyone = s.calling({}), online = s.calling({});
  roles.mentions.roles = {s.world.role(s.place.id, 1, {}, {}), core::RoleId(5)};
  everyone.mentions.everyone = true;
  online.mentions.online = true;
  CHECK_FAILS(s.world.try_say(s.otto, roles), forbidden, "mention_roles");
  CHECK_FAILS(s.world.try_say(s.otto, everyone), forbidden, "mention_everyone");
  CHECK_FAILS(s.world.try_say(s.otto, online), forbidden, "mention_everyone");
  CHECK(s.world.quiet());
  CHECK(s.say(s.ines, roles).role_mentions == std::vector{roles.mentions.roles[0]});
  CHECK(s.say(s.ines, everyone).flags == flag::mentions_everyone);
  CHECK(s.say(s.ines, online).flags == flag::mentions_online);
  roles.mentions.roles = {core::RoleId(5)};  // of no community of ours: no mention at all
  CHECK(s.say(s.otto, roles).role_mentions.empty());
}

TEST_CASE("mention: new accounts call nobody where anybody can come in") {
  Scene s;
  s.world.arrange([&](store::Transaction& tx) {
    core::Community community = *tx.community(s.place.id);
    community.discoverable = true;
    tx.update_community(community);
  });
  NewMessage input = s.calling({s.vera});
  input.mentions.everyone = true;
  CHECK(s.say(s.ines, input).mentions.empty());
  CHECK(s.say(s.ines, input).flags == 0);
  s.world.clock.advance_ms(kMentionAgeMs + 1000);
  CHECK(s.say(s.ines, input).mentions == Users{s.vera.user});
}

TEST_CASE("mention: in direct channels and groups everybody else is meant") {
  Scene s;
  const auto direct = s.space(core::CommunityKind::direct, core::ChannelKind::direct, {s.otto, s.uwe});
  const auto group = s.space(core::CommunityKind::group, core::ChannelKind::group, {s.otto, s.uwe, s.vera});
  s.world.arrange([&](store::Transaction& tx) {
    tx.put_relation(s.otto.user, s.uwe.user, core::Relation::friends);
    tx.put_relation(s.uwe.user, s.otto.user, core::Relation::friends);
  });
  NewMessage input = ServiceWorld::text(direct, "psst");
  const auto in_direct = s.say(s.otto, input);
  CHECK(in_direct.mentions.empty());
  CHECK(s.waiting(s.uwe, direct) == Ids{in_direct.id});
  CHECK(s.waiting(s.otto, direct).empty());
  input.channel = group;
  input.mentions.users = {s.uwe.user, s.ines.user};
  const auto in_group = s.say(s.vera, input);
  CHECK(in_group.mentions == Users{s.uwe.user});  // who is not in it is not called
  CHECK(s.waiting(s.uwe, group) == Ids{in_group.id});
  CHECK(s.waiting(s.otto, group) == Ids{in_group.id});
  input.silent = true;
  s.say(s.vera, input);
  CHECK(s.waiting(s.otto, group) == Ids{in_group.id});
  input.mentions.everyone = true;
  CHECK_FAILS(s.world.try_say(s.vera, input), forbidden, "mention_everyone");
}

TEST_CASE("mention: nobody in saved messages") {
  Scene s;
  const auto saved = s.space(core::CommunityKind::saved, core::ChannelKind::saved, {s.otto});
  NewMessage input = ServiceWorld::text(saved, "remember");
  input.mentions.users = {s.otto.user, s.vera.user};
  input.mentions.everyone = true;
  const auto message = s.say(s.otto, input);
  CHECK(message.mentions.empty());
  CHECK(message.flags == 0);
}

TEST_CASE("direct channel: writing there shows it in the lists again") {
  Scene s;
  const auto direct = s.space(core::CommunityKind::direct, core::ChannelKind::direct, {s.otto, s.uwe});
  s.world.arrange([&](store::Transaction& tx) {
    tx.put_relation(s.otto.user, s.uwe.user, core::Relation::friends);
    core::Channel channel = *tx.channel(direct);
    channel.active = false;
    tx.put_channel(channel);
  });
  s.world.take_events();
  s.say(s.otto, ServiceWorld::text(direct, "psst"));
  const auto events = s.world.take_events();
  REQUIRE(events.size() == 2);
  const auto* updated = std::get_if<core::ChannelUpdated>(&events[0]->body);
  REQUIRE(updated);
  CHECK(updated->channel == direct);
  CHECK(updated->edit.active == core::Change<bool>(true));
  CHECK(std::holds_alternative<core::MessageCreated>(events[1]->body));
  CHECK(s.world.read([&](store::Reader& reader, auto) { return reader.channel(direct); })->active);
  s.say(s.otto, ServiceWorld::text(direct, "again"));
  CHECK(s.world.take_events().size() == 1);
}
