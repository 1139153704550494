// The list of private channels, and opening one (bonfire-rest 3.3). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/views.h"
#include "service/private_spaces.h"

#include <vector>

namespace bonfire {
namespace {

/// The one channel of the space.
Channel channel_view(store::Reader& reader, const service::PrivateSpace& space) {
  const core::Channel& channel = space.state.channels.at(0);
  LoadedFiles files;
  files.add(reader, channel.icon, {core::FileBucket::community_icons});
  return to_wire(channel, space.state, files);
}

base::Task<http::Response> get_direct_messages(RoutesContext& context, http::Request&, Caller caller) {
  const auto unit = [caller](store::Reader& reader) -> base::Result<std::vector<Channel>> {
    const auto spaces = service::list_private_spaces(reader, *caller.actor);
    if (!spaces) return base::pass(spaces);
    std::vector<Channel> list;
    list.reserve(spaces->size());
    for (const service::PrivateSpace& space : *spaces) list.push_back(channel_view(reader, space));
    return list;
  };
  const base::Result<std::vector<Channel>> list = co_await read(context, unit);
  if (!list) co_return error_response(list.error());
  co_return json_response(encode(*list));
}

base::Task<http::Response> open_direct_message(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_user(request, *caller.actor);
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Transaction& tx) -> base::Result<Channel> {
    const auto space = service::open_direct(tx, caller.context, *caller.actor, id);
    if (!space) return base::pass(space);
    return channel_view(tx, *space);
  };
  const base::Result<Channel> channel = co_await write(context, unit);
  if (!channel) co_return error_response(channel.error());
  co_return json_response(encode(*channel));
}

}  // namespace

void add_direct_message_routes(http::Mount& mount, RoutesContext& context) {
  add_route(mount, context, http::Method::get, "/users/dms", {}, get_direct_messages);
  add_route(mount, context, http::Method::get, "/users/{user}/dm", {}, open_direct_message);
}

}  // namespace bonfire
