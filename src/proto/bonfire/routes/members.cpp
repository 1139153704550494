// Members of a server (bonfire-rest 3.4). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/member_lists.h"
#include "proto/bonfire/routes/server_views.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/uploads.h"
#include "service/communities.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace bonfire {
namespace {

using base::ErrorKind;

struct MemberPath {
  core::CommunityId server;
  core::UserId user;
};
base::Result<MemberPath> member_path(const http::Request& request) {
  const auto server = path_id<core::CommunityId>(request, "server", "server");
  if (!server) return base::pass(server);
  const auto user = path_id<core::UserId>(request, "member", "member");
  if (!user) return base::pass(user);
  return MemberPath{*server, *user};
}

base::Task<http::Response> get_members(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Reader& reader) -> base::Result<MembersResponse> {
    const auto standing = open_server(reader, caller, id);
    if (!standing) return base::pass(standing);
    return load_members(reader, caller, *standing);
  };
  base::Result<MembersResponse> list = co_await read(context, unit);
  if (!list) co_return error_response(list.error());
  mark_online(*list, context.hub);
  if (query_flag(request, "exclude_offline").value_or(false)) drop_offline(*list);
  co_return json_response(encode(*list));
}

base::Task<http::Response> query_members(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::CommunityId>(request, "server", "server");
  if (!id) co_return error_response(id.error());
  if (!query_flag(request, "experimental_api").value_or(false)) {
    co_return error_response(make_error(500, "InternalError", "experimental_api"));
  }
  const auto part = request.query_value("query");
  if (!part) co_return error_response(failed_validation("query", "must be there"));
  const auto unit = [id = *id, part = *part, caller](store::Reader& reader) -> base::Result<MembersResponse> {
    const auto standing = open_server(reader, caller, id);
    if (!standing) return base::pass(standing);
    return find_members(reader, caller, *standing, part);
  };
  base::Result<MembersResponse> list = co_await read(context, unit);
  if (!list) co_return error_response(list.error());
  mark_online(*list, context.hub);
  co_return json_response(encode(*list));
}

/// The roles are for those who ask for them.
base::Result<MemberWithRoles> load_with_roles(store::Reader& reader, const MemberPath& path, bool with_roles) {
  const auto found = service::find_member(reader, path.server, path.user);
  if (!found) return base::pass(found);
  MemberWithRoles out;
  out.member = load_member(reader, found->member);
  if (!with_roles) return out;
  for (const core::Role& role : reader.roles_of(path.server)) {
    if (!std::ranges::binary_search(found->member.roles, role.id)) continue;
    out.roles.emplace(to_text(role.id), load_role(reader, role));
  }
  return out;
}

base::Task<http::Response> get_member(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = member_path(request);
  if (!path) co_return error_response(path.error());
  const bool with_roles = query_flag(request, "roles").value_or(false);
  const auto unit = [path = *path, with_roles, caller](store::Reader& reader) -> base::Result<MemberWithRoles> {
    const auto standing = open_server(reader, caller, path.server);
    if (!standing) return base::pass(standing);
    return load_with_roles(reader, path, with_roles);
  };
  const base::Result<MemberWithRoles> member = co_await read(context, unit);
  if (!member) co_return error_response(member.error());
  co_return json_response(with_roles ? encode(*member) : encode(member->member));
}

void remove(core::MemberEdit& edit, FieldsMember field) {
  switch (field) {
    case FieldsMember::nickname:
      edit.nickname = core::Change<std::string>::cleared();
      break;
    case FieldsMember::pronouns:
      edit.pronouns = core::Change<std::string>::cleared();
      break;
    case FieldsMember::avatar:
      edit.avatar = core::Change<core::FileId>::cleared();
      break;
    case FieldsMember::roles:
      edit.roles = core::Change<std::vector<core::RoleId>>::cleared();
      break;
    case FieldsMember::timeout:
      edit.timeout_until_ms = core::Change<std::int64_t>::cleared();
      break;
    case FieldsMember::can_receive:
    case FieldsMember::can_publish:
    case FieldsMember::joined_at:
    case FieldsMember::voice_channel:
      break;  // nothing to remove
  }
}

