// Coming and going: what every way into a community or a private space, and every way out, has in common. Runs inside a unit
// of work.
#pragma once

#include "base/result.h"
#include "core/community.h"
#include "core/event.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

/// Whether the person may become a member of the community: forbidden "ban", already_exists "member", invalid "communities"
/// over the limit.
base::Result<void> check_joining(store::Reader& reader, const Context& context, core::CommunityId community,
                                 core::UserId user);
/// Makes them a member, with the timeout that they left with if it is still on. Event: MemberJoined.
core::Member add_member(store::Transaction& tx, const Context& context, core::CommunityId community, const core::User& user);
/// check_joining, add_member, and the note about it.
base::Result<core::Member> let_join(store::Transaction& tx, const Context& context, const core::Community& community,
                                    const core::User& user);
/// Event: MemberLeft. They are known to be a member.
void drop_member(store::Transaction& tx, const Context& context, core::CommunityId community, core::UserId user,
                 core::LeaveReason reason);

}  // namespace service
