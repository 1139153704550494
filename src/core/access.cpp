// Permissions, combined: defaults, roles, channel overrides, timeout. Pure functions, any thread.
#include "core/access.h"

#include <algorithm>

namespace core {
namespace {

bool in_timeout(const Member& member, std::int64_t now_ms) {
  return member.timeout_until_ms.has_value() && *member.timeout_until_ms > now_ms;
}

bool holds(const Member& member, RoleId role) { return std::ranges::binary_search(member.roles, role); }

/// The member's roles from the largest rank to the smallest, so that the most powerful one has the last word. Of equal ranks
/// the older role is the more powerful. Ids of roles that are gone are skipped.
std::vector<const Role*> roles_of(std::span<const Role> roles, const Member& member) {
  std::vector<const Role*> held;
  for (const Role& role : roles) {
    if (holds(member, role.id)) held.push_back(&role);
  }
  std::ranges::sort(held,
                    [](const Role* a, const Role* b) { return a->rank != b->rank ? a->rank > b->rank : a->id > b->id; });
  return held;
}

/// Before mute, deafening and timeout are looked at.
Permissions with_roles(const Community& community, const std::vector<const Role*>& held) {
  Permissions result = community.default_permissions;
  for (const Role* role : held) result = role->permissions.apply(result);
  return result;
}

Permissions restricted(Permissions permissions, const Member& member, std::int64_t now_ms) {
  if (!member.may_speak) permissions &= ~(permission::speak | permission::video);
  if (!member.may_listen) permissions &= ~permission::listen;
  return in_timeout(member, now_ms) ? permissions & permission::view_only : permissions;
}

Permissions private_permissions(const Community& community, const Channel& channel, UserId user, Bearing bearing) {
  switch (community.kind) {
    case CommunityKind::saved:
      return permission::all;
    case CommunityKind::direct:
      return bearing.may_message ? permission::private_default : permission::view_only;
    default:
      if (community.owner == user) return permission::all;
      return permission::view_only | channel.group_permissions.value_or(permission::private_default);
  }
}

Permissions hidden_or(Permissions permissions) { return has(permissions, permission::view_channel) ? permissions : 0; }

}  // namespace

Permissions community_permissions(const Community& community, std::span<const Role> roles, const Member* member, UserId user,
                                  std::int64_t now_ms, Bearing bearing) {
  if (bearing.privileged || community.owner == user) return permission::all;
  if (!member) return 0;
  return restricted(with_roles(community, roles_of(roles, *member)), *member, now_ms);
}

Permissions channel_permissions(const Community& community, std::span<const Role> roles, const Channel& channel,
                                const Member* member, UserId user, std::int64_t now_ms, Bearing bearing) {
  if (bearing.privileged) return permission::all;
  if (!member) return 0;
  if (is_private(community.kind)) return private_permissions(community, channel, user, bearing);
  if (community.owner == user) return permission::all;
  const std::vector<const Role*> held = roles_of(roles, *member);
  Permissions result = channel.default_override.apply(with_roles(community, held));
  for (const Role* role : held) {
    const auto at = std::ranges::find(channel.role_overrides, role->id, &RoleOverride::role);
    if (at != channel.role_overrides.end()) result = at->value.apply(result);
  }
  return hidden_or(restricted(result, *member, now_ms));
}

Permissions guest_channel_permissions(const Community& community, const Channel& channel) {
  if (is_private(community.kind)) return 0;
  return hidden_or(channel.default_override.apply(community.default_permissions) & permission::view_only);
}

Permissions user_permissions(const Acquaintance& a) {
  if (a.privileged || a.relation == Relation::self || a.relation == Relation::friends) {
    return user_permission::all;
  }
  if (a.relation == Relation::blocked || a.relation == Relation::blocked_by) return user_permission::access;
  Permissions result = 0;
  if (a.relation == Relation::incoming || a.relation == Relation::outgoing) result = user_permission::access;
  if (a.shares_space) {
    result = user_permission::access | user_permission::view_profile | (a.bot ? user_permission::send_message : 0);
  }
  return result;
}

Permissions granted_by(const PermissionOverride& before, const PermissionOverride& after) {
  return (~before.allow & after.allow) | (before.deny & ~after.deny);
}

std::int64_t rank_of(const Community& community, std::span<const Role> roles, const Member* member, UserId user) {
  if (community.owner == user) return kOwnerRank;
  std::int64_t rank = kNoRank;
  if (!member) return rank;
  for (const Role& role : roles) {
    if (holds(*member, role.id)) rank = std::min<std::int64_t>(rank, role.rank);
  }
  return rank;
}

}  // namespace core
