// Making communities for protocols that promise their members something of their own. See communities.h; runs inside a unit
// of work.
#pragma once

#include "core/permissions.h"
#include "service/communities.h"

namespace service {

/// create_community, where `everyone` is what all members may do, instead of core::permission::community_default.
Result<core::CommunitySnapshot> create_community(store::Transaction& tx, Context context, Actor actor,
                                                 const NewCommunity& input, core::Permissions everyone);

}  // namespace service
