// Permissions: cases by hand, then against a slow and plain second reading of the rules.
#include "core/access.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

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

namespace {

/// The rules once more, bit by bit and without sharing anything with the real ones.
bool plain_bit(const Scene& scene, UserId user, int bit, bool in_channel) {
  if (user == kOwner) return bit < 52;
  const Permissions mask = 1ull << bit;
  auto decide = [&](bool have, const core::PermissionOverride& o) {
    if (o.deny & mask) return false;
    return have || (o.allow & mask) != 0;
  };
  std::map<std::pair<std::int64_t, std::int64_t>, const core::Role*> powerful_last;
  for (const core::Role& role : scene.roles) {
    if (std::ranges::count(scene.member.roles, role.id)) {
      powerful_last[{-std::int64_t{role.rank}, -static_cast<std::int64_t>(role.id.value)}] = &role;
    }
  }
  bool have = (scene.community.default_permissions & mask) != 0;
  for (const auto& [key, role] : powerful_last) have = decide(have, role->permissions);
  if (in_channel) {
    have = decide(have, scene.channel.default_override);
    for (const auto& [key, role] : powerful_last) {
      for (const core::RoleOverride& o : scene.channel.role_overrides) {
        if (o.role == role->id) have = decide(have, o.value);
      }
    }
  }
  const bool silenced = scene.member.timeout_until_ms && *scene.member.timeout_until_ms > kNow;
  return have && (!silenced || bit == 20 || bit == 21);
}

Permissions plain(const Scene& scene, UserId user, bool in_channel) {
  Permissions sum = 0;
  for (int bit = 0; bit < 52; ++bit) sum |= Permissions{plain_bit(scene, user, bit, in_channel)} << bit;
  return in_channel && !plain_bit(scene, user, 20, true) ? 0 : sum;
}

}  // namespace

TEST_CASE("access: agrees with the plain reading on random communities") {
  std::mt19937_64 random(99);
  auto bits = [&] { return random() & random() & p::all; };
  for (int i = 0; i < 3'000; ++i) {
    Scene scene;
    scene.defaults(bits() | (random() % 2 ? p::view_channel : 0));
    const std::size_t roles = random() % 6;
    for (std::size_t r = 0; r < roles; ++r) {
      scene.role(50 + r, static_cast<std::int32_t>(random() % 4) - 1, {bits(), bits()}, {bits(), bits()});
      if (random() % 2) scene.give(50 + r);
    }
    std::ranges::shuffle(scene.channel.role_overrides, random);
    if (random() % 3) scene.channel_default({bits(), bits() & ~(random() % 2 ? p::view_channel : 0)});
    if (random() % 4 == 0) scene.timeout(kNow + static_cast<std::int64_t>(random() % 3) - 1);
    const UserId user = random() % 10 == 0 ? kOwner : kUser;
    CAPTURE(i);
    REQUIRE(scene.in_community(user) == plain(scene, user, false));
    REQUIRE(scene.in_channel(user) == plain(scene, user, true));
  }
}
