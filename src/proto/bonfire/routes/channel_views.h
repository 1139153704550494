// What the routes of channels have in common: who may look at one, and how it is shown (bonfire-rest 3.5). Loading runs
// inside a unit of work.
#pragma once

#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/views.h"
#include "service/message_access.h"
#include "store/store.h"

#include <vector>

namespace bonfire {

/// Any kind of channel as the caller has it. not_found "channel" when there is none; not_member "channel" (403
/// MissingPermission) when the caller may not view it.
base::Result<service::ChannelAccess> see_channel(store::Reader& reader, const Caller& caller, core::ChannelId id);

/// As everybody who may view it sees it, with the people of a private channel.
Channel channel_view(store::Reader& reader, const core::Channel& channel);
http::Response channel_response(const base::Result<Channel>& channel);

/// People as the caller sees them, with their avatars' facts.
struct ShownPeople {
  std::vector<ShownUser> people;
  LoadedFiles files;
};
ShownPeople show_people(store::Reader& reader, const Caller& caller, std::vector<core::User> people);
std::vector<User> people_view(const ShownPeople& shown, const hub::Hub& hub);

/// What the use cases say of members, said of a group: AlreadyInGroup, NotInGroup.
base::Error of_group(base::Error error);

}  // namespace bonfire
