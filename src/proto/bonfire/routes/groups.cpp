// Groups: made, and who is in them (bonfire-rest 3.5). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/channel_views.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/units.h"
#include "service/private_spaces.h"

#include <utility>

namespace bonfire {
namespace {

base::Task<http::Response> create_group(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<GroupCreate>(request.body);
  if (!body) co_return error_response(body.error());
  service::NewGroup input;
  input.name = body->name;
  if (body->description && !body->description->empty()) input.description = body->description;
  if (body->icon) input.icon = body->icon->id;
  input.nsfw = body->nsfw.value_or(false);
  input.users.assign(body->users.begin(), body->users.end());
  const auto unit = [input, caller](store::Transaction& tx) -> base::Result<Channel> {
    const auto group = service::create_group(tx, caller.context, *caller.actor, input);
    if (!group) return base::pass(group);
    return channel_view(tx, group->state.channels.at(0));
  };
  const base::Result<Channel> channel = co_await write(context, unit);
  co_return channel_response(channel);
}

base::Task<http::Response> get_members(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::ChannelId>(request, "channel", "channel");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Reader& reader) -> base::Result<ShownPeople> {
    const auto seen = see_channel(reader, caller, id);
    if (!seen) return base::pass(seen);
    const auto group = service::open_group(reader, caller.context, *caller.actor, id);
    if (!group) return base::pass(group);
    auto snapshot = reader.community_snapshot(seen->channel.community);
    return show_people(reader, caller, std::move(snapshot->users));
  };
  const base::Result<ShownPeople> members = co_await read(context, unit);
  if (!members) co_return error_response(members.error());
  co_return json_response(encode(people_view(*members, context.hub)));
}

/// What is done to somebody in a group.
using Change = base::Result<void> (*)(store::Transaction&, service::Context, service::Actor, core::ChannelId, core::UserId);

base::Task<http::Response> change_recipients(RoutesContext& context, http::Request& request, Caller caller, Change change) {
  const auto id = path_id<core::ChannelId>(request, "channel", "channel");
  if (!id) co_return error_response(id.error());
  const auto user = path_user(request, *caller.actor);
  if (!user) co_return error_response(user.error());
  const auto unit = [id = *id, user = *user, change, caller](store::Transaction& tx) -> base::Result<void> {
    const auto seen = see_channel(tx, caller, id);
    if (!seen) return base::pass(seen);
    const auto changed = change(tx, caller.context, *caller.actor, id, user);
    if (!changed) return tl::unexpected<base::Error>(of_group(changed.error()));
    return {};
  };
  const base::Result<void> done = co_await write(context, unit);
  if (!done) co_return error_response(done.error());
  co_return empty_response();
}

base::Task<http::Response> add_recipient(RoutesContext& context, http::Request& request, Caller caller) {
  return change_recipients(context, request, std::move(caller), service::add_to_group);
}

base::Task<http::Response> remove_recipient(RoutesContext& context, http::Request& request, Caller caller) {
  return change_recipients(context, request, std::move(caller), service::remove_from_group);
}

}  // namespace

void add_group_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule human{.access = Access::human};
  add_route(mount, context, Method::post, "/channels/create", human, create_group);
  add_route(mount, context, Method::get, "/channels/{channel}/members", {}, get_members);
  add_route(mount, context, Method::put, "/channels/{channel}/recipients/{user}", human, add_recipient);
  add_route(mount, context, Method::del, "/channels/{channel}/recipients/{user}", human, remove_recipient);
}

}  // namespace bonfire
