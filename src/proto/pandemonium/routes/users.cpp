// GET /users/{user}, GET /users/{user}/avatar, PATCH /users/profile (pandemonium 5.4). Loop thread.
#include "proto/pandemonium/routes/users.h"

#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/effis/effis.h"
#include "proto/pandemonium/limits.h"
#include "proto/pandemonium/routes/guard.h"
#include "proto/pandemonium/routes/input.h"
#include "proto/pandemonium/routes/units.h"
#include "proto/pandemonium/routes/views.h"
#include "service/accounts.h"

#include <algorithm>

namespace pandemonium {
namespace {

base::Task<http::Response> get_user(RoutesContext& context, http::Request& request, Caller caller) {
  const auto user = path_user(request, caller.actor);
  if (!user) co_return error_response(user.error());
  const auto unit = [user = *user, caller](store::Reader& reader) -> base::Result<ShownUser> {
    const auto id = resolve(reader, user);
    if (!id) return base::pass(id);
    return load_shown_user(reader, caller.actor, *id);
  };
  const base::Result<ShownUser> shown = co_await read(context, unit);
  if (!shown) co_return error_response(shown.error());
  co_return json_response(200, encode(user_view(*shown, context.hub)));
}

base::Task<http::Response> get_avatar(RoutesContext& context, http::Request& request, Caller caller) {
  const auto user = path_user(request, caller.actor);
  if (!user) co_return error_response(user.error());
  const auto unit = [user = *user](store::Reader& reader) -> base::Result<core::FileId> {
    const auto id = resolve(reader, user);
    if (!id) return base::pass(id);
    const auto found = service::find_user(reader, *id);
    if (!found) return base::pass(found);
    if (!found->avatar) return base::not_found("avatar");
    return *found->avatar;
  };
  const base::Result<core::FileId> avatar = co_await read(context, unit);
  if (!avatar) co_return error_response(avatar.error());
  http::Response response =
      co_await file_answer(context.runner, context.files, request, *avatar, core::FileBucket::avatars, false);
  co_return response;
}

base::Result<void> check(const service::ProfileEdit& edit, const Config& config) {
  if (!edit.display_name && !edit.status_text && !edit.status_kind && !edit.bio && !edit.avatar && !edit.banner) {
    return base::invalid("body", "nothing to change");
  }
  if (edit.display_name.is_set()) {
    const auto ok =
        check_length("display_name", edit.display_name.value(), limits::kDisplayNameMin, limits::kDisplayNameMax);
    if (!ok) return ok;
  }
  if (edit.bio.is_set()) {
    const auto ok = check_length("bio", edit.bio.value(), 1, std::min<std::int64_t>(config.bio_limit, limits::kBioMax));
    if (!ok) return ok;
  }
  if (edit.status_text.is_set()) {
    const auto ok = check_length("status", edit.status_text.value(), limits::kStatusTextMin, limits::kStatusTextMax);
    if (!ok) return ok;
  }
  return {};
}

base::Task<http::Response> edit_profile(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<UserProfileEdit>(request.body);
  if (!body) co_return error_response(body.error());
  const service::ProfileEdit edit = to_core(*body);
  if (const auto ok = check(edit, context.config); !ok) co_return error_response(ok.error());
  const auto unit = [edit, caller](store::Transaction& tx) {
    return service::edit_profile(tx, caller.context, *caller.actor, edit);
  };
  const base::Result<service::SelfUser> self = co_await write(context, unit);
  if (!self) co_return error_response(self.error());
  co_return json_response(200, encode(self_user(*self)));
}

}  // namespace

void add_user_routes(http::Mount& mount, RoutesContext& context) {
  using Limits = OprishRateLimits;
  add_route(mount, context, http::Method::get, "/users/{user}",
            {.access = Access::optional, .bucket = &Limits::get_user, .guest_bucket = &Limits::guest_get_user}, get_user);
  add_route(mount, context, http::Method::get, "/users/{user}/avatar", {.access = Access::optional}, get_avatar);
  add_route(mount, context, http::Method::patch, "/users/profile", {.bucket = &Limits::edit_profile}, edit_profile);
}

}  // namespace pandemonium
