// Many members of a server with their users (bonfire-rest 3.4). Runs inside a unit of work, but for mark_online.
#pragma once

#include "hub/hub.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/wire_rest_servers.h"
#include "service/standing.h"
#include "store/store.h"

#include <string_view>

namespace bonfire {

// Both lists are in the same order, each member beside their user; nobody's `relations` are there. `online` says who may be
// seen to be so; mark_online, on the loop's thread, leaves those who are.

/// Everybody, ascending user. `standing` is the caller's.
MembersResponse load_members(store::Reader& reader, const Caller& caller, const service::Standing& standing);
inline constexpr std::size_t kFoundMembersMax = 10;
/// Those whose nickname, or username without one, contains `part`: at most kFoundMembersMax, the shortest first.
MembersResponse find_members(store::Reader& reader, const Caller& caller, const service::Standing& standing,
                             std::string_view part);

void mark_online(MembersResponse& list, const hub::Hub& hub);
/// After mark_online.
void drop_offline(MembersResponse& list);

}  // namespace bonfire
