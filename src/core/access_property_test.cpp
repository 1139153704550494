// Permissions against a slow and plain second reading of the rules: bit by bit, one question after the other, sharing
// nothing with core/access.cpp.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "core/access.h"

namespace {

namespace p = core::permission;
using core::CommunityKind;
using core::Permissions;

constexpr core::UserId kOwner{1}, kUser{2};
constexpr std::int64_t kNow = 1'700'000'000'000;

struct World {
  core::Community community;
  std::vector<core::Role> roles;
  core::Channel channel;
  core::Member member;
  bool takes_part = true;
  core::UserId user = kUser;
  core::Bearing bearing;

  const core::Member* member_or_null() const { return takes_part ? &member : nullptr; }
};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  Permissions few() { return random_() & random_() & p::all; }
  core::PermissionOverride override_() { return {few(), few()}; }

  World world() {
    World w;
    w.community.id = core::CommunityId(9);
    w.community.owner = kOwner;
    w.community.kind = one_in(3) ? static_cast<CommunityKind>(below(6)) : CommunityKind::chat;
    w.community.default_permissions = few() | (one_in(2) ? p::view_channel : 0);
    w.user = one_in(6) ? kOwner : kUser;
    w.takes_part = !one_in(8);
    w.bearing = {one_in(12), !one_in(3)};
    w.member.user = w.user;
    w.member.may_speak = !one_in(4);
    w.member.may_listen = !one_in(4);
    if (one_in(4)) w.member.timeout_until_ms = kNow + static_cast<std::int64_t>(below(3)) - 1;
    if (!one_in(3)) w.channel.default_override = override_();
    if (one_in(3)) w.channel.group_permissions = few();
    for (std::uint64_t id = 50 + below(6); id > 50; --id) add_role(w, core::RoleId(id));
    if (one_in(5)) w.member.roles.push_back(core::RoleId(999));  // gone
    std::ranges::sort(w.member.roles);
    std::ranges::shuffle(w.roles, random_);
    std::ranges::shuffle(w.channel.role_overrides, random_);
    return w;
  }

 private:
  void add_role(World& w, core::RoleId id) {
    core::Role role;
    role.id = id;
    role.rank = static_cast<std::int32_t>(below(4)) - 1;
    role.permissions = override_();
    w.roles.push_back(role);
    if (one_in(2)) w.member.roles.push_back(id);
    if (!one_in(3)) w.channel.role_overrides.push_back({id, override_()});
  }
  std::mt19937_64 random_;
};

// --- the second reading
constexpr int kBits = 52;
using BitSet = std::set<int>;

BitSet bits_of(Permissions permissions) {
  BitSet set;
  for (int bit = 0; bit < kBits; ++bit) {
    if (permissions >> bit & 1) set.insert(bit);
  }
  return set;
}
BitSet everything() { return bits_of(p::all); }

void follow(BitSet& held, const core::PermissionOverride& o) {
  for (int bit : bits_of(o.allow)) held.insert(bit);
  for (int bit : bits_of(o.deny)) held.erase(bit);
}

/// From the least powerful to the most powerful, of equal ranks the youngest first.
std::vector<core::Role> held_roles(const World& w) {
  std::multimap<std::pair<std::int64_t, std::int64_t>, core::Role> order;
  for (const core::Role& role : w.roles) {
    if (std::ranges::count(w.member.roles, role.id) == 0) continue;
    order.emplace(std::pair(-std::int64_t{role.rank}, -static_cast<std::int64_t>(role.id.value)), role);
  }
  std::vector<core::Role> list;
  for (const auto& [key, role] : order) list.push_back(role);
  return list;
}

void silence(BitSet& held, const World& w) {
  if (!w.member.may_speak) {
    held.erase(31);
    held.erase(32);
  }
  if (!w.member.may_listen) held.erase(36);
  if (!w.member.timeout_until_ms || *w.member.timeout_until_ms <= kNow) return;
  std::erase_if(held, [](int bit) { return bit != 20 && bit != 21; });
}

