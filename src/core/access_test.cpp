// Permissions: cases by hand. access_property_test.cpp holds them against a second reading of the rules.
#include "core/access.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace {

namespace p = core::permission;
using core::Permissions;
using core::RoleId;
using core::UserId;

constexpr UserId kOwner{1};
constexpr UserId kUser{2};
constexpr std::int64_t kNow = 1'700'000'000'000;

struct Scene {
  core::Community community;
  std::vector<core::Role> roles;
  core::Channel channel;
  core::Member member;

  Scene() {
    community.id = core::CommunityId(9);
    community.owner = kOwner;
    member.community = community.id;
    member.user = kUser;
  }
  Scene& defaults(Permissions value) {
    community.default_permissions = value;
    return *this;
  }
  Scene& role(std::uint64_t id, std::int32_t rank, core::PermissionOverride value,
              core::PermissionOverride in_channel = {}) {
    core::Role r;
    r.id = RoleId(id);
    r.rank = rank;
    r.permissions = value;
    roles.push_back(r);
    channel.role_overrides.push_back({r.id, in_channel});
    return *this;
  }
  Scene& give(std::uint64_t id) {
    member.roles.push_back(RoleId(id));
    std::ranges::sort(member.roles);
    return *this;
  }
  Scene& channel_default(core::PermissionOverride value) {
    channel.default_override = value;
    return *this;
  }
  Scene& timeout(std::int64_t until_ms) {
    member.timeout_until_ms = until_ms;
    return *this;
  }
  Permissions in_community(UserId user = kUser) const {
    return core::community_permissions(community, roles, &member, user, kNow);
  }
  Permissions in_channel(UserId user = kUser) const {
    return core::channel_permissions(community, roles, channel, &member, user, kNow);
  }
};

}  // namespace

