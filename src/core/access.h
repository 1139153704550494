// Access: who may do what, computed from core values alone. The one place where permissions are decided.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/community.h"

namespace core {

/// Permissions of a member in a community: defaults, then the roles from the largest rank to the smallest, then timeout.
/// `member` null means "not a member": 0. The owner has all, also after leaving: owning is a fact of the community, and
/// somebody must be able to run it.
Permissions community_permissions(const Community& community, std::span<const Role> roles, const Member* member, UserId user,
                                  std::int64_t now_ms);

/// Permissions in one channel: the community's, then the channel's default override, then its role overrides, then timeout;
/// without view_channel nothing is left. The owner has all while being a member; who is not a member, the owner too, has
/// none: what is said inside is for those who are there (for looking in from outside see below).
Permissions channel_permissions(const Community& community, std::span<const Role> roles, const Channel& channel,
                                const Member* member, UserId user, std::int64_t now_ms);

/// What somebody sees who only looks: the default permissions and default overrides, reduced to viewing.
Permissions guest_channel_permissions(const Community& community, const Channel& channel);

/// How powerful somebody is: the smallest rank among their roles. Acting on a member needs a strictly smaller rank than
/// theirs.
inline constexpr std::int64_t kOwnerRank = INT64_MIN;
inline constexpr std::int64_t kNoRank = INT64_MAX;  // without roles
std::int64_t rank_of(const Community& community, std::span<const Role> roles, const Member* member, UserId user);

inline bool has(Permissions have, Permissions wanted) { return (have & wanted) == wanted; }

}  // namespace core
