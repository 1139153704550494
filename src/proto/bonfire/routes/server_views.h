// What the routes of servers show, and who may look (bonfire-rest 3.4). Runs inside a unit of work.
#pragma once

#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/translate.h"
#include "service/standing.h"
#include "store/store.h"

#include <vector>

namespace bonfire {

/// For what only members see; staff counts as such. not_found "server" for everybody else.
base::Result<service::Standing> open_server(store::Reader& reader, const Caller& caller, core::CommunityId id);

/// As of now, with the ids of all channels.
Server load_server(store::Reader& reader, const core::Community& community);
/// The same of one that is known to be there.
Server load_server(store::Reader& reader, core::CommunityId id);
Channel load_channel(store::Reader& reader, const core::Community& community, const core::Channel& channel);
/// Those that somebody of this standing sees, in their order.
std::vector<Channel> load_channels(store::Reader& reader, const service::Standing& standing);
Role load_role(store::Reader& reader, const core::Role& role);
Member load_member(store::Reader& reader, const core::Member& member);

}  // namespace bonfire
