// What everyone and what a role may do in one channel (bonfire-rest 3.5). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/channel_views.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/permission_bits.h"
#include "proto/bonfire/routes/units.h"
#include "service/communities.h"
#include "service/private_spaces.h"

#include <variant>

namespace bonfire {
namespace {

using Wanted = std::variant<Permissions, OverrideField>;

base::Result<void> check_bits(const Wanted& wanted) {
  if (const auto* override = std::get_if<OverrideField>(&wanted)) {
    return check_permission_bits(override->allow | override->deny);
  }
  return check_permission_bits(std::get<Permissions>(wanted));
}

/// A group has one number for everyone but its owner, other channels have overrides; each takes its own form only.
base::Result<core::Channel> set_default(store::Transaction& tx, const Caller& caller, const service::ChannelAccess& seen,
                                        const Wanted& wanted) {
  const core::Channel& channel = seen.channel;
  core::ChannelEdit edit;
  if (const auto* number = std::get_if<Permissions>(&wanted); number && channel.kind == core::ChannelKind::group) {
    edit.group_permissions = *number;
    return service::edit_group(tx, caller.context, *caller.actor, channel.id, std::move(edit));
  }
  const auto* override = std::get_if<OverrideField>(&wanted);
  if (override == nullptr || core::is_private(seen.standing.community.kind)) {
    return base::invalid("type", "not for this kind of channel");
  }
  edit.default_override = to_core(*override);
  return service::edit_channel(tx, caller.context, *caller.actor, channel.community, channel.id, std::move(edit));
}

base::Task<http::Response> set_default_permissions(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::ChannelId>(request, "channel", "channel");
  if (!id) co_return error_response(id.error());
  const auto body = decode<ChannelDefaultPermissionsEdit>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check_bits(body->permissions); !ok) co_return error_response(ok.error());
  const auto unit = [id = *id, wanted = body->permissions, caller](store::Transaction& tx) -> base::Result<Channel> {
    const auto seen = see_channel(tx, caller, id);
    if (!seen) return base::pass(seen);
    const auto edited = set_default(tx, caller, *seen, wanted);
    if (!edited) return base::pass(edited);
    return channel_view(tx, *edited);
  };
  const base::Result<Channel> channel = co_await write(context, unit);
  co_return channel_response(channel);
}

base::Task<http::Response> set_role_permissions(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::ChannelId>(request, "channel", "channel");
  if (!id) co_return error_response(id.error());
  const auto role = path_id<core::RoleId>(request, "role", "role");
  if (!role) co_return error_response(role.error());
  const auto body = decode<RolePermissionsEdit>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check_bits(body->permissions); !ok) co_return error_response(ok.error());
  const auto unit = [id = *id, role = *role, value = to_core(body->permissions),
                     caller](store::Transaction& tx) -> base::Result<Channel> {
    const auto seen = see_channel(tx, caller, id);
    if (!seen) return base::pass(seen);
    if (core::is_private(seen->standing.community.kind)) return base::invalid("channel", "has no roles");
    const auto edited =
        service::set_role_override(tx, caller.context, *caller.actor, seen->channel.community, id, role, value);
    if (!edited) return base::pass(edited);
    return channel_view(tx, *edited);
  };
  const base::Result<Channel> channel = co_await write(context, unit);
  co_return channel_response(channel);
}

}  // namespace

void add_channel_permission_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule reasoned{.reason = true};
  add_route(mount, context, Method::put, "/channels/{channel}/permissions/default", reasoned, set_default_permissions);
  add_route(mount, context, Method::put, "/channels/{channel}/permissions/{role}", reasoned, set_role_permissions);
}

}  // namespace bonfire
