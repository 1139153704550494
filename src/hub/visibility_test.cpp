// Who sees other channels than before is told of the event and of the difference; everybody else of the event alone; and
// whom it does not concern hears nothing.
#include <doctest/doctest.h>

#include "tests/support/hub_world.h"

namespace {

using namespace testing_support;
using core::ChannelId;
using core::CommunityId;
using core::RoleId;
using core::UserId;

constexpr CommunityId kHall{100};
constexpr ChannelId kGeneral{101};
constexpr ChannelId kSecret{150};  // hidden by default, shown to wardens
constexpr RoleId kWarden{900};
constexpr RoleId kGuest{901};  // says nothing about channels at first
constexpr core::PermissionOverride kShow{core::permission::view_channel, 0};
constexpr core::PermissionOverride kHide{0, core::permission::view_channel};

core::Role role(RoleId id, std::int32_t rank) {
  core::Role one;
  one.id = id;
  one.community = kHall;
  one.rank = rank;
  return one;
}

/// 1 owns the hall; 2 has no role; 3 is a warden; 4 is a warden and a guest; 5 is elsewhere.
struct Hall : HubWorld {
  std::vector<std::unique_ptr<Peer>> peers;
  Hall() {
    for (std::uint64_t id = 1; id <= 5; ++id) truth.add_user(id);
    truth.add_community(kHall, UserId(1));
    truth.commit(kHall, core::RoleCreated{role(kWarden, 0)});
    truth.commit(kHall, core::RoleCreated{role(kGuest, 1)});
    truth.join(kHall, UserId(2));
    truth.join(kHall, UserId(3), {kWarden});
    truth.join(kHall, UserId(4), {kWarden, kGuest});
    truth.add_channel(kHall, kSecret.value, kHide, {{kWarden, kShow}});
    for (std::uint64_t id = 1; id <= 5; ++id) peers.push_back(attach(UserId(id)));
    for (auto& peer : peers) told(peer);
  }
  /// What 1 to 5 are told besides the event itself: "" for the event alone, "-" for nothing.
  void check(core::EventBody body, const std::vector<std::string>& expected) {
    check(truth.commit(kHall, std::move(body)), expected);
  }
  void check(const core::EventRef& event, const std::vector<std::string>& expected) {
    publish(event);
    for (std::size_t i = 0; i < peers.size(); ++i) {
      CAPTURE(i + 1);
      CHECK(told(peers[i]) == (expected[i] == "-" ? Lines{} : Lines{spell(event) + expected[i]}));
    }
    same_as_fresh();
  }
  /// Everybody hears of the channels that a fresh session of theirs is shown, and of no other.
  void same_as_fresh() {
    const core::CommunityState& state = truth.communities.at(kHall);
    for (std::size_t i = 0; i < 4; ++i) {
      auto fresh = attach(UserId(i + 1));
      std::string expected = "snapshot " + std::to_string(i + 1) + " c100 [";
      for (const core::Channel& channel : state.channels) {
        told(peers[i]);
        publish(truth.post_message(kHall, channel.id, UserId(1)));
        expected += told(peers[i]).empty() ? '0' : '1';
      }
      CHECK(told(fresh).front() == expected + "]");
    }
    for (auto& peer : peers) told(peer);
  }
};

core::MemberUpdated with_roles(std::uint64_t user, std::vector<RoleId> roles) {
  core::MemberEdit edit;
  edit.roles = std::move(roles);
  return {UserId(user), edit};
}
core::RoleUpdated with_permissions(RoleId id, core::PermissionOverride value) {
  core::RoleEdit edit;
  edit.permissions = value;
  return {id, edit};
}
core::ChannelUpdated with_overrides(ChannelId id, core::PermissionOverride value, std::vector<core::RoleOverride> roles) {
  core::ChannelEdit edit;
  edit.default_override = value;
  edit.role_overrides = std::move(roles);
  return {id, edit};
}

TEST_CASE("visibility: somebody gets a role that shows a channel, and loses it; every session of theirs is told") {
  Hall h;
  auto second = h.attach(UserId(2));
  h.told(second);
  const auto given = h.truth.commit(kHall, with_roles(2, {kWarden}));
  h.publish(given);
  CHECK(h.told(second) == Lines{spell(given) + " +150"});
  CHECK(h.told(h.peers[0]) == Lines{spell(given)});
  CHECK(h.told(h.peers[1]) == Lines{spell(given) + " +150"});
  CHECK(h.told(h.peers[4]).empty());
  h.told(h.peers[2]), h.told(h.peers[3]);
  h.same_as_fresh();
  h.check(with_roles(2, {}), {"", " -150", "", "", "-"});
}

TEST_CASE("visibility: a role without a say moves its bearer and tells no difference") {
  Hall h;
  h.check(with_roles(2, {kGuest}), {"", "", "", "", "-"});
  h.check(with_roles(4, {kWarden}), {"", "", "", "", "-"});
  core::MemberEdit cleared;
  cleared.roles = core::Change<std::vector<RoleId>>::cleared();
  h.check(core::MemberUpdated{UserId(3), cleared}, {"", "", " -150", "", "-"});
}

TEST_CASE("visibility: a role changes for all who have it, whatever else they have") {
  Hall h;
  h.check(with_permissions(kGuest, kHide), {"", "", "", " -101", "-"});
  h.check(with_permissions(kGuest, {}), {"", "", "", " +101", "-"});
  h.check(with_permissions(kWarden, kHide), {"", "", " -101", " -101", "-"});
  core::RoleEdit renamed;
  renamed.name = std::string("name");
  h.check(core::RoleUpdated{kWarden, renamed}, {"", "", "", "", "-"});
  h.check(core::RoleCreated{role(RoleId(902), 2)}, {"", "", "", "", "-"});
}

TEST_CASE("visibility: the rank decides which role has the last word") {
  Hall h;
  h.check(with_overrides(kSecret, kHide, {{kWarden, kShow}, {kGuest, kHide}}), {"", "-", "", "", "-"});
  h.check(core::RolesRanked{{kGuest, kWarden}}, {"", "", "", " -150", "-"});
  h.check(core::RolesRanked{{kWarden, kGuest}}, {"", "", "", " +150", "-"});
}

TEST_CASE("visibility: a role goes, and classes that it kept apart become one") {
  Hall h;
  h.check(core::RoleDeleted{kGuest}, {"", "", "", "", "-"});
  h.check(core::RoleDeleted{kWarden}, {"", "", " -150", " -150", "-"});
  h.check(with_roles(3, {}), {"", "", "", "", "-"});
}

TEST_CASE("visibility: overrides of one channel concern those who see it before or after") {
  Hall h;
  core::ChannelEdit named;
  named.name = std::string("deep");
  h.check(core::ChannelUpdated{kSecret, named}, {"", "-", "", "", "-"});
  h.check(with_overrides(kSecret, {}, {}), {"", " +150", "", "", "-"});
  h.check(with_overrides(kSecret, {}, {{kGuest, kHide}}), {"", "", "", " -150", "-"});
  h.check(with_overrides(kSecret, kHide, {}), {"", " -150", " -150", "-", "-"});
  h.check(core::ChannelUpdated{kSecret, named}, {"", "-", "-", "-", "-"});
  core::ChannelEdit voice;
  voice.kind = core::ChannelKind::voice;
  h.check(core::ChannelUpdated{kGeneral, voice}, {"", "", "", "", "-"});
}

TEST_CASE("visibility: a hidden channel comes and goes before those only who may view it") {
  Hall h;
  h.check(h.truth.add_channel(kHall, 160, kHide, {{kGuest, kShow}}), {"", "-", "-", "", "-"});
  h.check(core::ChannelDeleted{ChannelId(160)}, {"", "-", "-", "", "-"});
}

TEST_CASE("visibility: the community's own permissions") {
  Hall h;
  core::CommunityEdit edit;
  edit.default_permissions = core::permission::community_default & ~core::permission::view_channel;
  h.check(core::CommunityUpdated{edit}, {"", " -101", " -101", " -101", "-"});
  edit.default_permissions = core::permission::community_default;
  h.check(core::CommunityUpdated{edit}, {"", " +101", " +101", " +101", "-"});
}

TEST_CASE("visibility: another owner") {
  Hall h;
  core::CommunityEdit edit;
  edit.owner = UserId(2);
  h.check(core::CommunityUpdated{edit}, {" -150", " +150", "", "", "-"});
  h.check(core::CommunityUpdated{edit}, {"", "", "", "", "-"});
  edit.owner = UserId(4);
  h.check(core::CommunityUpdated{edit}, {"", " -150", "", "", "-"});
}

TEST_CASE("visibility: the same difference is encoded once, whatever class it comes from") {
  Hall h;
  h.dialect.encoded = 0;
  h.publish(h.truth.commit(kHall, with_overrides(kSecret, kHide, {})));  // two classes lose it, the owner does not
  CHECK(h.dialect.encoded == 2);
  h.dialect.encoded = 0;
  h.publish(h.truth.commit(kHall, with_overrides(kSecret, {}, {{kGuest, kHide}})));
  CHECK(h.dialect.encoded == 2);
}

TEST_CASE("visibility: a private space needs no permission, and a group's set takes nothing from view") {
  Hall h;
  h.publish(h.truth.add_private(CommunityId(300), core::CommunityKind::group, {UserId(1), UserId(2)}));
  CHECK(h.told(h.peers[0]) == Lines{"joined c300 [1]"});
  CHECK(h.told(h.peers[1]) == Lines{"joined c300 [1]"});
  core::ChannelEdit edit;
  edit.group_permissions = core::Permissions{0};
  const auto event = h.truth.commit(CommunityId(300), core::ChannelUpdated{ChannelId(301), edit});
  h.publish(event);
  CHECK(h.told(h.peers[0]) == Lines{spell(event)});
  CHECK(h.told(h.peers[1]) == Lines{spell(event)});
  CHECK(h.told(h.peers[2]).empty());
}

TEST_CASE("visibility: a community ends: everybody in it is told, nothing follows, and its people are forgotten") {
  Hall h;
  const auto event = h.truth.commit(kHall, core::CommunityDeleted{});
  h.publish(event);
  for (std::size_t i = 0; i < 4; ++i) CHECK(h.told(h.peers[i]) == Lines{spell(event)});
  CHECK(h.told(h.peers[4]).empty());
  CHECK(h.hub.metrics().communities.value() == 0);
  CHECK(h.peers[0]->session->attached());
  h.publish(h.truth.edit_user(UserId(3), [](auto& account) { account.user.bio = "alone"; }));
  CHECK(h.told(h.peers[0]).empty());
  auto fresh = h.attach(UserId(2));
  CHECK(h.told(fresh).front() == "snapshot 2");
  // Again under the same number: not a trace of the old one.
  h.publish(event);
  CHECK(h.told(h.peers[0]).empty());
}

}  // namespace
