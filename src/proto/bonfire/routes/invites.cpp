// Invites: made, looked at, used, taken back (bonfire-rest 3.5, 3.9). Loop thread.
#include "service/invites.h"

#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/channel_views.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/server_views.h"
#include "proto/bonfire/routes/units.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace bonfire {
namespace {

using base::ErrorKind;

/// A code that nobody has. Among so many a second draw is hardly ever needed.
base::Result<core::Invite> draw_invite(store::Transaction& tx, const Caller& caller, core::ChannelId channel) {
  while (true) {
    auto invite = service::create_invite(tx, caller.context, *caller.actor, channel, service::random_invite_code());
    if (invite || invite.error().kind != ErrorKind::already_exists) return invite;
  }
}

Invite invite_view(const core::Invite& invite, bool group) {
  if (group) return GroupInvite{invite.code, invite.creator, invite.channel};
  return ServerInvite{invite.code, ServerId(invite.community), invite.creator, invite.channel};
}

base::Task<http::Response> create_invite(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::ChannelId>(request, "channel", "channel");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Transaction& tx) -> base::Result<Invite> {
    const auto seen = see_channel(tx, caller, id);
    if (!seen) return base::pass(seen);
    const auto invite = draw_invite(tx, caller, id);
    if (!invite) return base::pass(invite);
    return invite_view(*invite, core::is_private(seen->standing.community.kind));
  };
  const base::Result<Invite> invite = co_await write(context, unit);
  if (!invite) co_return error_response(invite.error());
  co_return json_response(encode(*invite));
}

/// What a code leads to, or the id of a server that needs none.
struct Found {
  service::InvitePreview preview;
  std::optional<core::CommunityId> open;  // such an id
};
base::Result<Found> find(store::Reader& reader, const std::string& code) {
  if (auto preview = service::find_invite(reader, code)) return Found{*std::move(preview), std::nullopt};
  const auto id = parse_id<core::CommunityId>(code);
  if (!id) return base::not_found("invite");
  auto preview = service::find_open_community(reader, *id);
  if (!preview) return base::pass(preview);
  return Found{*std::move(preview), id};
}

std::optional<File> shown(const std::optional<core::FileId>& id, const LoadedFiles& files) {
  const core::File* file = id ? files.file(*id) : nullptr;
  if (file == nullptr) return std::nullopt;
  return to_wire(*file);
}

InviteResponse preview_view(store::Reader& reader, const service::InvitePreview& preview, const std::string& code) {
  LoadedFiles files;
  files.add_avatar(reader, preview.creator);
  if (core::is_private(preview.community.kind)) {
    GroupInviteResponse out;
    out.code = code;
    out.channel_id = preview.channel.id;
    out.channel_name = preview.channel.name;
    out.channel_description = preview.channel.topic;
    out.user_name = preview.creator.tag_name;
    out.user_avatar = shown(preview.creator.avatar, files);
    return out;
  }
  files.add(reader, preview.community.icon, {core::FileBucket::community_icons});
  files.add(reader, preview.community.banner, {core::FileBucket::community_banners});
  ServerInviteResponse out;
  out.code = code;
  out.server_id = preview.community.id;
  out.server_name = preview.community.name.value_or(preview.community.slug);
  out.server_icon = shown(preview.community.icon, files);
  out.server_banner = shown(preview.community.banner, files);
  out.server_flags = preview.community.flags;
  out.channel_id = preview.channel.id;
  out.channel_name = preview.channel.name;
  out.channel_description = preview.channel.topic;
  out.user_name = preview.creator.tag_name;
  out.user_avatar = shown(preview.creator.avatar, files);
  out.member_count = preview.members;
  return out;
}

base::Task<http::Response> get_invite(RoutesContext& context, http::Request& request, Caller) {
  const auto unit = [code = std::string(request.param("code"))](store::Reader& reader) -> base::Result<InviteResponse> {
    const auto found = find(reader, code);
    if (!found) return base::pass(found);
    return preview_view(reader, found->preview, code);
  };
  const base::Result<InviteResponse> invite = co_await read(context, unit);
  if (!invite) co_return error_response(invite.error());
  co_return json_response(encode(*invite));
}

/// What was joined. `people` are those of a group.
struct Joined {
  std::variant<ServerInviteJoin, GroupInviteJoin> answer;
  ShownPeople people;
};

base::Result<Joined> join(store::Transaction& tx, const Caller& caller, const std::string& code) {
  const auto found = find(tx, code);
  if (!found) return base::pass(found);
  auto space = found->open ? service::join_open_community(tx, caller.context, *caller.actor, *found->open)
                           : service::use_invite(tx, caller.context, *caller.actor, code);
  const bool group = core::is_private(found->preview.community.kind);
  if (!space) return tl::unexpected<base::Error>(group ? of_group(space.error()) : space.error());
  Joined joined;
  if (group) {
    joined.answer = GroupInviteJoin{channel_view(tx, space->state.channels.at(0)), {}};
    joined.people = show_people(tx, caller, std::move(space->users));
    return joined;
  }
  ServerInviteJoin server;
  for (const core::Channel& channel : space->state.channels) server.channels.push_back(channel_view(tx, channel));
  server.server = load_server(tx, space->state.community);
  joined.answer = std::move(server);
  return joined;
}

base::Task<http::Response> join_invite(RoutesContext& context, http::Request& request, Caller caller) {
  const auto unit = [code = std::string(request.param("code")), caller](store::Transaction& tx) {
    return join(tx, caller, code);
  };
  base::Result<Joined> joined = co_await write(context, unit);
  if (!joined) co_return error_response(joined.error());
  if (auto* group = std::get_if<GroupInviteJoin>(&joined->answer)) {
    group->users = people_view(joined->people, context.hub);
  }
  co_return json_response(encode(joined->answer));
}

base::Task<http::Response> delete_invite(RoutesContext& context, http::Request& request, Caller caller) {
  const auto unit = [code = std::string(request.param("code")), caller](store::Transaction& tx) {
    return service::delete_invite(tx, caller.context, *caller.actor, code);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

}  // namespace

void add_invite_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  add_route(mount, context, Method::post, "/channels/{channel}/invites", {.access = Access::human, .reason = true},
            create_invite);
  add_route(mount, context, Method::get, "/invites/{code}", {.access = Access::open}, get_invite);
  add_route(mount, context, Method::post, "/invites/{code}", {.access = Access::human}, join_invite);
  add_route(mount, context, Method::del, "/invites/{code}", {.reason = true}, delete_invite);
}

}  // namespace bonfire
