// Use cases: roles. Functions on a transaction; errors as in communities.h. The smallest rank is the most powerful, ranks
// are 0 to n - 1 as far as nobody deleted a role since they were last given.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "core/community.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

/// Needs manage_role. It gets the lowest rank and no permissions. invalid "roles" over the limit. Event: RoleCreated.
base::Result<core::Role> create_role(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                     const std::string& name);
/// Needs manage_role; its permissions manage_permissions instead, and everything that is granted (forbidden "grant"). Only
/// roles below the caller: forbidden "rank". not_found "role"; invalid "icon". Event: RoleUpdated.
base::Result<core::Role> edit_role(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                   core::RoleId role, core::RoleEdit edit);
/// Needs manage_role and a role below the caller. Members and channels lose it. Event: RoleDeleted.
base::Result<void> delete_role(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                               core::RoleId role);
/// Needs manage_role. `order` has the most powerful first and must name exactly the roles there are (invalid "ranks"); those
/// that are not below the caller keep their places (forbidden "rank"). Event: RolesRanked.
base::Result<std::vector<core::Role>> rank_roles(store::Transaction& tx, Context context, Actor actor,
                                                 core::CommunityId community, const std::vector<core::RoleId>& order);
/// For members (forbidden "member"). not_found "role".
base::Result<core::Role> find_role(store::Reader& reader, Context context, Actor actor, core::CommunityId community,
                                   core::RoleId role);

}  // namespace service
