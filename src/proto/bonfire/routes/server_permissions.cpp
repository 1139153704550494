// What everyone in a server may do, and what a role adds and takes (bonfire-rest 3.4). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/permission_bits.h"
#include "proto/bonfire/routes/server_views.h"
#include "proto/bonfire/routes/units.h"
#include "service/communities.h"
#include "service/roles.h"

namespace bonfire {
namespace {

http::Response server_response(const base::Result<Server>& server) {
  return server ? json_response(encode(*server)) : error_response(server.error());
}

base::Task<http::Response> set_default_permissions(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const auto body = decode<DefaultPermissionsEdit>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check_permission_bits(body->permissions); !ok) co_return error_response(ok.error());
  core::CommunityEdit edit;
  edit.default_permissions = body->permissions;
  const auto unit = [id = *id, edit, caller](store::Transaction& tx) -> base::Result<Server> {
    const auto edited = service::edit_community(tx, caller.context, *caller.actor, id, edit);
    if (!edited) return base::pass(edited);
    return load_server(tx, *edited);
  };
  const base::Result<Server> server = co_await write(context, unit);
  co_return server_response(server);
}

base::Task<http::Response> set_role_permissions(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const auto role = path_id<core::RoleId>(request, "role", "role");
  if (!role) co_return error_response(role.error());
  const auto body = decode<RolePermissionsEdit>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check_permission_bits(body->permissions.allow | body->permissions.deny); !ok)
    co_return error_response(ok.error());
  core::RoleEdit edit;
  edit.permissions = to_core(body->permissions);
  const auto unit = [id = *id, role = *role, edit, caller](store::Transaction& tx) -> base::Result<Server> {
    const auto edited = service::edit_role(tx, caller.context, *caller.actor, id, role, edit);
    if (!edited) return base::pass(edited);
    return load_server(tx, id);
  };
  const base::Result<Server> server = co_await write(context, unit);
  co_return server_response(server);
}

}  // namespace

void add_server_permission_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule logged{.reason = true};
  add_route(mount, context, Method::put, "/servers/{server}/permissions/default", logged, set_default_permissions);
  add_route(mount, context, Method::put, "/servers/{server}/permissions/{role}", logged, set_role_permissions);
}

}  // namespace bonfire