TEST_CASE("access: numbers that are stored and shown") {
  CHECK(p::view_only == 3'145'728);
  CHECK(p::all == 4'503'599'627'370'495);
  // The rules' default for new communities, and masquerade.
  CHECK(p::community_default == (77'014'766'592 | p::masquerade));
  CHECK(p::private_default == 77'283'196'929);
  CHECK(p::webhook_default == 876'609'536);
}

TEST_CASE("access: an override allows first, then denies") {
  CHECK(core::PermissionOverride{p::react, 0}.apply(0) == p::react);
  CHECK(core::PermissionOverride{0, p::react}.apply(p::react | p::speak) == p::speak);
  CHECK(core::PermissionOverride{p::react, p::react}.apply(p::react) == 0);
}

TEST_CASE("access: the owner has all, a stranger nothing") {
  Scene scene;
  scene.defaults(p::view_only);
  CHECK(scene.in_community(kOwner) == p::all);
  CHECK(scene.in_channel(kOwner) == p::all);
  CHECK(core::community_permissions(scene.community, {}, nullptr, kUser, kNow) == 0);
  CHECK(core::channel_permissions(scene.community, {}, scene.channel, nullptr, kUser, kNow) == 0);
}

TEST_CASE("access: an owner who left runs the community but is not inside") {
  Scene scene;
  CHECK(core::community_permissions(scene.community, {}, nullptr, kOwner, kNow) == p::all);
  CHECK(core::channel_permissions(scene.community, {}, scene.channel, nullptr, kOwner, kNow) == 0);
}

TEST_CASE("access: a timeout does not touch the owner") {
  Scene scene;
  scene.member.user = kOwner;
  scene.timeout(kNow + 1);
  CHECK(scene.in_community(kOwner) == p::all);
  CHECK(scene.in_channel(kOwner) == p::all);
}

TEST_CASE("access: the most powerful role has the last word") {
  Scene scene;
  scene.defaults(p::view_channel);
  scene.role(20, 5, {p::react | p::speak, 0}).role(10, 1, {0, p::react}).role(30, 9, {p::video, p::speak});
  CHECK(scene.in_community() == p::view_channel);  // roles that are not held do nothing
  scene.give(20);
  CHECK(scene.in_community() == (p::view_channel | p::react | p::speak));
  scene.give(10);
  CHECK(scene.in_community() == (p::view_channel | p::speak));
  scene.give(30);  // rank 9 comes first, so rank 5 gives speak back
  CHECK(scene.in_community() == (p::view_channel | p::speak | p::video));
}

TEST_CASE("access: of equal ranks the older role decides; roles that are gone are skipped") {
  Scene scene;
  scene.defaults(p::view_channel);
  scene.role(10, 1, {0, p::react}).role(20, 1, {p::react, 0}).give(10).give(20).give(777);
  CHECK(scene.in_community() == p::view_channel);
}

TEST_CASE("access: in a channel: community, roles, the channel's default, the channel's roles") {
  Scene scene;
  scene.defaults(p::view_channel);
  scene.role(10, 1, {p::send_message, 0}).give(10).channel_default({0, p::send_message});
  CHECK(scene.in_channel() == p::view_channel);  // the channel's default wins over the role's community-wide permission
  scene.channel.role_overrides[0].value = {p::send_message, 0};
  CHECK(scene.in_channel() == (p::view_channel | p::send_message));
  CHECK(scene.in_community() == (p::view_channel | p::send_message));
}

TEST_CASE("access: the channel's role overrides follow the ranks too, whatever their order in the list") {
  Scene scene;
  scene.defaults(p::view_channel);
  scene.role(10, 1, {}, {0, p::react}).role(20, 5, {}, {p::react | p::video, 0}).give(10).give(20);
  CHECK(scene.in_channel() == (p::view_channel | p::video));
  std::ranges::reverse(scene.channel.role_overrides);
  CHECK(scene.in_channel() == (p::view_channel | p::video));
}

TEST_CASE("access: without viewing nothing is left") {
  Scene scene;
  scene.channel_default({0, p::view_channel});
  CHECK(scene.in_channel() == 0);
  CHECK(scene.in_community() == p::community_default);
}

TEST_CASE("access: a timeout leaves looking, until its moment") {
  Scene scene;
  scene.role(10, 1, {p::manage_channel, 0}).give(10);
  scene.timeout(kNow + 1);
  CHECK(scene.in_community() == p::view_only);
  CHECK(scene.in_channel() == p::view_only);
  scene.timeout(kNow);
  CHECK(scene.in_community() == (p::community_default | p::manage_channel));
  scene.timeout(kNow - 1);
  CHECK(scene.in_channel() == (p::community_default | p::manage_channel));
  scene.timeout(kNow + 1).channel_default({0, p::view_channel});
  CHECK(scene.in_channel() == 0);
}

TEST_CASE("access: guests see what the defaults show, and only look") {
  Scene scene;
  CHECK(core::guest_channel_permissions(scene.community, scene.channel) == p::view_only);
  scene.channel_default({0, p::read_message_history});
  CHECK(core::guest_channel_permissions(scene.community, scene.channel) == p::view_channel);
  scene.channel_default({0, p::view_channel});
  CHECK(core::guest_channel_permissions(scene.community, scene.channel) == 0);
  scene.defaults(0).channel_default({p::view_channel, 0});
  CHECK(core::guest_channel_permissions(scene.community, scene.channel) == p::view_channel);
}

TEST_CASE("access: ranks") {
  Scene scene;
  scene.role(10, 7, {}).role(20, -3, {}).role(30, 1, {});
  auto rank = [&](UserId user) { return core::rank_of(scene.community, scene.roles, &scene.member, user); };
  CHECK(rank(kUser) == core::kNoRank);
  scene.give(10);
  CHECK(rank(kUser) == 7);
  scene.give(20);
  CHECK(rank(kUser) == -3);
  CHECK(rank(kOwner) == core::kOwnerRank);
  CHECK(core::rank_of(scene.community, scene.roles, nullptr, kUser) == core::kNoRank);
  CHECK(core::rank_of(scene.community, scene.roles, nullptr, kOwner) == core::kOwnerRank);
  CHECK(core::kOwnerRank < INT32_MIN);
  CHECK(core::kNoRank > INT32_MAX);
}

TEST_CASE("access: permissions have names") {
  CHECK(core::permission_name(p::manage_channel) == "manage_channel");
  CHECK(core::permission_name(p::ban_members) == "ban_members");
  CHECK(core::permission_name(p::view_audit_logs) == "view_audit_logs");
  CHECK(core::permission_name(p::react | p::send_message) == "send_message");  // the lowest
  CHECK(core::permission_name(0).empty());
  CHECK(core::permission_name(1ull << 5).empty());
  CHECK(core::permission_name(1ull << 63).empty());
}

TEST_CASE("access: staff may everything everywhere, members or not") {
  Scene scene;
  const core::Bearing staff{.privileged = true};
  CHECK(core::community_permissions(scene.community, {}, nullptr, kUser, kNow, staff) == p::all);
  CHECK(core::channel_permissions(scene.community, {}, scene.channel, nullptr, kUser, kNow, staff) == p::all);
  scene.timeout(kNow + 1).channel_default({0, p::all});
  CHECK(core::channel_permissions(scene.community, {}, scene.channel, &scene.member, kUser, kNow, staff) == p::all);
  for (core::CommunityKind kind : {core::CommunityKind::direct, core::CommunityKind::group, core::CommunityKind::saved}) {
    scene.community.kind = kind;
    CHECK(core::channel_permissions(scene.community, {}, scene.channel, nullptr, kUser, kNow, staff) == p::all);
  }
}

TEST_CASE("access: muted members do not speak, deafened ones do not listen, after the roles had their say") {
  Scene scene;
  scene.role(10, 1, {p::speak | p::video | p::listen, 0}, {p::speak | p::video | p::listen, 0}).give(10);
  scene.member.may_speak = false;
  CHECK(scene.in_community() == (p::community_default & ~(p::speak | p::video)));
  CHECK(scene.in_channel() == (p::community_default & ~(p::speak | p::video)));
  scene.member.may_speak = true;
  scene.member.may_listen = false;
  CHECK(scene.in_community() == (p::community_default & ~p::listen));
  CHECK(scene.in_channel() == (p::community_default & ~p::listen));
  scene.member.user = kOwner;
  CHECK(scene.in_channel(kOwner) == p::all);
}

TEST_CASE("access: in private spaces") {
  struct Row {
    const char* what;
    core::CommunityKind kind;
    UserId who;
    bool takes_part, may_message;
    std::optional<Permissions> group;
    Permissions expected;
  };
  using Kind = core::CommunityKind;
  const Row rows[] = {
      {"one's own saved messages", Kind::saved, kOwner, true, true, {}, p::all},
      {"those of others", Kind::saved, kUser, false, true, {}, 0},
      {"a direct channel", Kind::direct, kUser, true, true, {}, p::private_default},
      {"a direct channel one opened", Kind::direct, kOwner, true, true, {}, p::private_default},
      {"with somebody who is no friend any more", Kind::direct, kUser, true, false, {}, p::view_only},
      {"of others", Kind::direct, kUser, false, true, {}, 0},
      {"a group one owns", Kind::group, kOwner, true, true, p::react, p::all},
      {"a group, by default", Kind::group, kUser, true, true, {}, p::private_default},
      {"a group with a set of its own", Kind::group, kUser, true, true, p::react, p::view_only | p::react},
      {"a group that allows nothing", Kind::group, kUser, true, true, Permissions{0}, p::view_only},
      {"a group of others", Kind::group, kUser, false, true, {}, 0},
      {"a group one owns and left", Kind::group, kOwner, false, true, {}, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.what));
    Scene scene;
    scene.community.kind = row.kind;
    scene.channel.group_permissions = row.group;
    scene.channel.default_override = {0, p::all};  // means nothing here
    const core::Member* member = row.takes_part ? &scene.member : nullptr;
    const core::Bearing bearing{.may_message = row.may_message};
    CHECK(core::channel_permissions(scene.community, {}, scene.channel, member, row.who, kNow, bearing) == row.expected);
    CHECK(core::guest_channel_permissions(scene.community, scene.channel) == 0);
  }
}

TEST_CASE("access: what one person may do towards another") {
  namespace u = core::user_permission;
  using core::Relation;
  struct Row {
    core::Acquaintance acquaintance;
    Permissions expected;
  };
  const Row rows[] = {
      {{Relation::none, false, false, false}, 0},
      {{Relation::none, false, true, false}, u::access | u::view_profile},
      {{Relation::none, false, true, true}, u::access | u::view_profile | u::send_message},
      {{Relation::none, false, false, true}, 0},
      {{Relation::incoming, false, false, false}, u::access},
      {{Relation::outgoing, false, false, false}, u::access},
      {{Relation::outgoing, false, true, false}, u::access | u::view_profile},
      {{Relation::friends, false, false, false}, u::all},
      {{Relation::self, false, false, false}, u::all},
      {{Relation::blocked, false, true, true}, u::access},
      {{Relation::blocked_by, false, true, false}, u::access},
      {{Relation::blocked_by, true, false, false}, u::all},
      {{Relation::none, true, false, false}, u::all},
  };
  for (const Row& row : rows) {
    CAPTURE(static_cast<int>(row.acquaintance.relation));
    CHECK(core::user_permissions(row.acquaintance) == row.expected);
  }
}

TEST_CASE("access: granting is allowing anew, and denying no longer") {
  const core::PermissionOverride none, allows{p::react | p::speak, 0}, denies{0, p::video};
  CHECK(core::granted_by(none, allows) == (p::react | p::speak));
  CHECK(core::granted_by(allows, none) == 0);
  CHECK(core::granted_by(allows, allows) == 0);
  CHECK(core::granted_by(none, denies) == 0);
  CHECK(core::granted_by(denies, none) == p::video);
  CHECK(core::granted_by(denies, allows) == (p::react | p::speak | p::video));
  CHECK(core::granted_by({p::react, p::video}, {p::react | p::video, 0}) == p::video);
}
