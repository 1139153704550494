// Roles of a server (bonfire-rest 3.4). Loop thread.
#include "service/roles.h"

#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/colour.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/server_views.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/uploads.h"

#include <utility>
#include <vector>

namespace bonfire {
namespace {

using base::ErrorKind;

/// What the paths of one role name.
struct RolePath {
  core::CommunityId server;
  core::RoleId role;
};
base::Result<RolePath> role_path(const http::Request& request) {
  const auto server = path_id<core::CommunityId>(request, "server", "server");
  if (!server) return base::pass(server);
  const auto role = path_id<core::RoleId>(request, "role", "role");
  if (!role) return base::pass(role);
  return RolePath{*server, *role};
}

base::Result<Role> shown(store::Reader& reader, const base::Result<core::Role>& role) {
  if (!role) return base::pass(role);
  return load_role(reader, *role);
}

http::Response role_response(const base::Result<Role>& role) {
  return role ? json_response(encode(*role)) : error_response(role.error());
}

base::Task<http::Response> create_role(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const auto body = decode<RoleCreate>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [id = *id, name = body->name, caller](store::Transaction& tx) {
    return shown(tx, service::create_role(tx, caller.context, *caller.actor, id, name));
  };
  const base::Result<Role> role = co_await write(context, unit);
  if (!role) co_return error_response(role.error());
  NewRole answer;
  answer.id = role->id;
  answer.role = *role;
  co_return json_response(encode(answer));
}

/// Strangers do not hear whether there is such a role.
base::Task<http::Response> get_role(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = role_path(request);
  if (!path) co_return error_response(path.error());
  const auto unit = [path = *path, caller](store::Reader& reader) {
    return shown(reader, service::find_role(reader, caller.context, *caller.actor, path.server, path.role));
  };
  const base::Result<Role> role = co_await read(context, unit);
  if (!role && role.error().kind == ErrorKind::forbidden) co_return error_response(not_found("server"));
  co_return role_response(role);
}

/// What is both removed and given is given.
core::RoleEdit to_edit(const RoleEdit& body) {
  core::RoleEdit edit;
  for (const FieldsRole field : body.remove) {
    if (field == FieldsRole::colour) edit.colour = core::Change<std::string>::cleared();
    if (field == FieldsRole::icon) edit.icon = core::Change<core::FileId>::cleared();
  }
  if (body.name) edit.name = *body.name;
  if (body.colour) edit.colour = *body.colour;
  if (body.hoist) edit.hoist = *body.hoist;
  if (body.icon) edit.icon = body.icon->id;
  return edit;
}

base::Task<http::Response> edit_role(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = role_path(request);
  if (!path) co_return error_response(path.error());
  const auto body = decode<RoleEdit>(request.body);
  if (!body) co_return error_response(body.error());
  if (body->colour) {
    if (const auto ok = check_colour("colour", *body->colour); !ok) co_return error_response(ok.error());
  }
  const auto unit = [path = *path, edit = to_edit(*body), caller](store::Transaction& tx) -> base::Result<Role> {
    const auto icon = check_upload(tx, edit.icon, core::FileBucket::community_icons, "icon");
    if (!icon) return base::pass(icon);
    return shown(tx, service::edit_role(tx, caller.context, *caller.actor, path.server, path.role, edit));
  };
  const base::Result<Role> role = co_await write(context, unit);
  co_return role_response(role);
}

base::Task<http::Response> delete_role(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = role_path(request);
  if (!path) co_return error_response(path.error());
  const auto unit = [path = *path, caller](store::Transaction& tx) {
    return service::delete_role(tx, caller.context, *caller.actor, path.server, path.role);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

base::Task<http::Response> reorder_roles(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const auto body = decode<RolesReorder>(request.body);
  if (!body) co_return error_response(body.error());
  const std::vector<core::RoleId> order(body->ranks.begin(), body->ranks.end());
  const auto unit = [id = *id, order, caller](store::Transaction& tx) -> base::Result<Server> {
    const auto ranked = service::rank_roles(tx, caller.context, *caller.actor, id, order);
    if (!ranked) return base::pass(ranked);
    return load_server(tx, id);
  };
  const base::Result<Server> server = co_await write(context, unit);
  if (!server) co_return error_response(server.error());
  co_return json_response(encode(*server));
}

}  // namespace

void add_role_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule logged{.reason = true};
  add_route(mount, context, Method::post, "/servers/{server}/roles", logged, create_role);
  add_route(mount, context, Method::patch, "/servers/{server}/roles/ranks", logged, reorder_roles);
  add_route(mount, context, Method::get, "/servers/{server}/roles/{role}", {}, get_role);
  add_route(mount, context, Method::patch, "/servers/{server}/roles/{role}", logged, edit_role);
  add_route(mount, context, Method::del, "/servers/{server}/roles/{role}", logged, delete_role);
}

}  // namespace bonfire
