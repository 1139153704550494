// Access: who may do what, computed from core values alone. The one place where permissions are decided.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/community.h"
#include "core/user.h"

namespace core {

/// What a person's standing in a community does not show.
struct Bearing {
  bool privileged = false;  // staff: everything, everywhere
  bool may_message = true;  // in a direct channel: whether user_permissions towards the other has send_message
};

/// Permissions of a member in a community: defaults, then the roles from the largest rank to the smallest, then timeout.
/// `member` null means "not a member": 0. The owner has all, also after leaving: owning is a fact of the community, and
/// somebody must be able to run it.
Permissions community_permissions(const Community& community, std::span<const Role> roles, const Member* member, UserId user,
                                  std::int64_t now_ms, Bearing bearing = {});

/// Permissions in one channel: the community's, then the channel's default override, then its role overrides, then timeout;
/// without view_channel nothing is left. The owner has all while being a member; who is not a member, the owner too, has
/// none: what is said inside is for those who are there (for looking in from outside see below). In private spaces: all for
/// the owner of a group and for one's saved messages; a group's own set or the default one for its other members; in a
/// direct channel the default set, or only viewing.
Permissions channel_permissions(const Community& community, std::span<const Role> roles, const Channel& channel,
                                const Member* member, UserId user, std::int64_t now_ms, Bearing bearing = {});

/// What somebody sees who only looks: the default permissions and default overrides, reduced to viewing.
Permissions guest_channel_permissions(const Community& community, const Channel& channel);

/// What one person may do towards another.
namespace user_permission {
inline constexpr Permissions access = 1;
inline constexpr Permissions view_profile = 2;
inline constexpr Permissions send_message = 4;
inline constexpr Permissions invite = 8;
inline constexpr Permissions all = 15;
}  // namespace user_permission
struct Acquaintance {
  Relation relation = Relation::none;  // of the one who wants something to the other; self: the same person
  bool privileged = false;             // the one who wants something is staff
  bool shares_space = false;           // a community, a group or a direct channel
  bool bot = false;                    // either is one; owning it makes no difference
};
Permissions user_permissions(const Acquaintance& acquaintance);

/// What an actor must hold to change an override: what becomes allowed, and what is no longer denied.
Permissions granted_by(const PermissionOverride& before, const PermissionOverride& after);

/// How powerful somebody is: the smallest rank among their roles. Acting on a member needs a strictly smaller rank than
/// theirs.
inline constexpr std::int64_t kOwnerRank = INT64_MIN;
inline constexpr std::int64_t kNoRank = INT64_MAX;  // without roles
std::int64_t rank_of(const Community& community, std::span<const Role> roles, const Member* member, UserId user);

inline bool has(Permissions have, Permissions wanted) { return (have & wanted) == wanted; }

}  // namespace core
