// Servers as a whole: making, looking, changing, leaving (bonfire-rest 3.4). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/proofs.h"
#include "proto/bonfire/routes/server_views.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/uploads.h"
#include "service/communities.h"
#include "service/new_community.h"
#include "service/read_states.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bonfire {
namespace {

/// Masquerades are given by whoever runs the server (bonfire 6.2).
constexpr Permissions kNewServerPermissions = core::permission::community_default & ~core::permission::masquerade;

/// An empty text is none.
std::optional<std::string> text_or_none(const std::optional<std::string>& text) {
  return text && !text->empty() ? text : std::nullopt;
}

base::Task<http::Response> create_server(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<ServerCreate>(request.body);
  if (!body) co_return error_response(body.error());
  if (!may_create_servers(context.config, caller.actor->user)) {
    co_return error_response(make_error(403, "CantCreateServers", "servers"));
  }
  service::NewCommunity input;
  input.name = body->name;
  input.description = text_or_none(body->description);
  input.nsfw = body->nsfw.value_or(false);
  input.first_channel = "General";
  const auto unit = [input, caller](store::Transaction& tx) -> base::Result<ServerCreateResponse> {
    const auto made = service::create_community(tx, caller.context, *caller.actor, input, kNewServerPermissions);
    if (!made) return base::pass(made);
    const core::Community& community = made->state.community;
    ServerCreateResponse answer;
    answer.server = load_server(tx, community);
    for (const core::Channel& channel : made->state.channels) {
      answer.channels.push_back(load_channel(tx, community, channel));
    }
    return answer;
  };
  const base::Result<ServerCreateResponse> answer = co_await write(context, unit);
  if (!answer) co_return error_response(answer.error());
  co_return json_response(encode(*answer));
}

/// A server and, when they are asked for, the channels that the caller sees.
struct ShownServer {
  Server server;
  std::vector<Channel> channels;
};

base::Task<http::Response> get_server(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const bool with = query_flag(request, "include_channels").value_or(false);
  const auto unit = [id = *id, with, caller](store::Reader& reader) -> base::Result<ShownServer> {
    const auto standing = open_server(reader, caller, id);
    if (!standing) return base::pass(standing);
    ShownServer shown;
    shown.server = load_server(reader, standing->community);
    if (with) shown.channels = load_channels(reader, *standing);
    return shown;
  };
  base::Result<ShownServer> shown = co_await read(context, unit);
  if (!shown) co_return error_response(shown.error());
  if (!with) co_return json_response(encode(shown->server));
  co_return json_response(encode(with_channels(shown->server, std::move(shown->channels))));
}

/// What PATCH asks for: facts of the server, and the order of its channels.
struct ServerWish {
  core::CommunityEdit edit;
  std::optional<std::vector<service::LayoutCategory>> layout;
  bool server = true;  // asks for more than another order
  std::string ticket;
};

void remove(ServerWish& wish, FieldsServer field) {
  switch (field) {
    case FieldsServer::description:
      wish.edit.description = core::Change<std::string>::cleared();
      break;
    case FieldsServer::categories:
      wish.layout.emplace();
      break;
    case FieldsServer::system_messages:
      wish.edit.system_channels = core::Change<core::SystemChannels>::cleared();
      break;
    case FieldsServer::icon:
      wish.edit.icon = core::Change<core::FileId>::cleared();
      break;
    case FieldsServer::banner:
      wish.edit.banner = core::Change<core::FileId>::cleared();
      break;
  }
}

/// A client chooses the ids of its categories: those that are no id of ours are names for one.
std::vector<service::LayoutCategory> to_layout(const std::vector<Category>& categories) {
  std::vector<service::LayoutCategory> layout;
  layout.reserve(categories.size());
  for (const Category& category : categories) {
    service::LayoutCategory& entry = layout.emplace_back();
    entry.id = parse_id<core::CategoryId>(category.id);
    entry.alias = category.id;
    entry.name = category.title;
    entry.channels.assign(category.channels.begin(), category.channels.end());
  }
  return layout;
}

/// What is both removed and given is given.
ServerWish to_wish(const ServerEdit& body) {
  ServerWish wish;
  for (const FieldsServer field : body.remove) remove(wish, field);
  core::CommunityEdit& edit = wish.edit;
  if (body.name) edit.name = *body.name;
  if (const auto text = text_or_none(body.description)) {
    edit.description = *text;
  } else if (body.description) {
    edit.description = core::Change<std::string>::cleared();
  }
  if (body.icon) edit.icon = body.icon->id;
  if (body.banner) edit.banner = body.banner->id;
  if (body.system_messages) edit.system_channels = to_core(*body.system_messages);
  if (body.analytics) edit.analytics = *body.analytics;
  if (body.discoverable) edit.discoverable = *body.discoverable;
  if (body.flags) edit.flags = *body.flags;
  if (body.owner) edit.owner = body.owner->id;
  if (body.categories) wish.layout = to_layout(*body.categories);
  wish.server = !wish.layout || !body.remove.empty() || edit != core::CommunityEdit{};
  return wish;
}

base::Result<Server> grant(store::Transaction& tx, const Caller& caller, core::CommunityId id, const ServerWish& wish) {
  if (wish.server) {
    const auto edited = service::edit_community(tx, caller.context, *caller.actor, id, wish.edit);
    if (!edited) return base::pass(edited);
  }
  if (wish.layout) {
    const auto ok = service::replace_layout(tx, caller.context, *caller.actor, id, *wish.layout);
    if (!ok) return base::pass(ok);
  }
  if (wish.edit.owner) {
    const auto ok = require_ticket(tx, caller.context, caller.actor->user, wish.ticket);
    if (!ok) return base::pass(ok);
  }
  return load_server(tx, id);
}

base::Task<http::Response> edit_server(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const auto body = decode<ServerEdit>(request.body);
  if (!body) co_return error_response(body.error());
  ServerWish wish = to_wish(*body);
  wish.ticket = ticket_of(request);
  const auto unit = [id = *id, wish, caller](store::Transaction& tx) -> base::Result<Server> {
    const auto icon = check_upload(tx, wish.edit.icon, core::FileBucket::community_icons, "icon");
    if (!icon) return base::pass(icon);
    const auto banner = check_upload(tx, wish.edit.banner, core::FileBucket::community_banners, "banner");
    if (!banner) return base::pass(banner);
    return grant(tx, caller, id, wish);
  };
  const base::Result<Server> server = co_await write(context, unit);
  if (!server) co_return error_response(server.error());
  co_return json_response(encode(*server));
}

/// Whoever owns it ends it, everybody else leaves it.
base::Task<http::Response> delete_server(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const bool silent = query_flag(request, "leave_silently").value_or(false);
  const auto unit = [id = *id, silent, caller](store::Transaction& tx) -> base::Result<void> {
    const auto standing = service::load_community_standing(tx, caller.context, caller.actor, id);
    if (!standing) return base::pass(standing);
    if (standing->owns()) return service::delete_community(tx, caller.context, *caller.actor, id);
    return service::remove_member(tx, caller.context, *caller.actor, id, caller.actor->user, silent);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

base::Task<http::Response> ack_server(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Transaction& tx) -> base::Result<void> {
    const auto standing = open_server(tx, caller, id);
    if (!standing) return base::pass(standing);
    return service::mark_community_read(tx, caller.context, *caller.actor, id);
  };
  const base::Result<void> marked = co_await write(context, unit);
  if (!marked) co_return error_response(marked.error());
  co_return empty_response();
}

}  // namespace

void add_server_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule human{.access = Access::human};
  add_route(mount, context, Method::post, "/servers/create", human, create_server);
  add_route(mount, context, Method::get, "/servers/{server}", {}, get_server);
  add_route(mount, context, Method::patch, "/servers/{server}", {.reason = true}, edit_server);
  add_route(mount, context, Method::del, "/servers/{server}", {}, delete_server);
  add_route(mount, context, Method::put, "/servers/{server}/ack", human, ack_server);
}

}  // namespace bonfire
