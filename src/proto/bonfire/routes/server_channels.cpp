// What belongs to a server: new channels, its invites, its emojis (bonfire-rest 3.4). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/server_views.h"
#include "proto/bonfire/routes/units.h"
#include "service/communities.h"
#include "service/invites.h"

#include <vector>

namespace bonfire {
namespace {

service::NewChannel to_new(const ServerChannelCreate& body) {
  service::NewChannel input;
  input.name = body.name;
  const bool voice = body.type == ServerChannelType::voice || body.voice;
  input.kind = voice ? core::ChannelKind::voice : core::ChannelKind::text;
  if (body.description && !body.description->empty()) input.topic = *body.description;
  input.nsfw = body.nsfw.value_or(false);
  if (body.voice) input.voice_users_max = body.voice->max_users.value_or(0);
  return input;
}

base::Task<http::Response> create_channel(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const auto body = decode<ServerChannelCreate>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [id = *id, input = to_new(*body), caller](store::Transaction& tx) -> base::Result<Channel> {
    const auto channel = service::create_channel(tx, caller.context, *caller.actor, id, input);
    if (!channel) return base::pass(channel);
    return load_channel(tx, tx.community(id).value(), *channel);
  };
  const base::Result<Channel> channel = co_await write(context, unit);
  if (!channel) co_return error_response(channel.error());
  co_return json_response(encode(*channel));
}

base::Task<http::Response> get_invites(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Reader& reader) {
    return service::list_invites(reader, caller.context, *caller.actor, id);
  };
  const base::Result<std::vector<core::Invite>> invites = co_await read(context, unit);
  if (!invites) co_return error_response(invites.error());
  std::vector<Invite> list;
  list.reserve(invites->size());
  for (const core::Invite& invite : *invites) {
    list.push_back(ServerInvite{invite.code, invite.community, invite.creator, invite.channel});
  }
  co_return json_response(encode(list));
}

base::Task<http::Response> get_emojis(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Reader& reader) -> base::Result<std::vector<core::Emoji>> {
    const auto standing = open_server(reader, caller, id);
    if (!standing) return base::pass(standing);
    return service::list_emojis(reader, id);
  };
  const base::Result<std::vector<core::Emoji>> emojis = co_await read(context, unit);
  if (!emojis) co_return error_response(emojis.error());
  std::vector<Emoji> list;
  list.reserve(emojis->size());
  for (const core::Emoji& emoji : *emojis) list.push_back(to_wire(emoji));
  co_return json_response(encode(list));
}

}  // namespace

void add_server_channel_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  add_route(mount, context, Method::post, "/servers/{server}/channels", {.reason = true}, create_channel);
  add_route(mount, context, Method::get, "/servers/{server}/invites", {}, get_invites);
  add_route(mount, context, Method::get, "/servers/{server}/emojis", {}, get_emojis);
}

}  // namespace bonfire
