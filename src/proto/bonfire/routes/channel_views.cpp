// Seeing and showing channels.
#include "proto/bonfire/routes/channel_views.h"

#include "proto/bonfire/codec.h"
#include "proto/bonfire/errors.h"

#include <utility>

namespace bonfire {

base::Result<service::ChannelAccess> see_channel(store::Reader& reader, const Caller& caller, core::ChannelId id) {
  auto access = service::open_channel(reader, caller.context, *caller.actor, id);
  if (!access && !reader.channel(id)) return base::not_found("channel");
  return access;
}

Channel channel_view(store::Reader& reader, const core::Channel& channel) {
  LoadedFiles files;
  files.add(reader, channel.icon, {core::FileBucket::community_icons});
  const core::Community community = reader.community(channel.community).value();
  std::vector<core::UserId> recipients;
  if (core::is_private(community.kind)) {
    for (const core::Member& member : reader.members_of(community.id)) recipients.push_back(member.user);
  }
  return to_wire(channel, community, recipients, files);
}

http::Response channel_response(const base::Result<Channel>& channel) {
  return channel ? json_response(encode(*channel)) : error_response(channel.error());
}

ShownPeople show_people(store::Reader& reader, const Caller& caller, std::vector<core::User> people) {
  ShownPeople shown;
  for (core::User& user : people) {
    shown.files.add_avatar(reader, user);
    shown.people.push_back(show_user(reader, caller.actor->user, std::move(user)));
  }
  return shown;
}

std::vector<User> people_view(const ShownPeople& shown, const hub::Hub& hub) {
  std::vector<User> list;
  list.reserve(shown.people.size());
  for (const ShownUser& one : shown.people) list.push_back(user_view(one, hub, shown.files));
  return list;
}

base::Error of_group(base::Error error) {
  const bool about_members = error.kind == base::ErrorKind::already_exists || error.kind == base::ErrorKind::not_found;
  if (about_members && error.subject == "member") error.subject = "group_member";
  return error;
}

}  // namespace bonfire
