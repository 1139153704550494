// Who may not come back (bonfire-rest 3.4). Loop thread.
#include "service/bans.h"

#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/views.h"

#include <utility>

namespace bonfire {
namespace {

using base::ErrorKind;

struct BanPath {
  core::CommunityId server;
  core::UserId user;
};
base::Result<BanPath> ban_path(const http::Request& request) {
  const auto server = path_id<core::CommunityId>(request, "server", "server");
  if (!server) return base::pass(server);
  const auto user = path_id<core::UserId>(request, "user", "user");
  if (!user) return base::pass(user);
  return BanPath{*server, *user};
}

ServerBan ban_view(const core::Ban& ban) {
  ServerBan view;
  view.id = {ServerId(ban.community), UserId(ban.user)};
  view.reason = ban.reason;
  return view;
}

base::Task<http::Response> ban_user(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = ban_path(request);
  if (!path) co_return error_response(path.error());
  const auto body = decode<BanCreate>(request.body);
  if (!body) co_return error_response(body.error());
  service::NewBan input;
  input.user = path->user;
  input.reason = body->reason;
  input.delete_messages_ms = std::int64_t{body->delete_message_seconds.value_or(0)} * 1000;
  const auto unit = [server = path->server, input, caller](store::Transaction& tx) {
    return service::ban_member(tx, caller.context, *caller.actor, server, input);
  };
  const base::Result<core::Ban> ban = co_await write(context, unit);
  if (!ban && ban.error().kind == ErrorKind::forbidden && ban.error().subject == "owner") {
    co_return error_response(make_error(400, "InvalidOperation", "owner"));
  }
  if (!ban) co_return error_response(ban.error());
  co_return json_response(encode(ban_view(*ban)));
}

base::Task<http::Response> unban_user(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = ban_path(request);
  if (!path) co_return error_response(path.error());
  const auto unit = [path = *path, caller](store::Transaction& tx) {
    return service::unban_member(tx, caller.context, *caller.actor, path.server, path.user);
  };
  const base::Result<void> lifted = co_await write(context, unit);
  if (!lifted) co_return error_response(lifted.error());
  co_return empty_response();
}

BannedUser banned_view(store::Reader& reader, const core::User& user) {
  BannedUser view;
  view.id = user.id;
  view.username = user.tag_name;
  view.discriminator = discriminator_text(user.discriminator);
  if (user.avatar) {
    if (const auto file = reader.file(*user.avatar, core::FileBucket::avatars)) view.avatar = to_wire(*file);
  }
  return view;
}

base::Task<http::Response> get_bans(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Reader& reader) -> base::Result<BanList> {
    const auto list = service::list_bans(reader, caller.context, *caller.actor, id);
    if (!list) return base::pass(list);
    BanList answer;
    for (const core::Ban& ban : list->bans) answer.bans.push_back(ban_view(ban));
    for (const core::User& user : list->users) answer.users.push_back(banned_view(reader, user));
    return answer;
  };
  const base::Result<BanList> list = co_await read(context, unit);
  if (!list) co_return error_response(list.error());
  co_return json_response(encode(*list));
}

}  // namespace

void add_ban_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule logged{.reason = true};
  add_route(mount, context, Method::put, "/servers/{server}/bans/{user}", logged, ban_user);
  add_route(mount, context, Method::del, "/servers/{server}/bans/{user}", logged, unban_user);
  add_route(mount, context, Method::get, "/servers/{server}/bans", {}, get_bans);
}

}  // namespace bonfire
