// Loading what the routes of servers show.
#include "proto/bonfire/routes/server_views.h"

#include "proto/bonfire/routes/views.h"

namespace bonfire {

using core::FileBucket;

base::Result<service::Standing> open_server(store::Reader& reader, const Caller& caller, core::CommunityId id) {
  auto standing = service::load_community_standing(reader, caller.context, caller.actor, id);
  if (!standing || !(standing->member || standing->is_staff())) return base::not_found("server");
  return standing;
}

Server load_server(store::Reader& reader, const core::Community& community) {
  core::CommunityState state;
  state.community = community;
  state.categories = reader.categories_of(community.id);
  state.channels = reader.channels_of(community.id);
  state.roles = reader.roles_of(community.id);
  LoadedFiles files;
  files.add(reader, community.icon, {FileBucket::community_icons});
  files.add(reader, community.banner, {FileBucket::community_banners});
  for (const core::Role& role : state.roles) files.add(reader, role.icon, {FileBucket::community_icons});
  return to_wire(state, reader.member_count(community.id), files);
}

Server load_server(store::Reader& reader, core::CommunityId id) { return load_server(reader, reader.community(id).value()); }

Channel load_channel(store::Reader& reader, const core::Community& community, const core::Channel& channel) {
  LoadedFiles files;
  files.add(reader, channel.icon, {FileBucket::community_icons});
  return to_wire(channel, community, {}, files);
}

std::vector<Channel> load_channels(store::Reader& reader, const service::Standing& standing) {
  std::vector<Channel> list;
  for (const core::Channel& channel : reader.channels_of(standing.community.id)) {
    if (standing.may_view(channel)) list.push_back(load_channel(reader, standing.community, channel));
  }
  return list;
}

Role load_role(store::Reader& reader, const core::Role& role) {
  LoadedFiles files;
  files.add(reader, role.icon, {FileBucket::community_icons});
  return to_wire(role, files);
}

Member load_member(store::Reader& reader, const core::Member& member) {
  LoadedFiles files;
  files.add(reader, member.avatar, {FileBucket::member_avatars});
  return to_wire(member, files);
}

}  // namespace bonfire