BitSet plain_community(const World& w) {
  if (w.bearing.privileged || w.user == kOwner) return everything();
  if (!w.takes_part) return {};
  BitSet held = bits_of(w.community.default_permissions);
  for (const core::Role& role : held_roles(w)) follow(held, role.permissions);
  silence(held, w);
  return held;
}

BitSet plain_private(const World& w) {
  if (!w.takes_part) return {};
  const BitSet looking{20, 21};
  if (w.community.kind == CommunityKind::saved) return everything();
  BitSet usual{20, 21, 22, 25, 26, 27, 30, 31, 32, 36, 0, 29, 28};
  if (w.community.kind == CommunityKind::direct) return w.bearing.may_message ? usual : looking;
  if (w.user == kOwner) return everything();
  BitSet held = w.channel.group_permissions ? bits_of(*w.channel.group_permissions) : usual;
  held.insert(looking.begin(), looking.end());
  return held;
}

BitSet plain_channel(const World& w) {
  if (w.bearing.privileged) return everything();
  const bool is_private = w.community.kind == CommunityKind::direct || w.community.kind == CommunityKind::group ||
                          w.community.kind == CommunityKind::saved;
  if (is_private) return plain_private(w);
  if (!w.takes_part) return {};
  if (w.user == kOwner) return everything();
  BitSet held = bits_of(w.community.default_permissions);
  for (const core::Role& role : held_roles(w)) follow(held, role.permissions);
  follow(held, w.channel.default_override);
  for (const core::Role& role : held_roles(w)) {
    for (const core::RoleOverride& o : w.channel.role_overrides) {
      if (o.role == role.id) follow(held, o.value);
    }
  }
  silence(held, w);
  return held.contains(20) ? held : BitSet{};
}

BitSet plain_user(const core::Acquaintance& a) {
  using core::Relation;
  if (a.privileged || a.relation == Relation::self) return {0, 1, 2, 3};
  switch (a.relation) {
    case Relation::friends:
      return {0, 1, 2, 3};
    case Relation::blocked:
    case Relation::blocked_by:
      return {0};
    default:
      break;
  }
  BitSet held;
  if (a.relation == Relation::incoming || a.relation == Relation::outgoing) held.insert(0);
  if (a.shares_space) held = {0, 1};
  if (a.shares_space && a.bot) held.insert(2);
  return held;
}

}  // namespace

TEST_CASE("access: agrees with the plain reading on random communities and private spaces") {
  Dice dice(99);
  for (int i = 0; i < 6'000; ++i) {
    const World w = dice.world();
    CAPTURE(i);
    REQUIRE(bits_of(core::community_permissions(w.community, w.roles, w.member_or_null(), w.user, kNow, w.bearing)) ==
            plain_community(w));
    REQUIRE(bits_of(core::channel_permissions(w.community, w.roles, w.channel, w.member_or_null(), w.user, kNow,
                                              w.bearing)) == plain_channel(w));
  }
}

TEST_CASE("access: agrees with the plain reading on every acquaintance there is") {
  for (int relation = 0; relation <= static_cast<int>(core::Relation::blocked_by); ++relation) {
    for (int rest = 0; rest < 8; ++rest) {
      const core::Acquaintance a{static_cast<core::Relation>(relation), (rest & 1) != 0, (rest & 2) != 0, (rest & 4) != 0};
      CAPTURE(relation);
      CAPTURE(rest);
      CHECK(bits_of(core::user_permissions(a)) == plain_user(a));
    }
  }
}

TEST_CASE("access: nobody gains by a grant what was not granted") {
  Dice dice(7);
  for (int i = 0; i < 2'000; ++i) {
    const core::PermissionOverride before = dice.override_(), after = dice.override_();
    const Permissions base = dice.few();
    const Permissions gained = after.apply(base) & ~before.apply(base);
    CAPTURE(i);
    REQUIRE(core::has(core::granted_by(before, after), gained));
  }
}