/// What is both removed and given is given.
core::MemberEdit to_edit(const MemberEdit& body) {
  core::MemberEdit edit;
  for (const FieldsMember field : body.remove) remove(edit, field);
  if (body.nickname) edit.nickname = *body.nickname;
  if (body.pronouns) edit.pronouns = *body.pronouns;
  if (body.avatar) edit.avatar = body.avatar->id;
  if (body.roles) edit.roles = std::vector<core::RoleId>(body.roles->begin(), body.roles->end());
  if (body.timeout) edit.timeout_until_ms = body.timeout->ms;
  if (body.can_publish) edit.may_speak = *body.can_publish;
  if (body.can_receive) edit.may_listen = *body.can_receive;
  return edit;
}

bool asks_for_voice(const MemberEdit& body) {
  return body.voice_channel || std::ranges::find(body.remove, FieldsMember::voice_channel) != body.remove.end();
}

/// People upload the pictures for servers to the same place as their own.
base::Result<void> take_avatar(store::Transaction& tx, core::MemberEdit& edit) {
  if (auto ok = check_upload(tx, edit.avatar, core::FileBucket::avatars, "avatar"); !ok) return ok;
  return service::take_file(tx, edit.avatar, core::FileBucket::member_avatars, "avatar", core::FileBucket::avatars);
}

http::Response edit_refusal(const base::Error& error) {
  if (error.kind == ErrorKind::not_found && error.subject == "role") {
    return error_response(make_error(404, "InvalidRole", "role"));
  }
  if (error.kind == ErrorKind::invalid && error.subject == "body") {
    return error_response(make_error(400, "InvalidOperation", "body"));
  }
  return error_response(error);
}

base::Task<http::Response> edit_member(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = member_path(request);
  if (!path) co_return error_response(path.error());
  const auto body = decode<MemberEdit>(request.body);
  if (!body) co_return error_response(body.error());
  if (asks_for_voice(*body)) co_return error_response(make_error(400, "LiveKitUnavailable", "voice_channel"));
  const auto unit = [path = *path, wanted = to_edit(*body), caller](store::Transaction& tx) -> base::Result<Member> {
    core::MemberEdit edit = wanted;
    if (auto ok = take_avatar(tx, edit); !ok) return base::pass(ok);
    const auto edited = service::edit_member(tx, caller.context, *caller.actor, path.server, path.user, edit);
    if (!edited) return base::pass(edited);
    return load_member(tx, edited->member);
  };
  const base::Result<Member> member = co_await write(context, unit);
  if (!member) co_return edit_refusal(member.error());
  co_return json_response(encode(*member));
}

base::Task<http::Response> kick_member(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = member_path(request);
  if (!path) co_return error_response(path.error());
  const auto unit = [path = *path, caller](store::Transaction& tx) -> base::Result<void> {
    if (path.user == caller.actor->user) {
      // Leaving is another route.
      const auto standing = service::load_community_standing(tx, caller.context, caller.actor, path.server);
      if (!standing) return base::pass(standing);
      return base::invalid("self", "nobody kicks themselves");
    }
    return service::remove_member(tx, caller.context, *caller.actor, path.server, path.user);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone && gone.error().kind == ErrorKind::forbidden && gone.error().subject == "owner") {
    co_return error_response(make_error(400, "InvalidOperation", "owner"));
  }
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

}  // namespace

void add_member_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule logged{.reason = true};
  add_route(mount, context, Method::get, "/servers/{server}/members", {}, get_members);
  add_route(mount, context, Method::get, "/servers/{server}/members_experimental_query", {}, query_members);
  add_route(mount, context, Method::get, "/servers/{server}/members/{member}", {}, get_member);
  add_route(mount, context, Method::patch, "/servers/{server}/members/{member}", logged, edit_member);
  add_route(mount, context, Method::del, "/servers/{server}/members/{member}", logged, kick_member);
}

}  // namespace bonfire
