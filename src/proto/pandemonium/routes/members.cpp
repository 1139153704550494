// Members of a sphere (pandemonium 5.6). Loop thread.
#include "proto/pandemonium/routes/members.h"

#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/limits.h"
#include "proto/pandemonium/routes/guard.h"
#include "proto/pandemonium/routes/input.h"
#include "proto/pandemonium/routes/units.h"
#include "proto/pandemonium/routes/views.h"
#include "service/communities.h"

namespace pandemonium {
namespace {

struct Ids {
  core::CommunityId sphere;
  core::UserId user;
};
base::Result<Ids> resolve_both(store::Reader& reader, const SphereRef& sphere, const UserRef& user) {
  const auto sphere_id = resolve(reader, sphere);
  if (!sphere_id) return base::pass(sphere_id);
  const auto user_id = resolve(reader, user);
  if (!user_id) return base::pass(user_id);
  return Ids{*sphere_id, *user_id};
}

struct ShownMember {
  core::Member member;
  ShownUser user;
};
base::Result<ShownMember> shown(store::Reader& reader, const Caller& caller, const service::MemberWithUser& member) {
  auto user = load_shown_user(reader, caller.actor, member.user.id);
  if (!user) return base::pass(user);
  return ShownMember{member.member, *std::move(user)};
}
http::Response member_response(const ShownMember& shown, const hub::Hub& hub) {
  return json_response(200, encode(to_wire(shown.member, user_view(shown.user, hub))));
}

base::Task<http::Response> get_member(RoutesContext& context, http::Request& request, Caller caller) {
  const auto user = path_user(request, caller.actor);
  if (!user) co_return error_response(user.error());
  const auto unit = [sphere = path_sphere(request), user = *user,
                     caller](store::Reader& reader) -> base::Result<ShownMember> {
    const auto ids = resolve_both(reader, sphere, user);
    if (!ids) return base::pass(ids);
    const auto member = service::find_member(reader, ids->sphere, ids->user);
    if (!member) return base::pass(member);
    return shown(reader, caller, *member);
  };
  const base::Result<ShownMember> member = co_await read(context, unit);
  if (!member) co_return error_response(member.error());
  co_return member_response(*member, context.hub);
}

base::Result<void> check_text(std::string_view name, const core::Change<std::string>& edit, std::int64_t min,
                              std::int64_t max) {
  return edit.is_set() ? check_length(name, edit.value(), min, max) : base::Result<void>();
}

base::Result<void> check(const core::MemberEdit& edit) {
  if (edit == core::MemberEdit{}) return base::invalid("body", "nothing to change");
  if (auto ok = check_text("nickname", edit.nickname, limits::kNameMin, limits::kNameMax); !ok) return ok;
  if (auto ok = check_text("sphere_bio", edit.bio, limits::kDescriptionMin, limits::kDescriptionMax); !ok) return ok;
  return check_text("sphere_status", edit.status_text, limits::kMemberStatusMin, limits::kMemberStatusMax);
}

/// The files' names in 5.6.
std::string_view value_name(const base::Error& error) {
  if (error.subject == "avatar") return "server_avatar";
  if (error.subject == "banner") return "server_banner";
  return error.subject;
}

base::Task<http::Response> edit_member(RoutesContext& context, http::Request& request, Caller caller) {
  const auto user = path_user(request, caller.actor);
  if (!user) co_return error_response(user.error());
  const auto body = decode<MemberEdit>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [sphere = path_sphere(request), user = *user, edit = to_core(*body),
                     caller](store::Transaction& tx) -> base::Result<ShownMember> {
    const auto ids = resolve_both(tx, sphere, user);
    if (!ids) return base::pass(ids);
    // An empty edit changes nothing and finds out whether the caller may, which comes before the values.
    const auto may = service::edit_member(tx, caller.context, *caller.actor, ids->sphere, ids->user, {});
    if (!may) return base::pass(may);
    if (const auto ok = check(edit); !ok) return base::pass(ok);
    const auto member = service::edit_member(tx, caller.context, *caller.actor, ids->sphere, ids->user, edit);
    if (!member) return base::pass(member);
    return shown(tx, caller, *member);
  };
  const base::Result<ShownMember> member = co_await write(context, unit);
  if (!member) co_return error_response(member.error(), value_name(member.error()));
  co_return member_response(*member, context.hub);
}

/// 401 where others would say 403, and 422 for who is not a member (5.6).
base::Error remove_error(const base::Error& error) {
  if (error.kind == base::ErrorKind::forbidden) return {base::ErrorKind::unauthenticated, error.subject, error.info};
  if (error.kind == base::ErrorKind::not_found && error.subject == "member") return as_invalid(error, "sphere");
  return error;
}

base::Task<http::Response> remove_member(RoutesContext& context, http::Request& request, Caller caller) {
  const auto user = path_user(request, caller.actor);
  if (!user) co_return error_response(user.error());
  const auto unit = [sphere = path_sphere(request), user = *user, caller](store::Transaction& tx) -> base::Result<void> {
    const auto ids = resolve_both(tx, sphere, user);
    if (!ids) return base::pass(ids);
    return service::remove_member(tx, caller.context, *caller.actor, ids->sphere, ids->user);
  };
  const base::Result<void> removed = co_await write(context, unit);
  if (!removed) co_return error_response(remove_error(removed.error()));
  co_return empty_response();
}

}  // namespace

void add_member_routes(http::Mount& mount, RoutesContext& context) {
  using Limits = OprishRateLimits;
  constexpr std::string_view kMember = "/spheres/{sphere}/members/{user}";
  add_route(mount, context, http::Method::get, kMember,
            {.access = Access::optional, .bucket = &Limits::get_member, .guest_bucket = &Limits::guest_get_member},
            get_member);
  add_route(mount, context, http::Method::patch, kMember, {.bucket = &Limits::edit_member}, edit_member);
  add_route(mount, context, http::Method::del, kMember, {.bucket = &Limits::leave_sphere}, remove_member);
}

}  // namespace pandemonium
