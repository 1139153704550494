// Access: who may do what, computed from core values alone. The one place where permissions are decided.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/community.h"

namespace core {

/// Permissions of a member in a community: defaults, then the roles from the largest rank to the smallest, then timeout.
/// The owner has all. `member` null means "not a member": 0, except for guests below.
Permissions community_permissions(const Community& community, std::span<const Role> roles, const Member* member,
                                  UserId user, std::int64_t now_ms);

/// Permissions in one channel: the community's, then the channel's default override, then its role overrides, then timeout;
/// without view_channel nothing is left.
Permissions channel_permissions(const Community& community, std::span<const Role> roles, const Channel& channel,
                                const Member* member, UserId user, std::int64_t now_ms);

/// What somebody sees who only looks: the default permissions and default overrides, reduced to viewing.
Permissions guest_channel_permissions(const Community& community, const Channel& channel);

inline bool has(Permissions have, Permissions wanted) { return (have & wanted) == wanted; }

}  // namespace core
