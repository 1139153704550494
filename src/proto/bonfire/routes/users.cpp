// Looking at people (bonfire-rest 3.3). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/default_avatars.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/views.h"
#include "service/accounts.h"
#include "service/acquaintance.h"
#include "service/relationships.h"

namespace bonfire {
namespace {

namespace user_permission = core::user_permission;

base::Task<http::Response> get_user(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_user(request, *caller.actor);
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Reader& reader) -> base::Result<UserAnswer> {
    if (auto met = service::meet(reader, *caller.actor, id, user_permission::access); !met) return base::pass(met);
    return load_user_answer(reader, caller.actor->user, id);
  };
  const base::Result<UserAnswer> answer = co_await read(context, unit);
  if (!answer) co_return error_response(answer.error());
  co_return user_response(*answer, context.hub);
}

base::Task<http::Response> get_flags(RoutesContext& context, http::Request& request, Caller) {
  const auto id = parse_id<core::UserId>(request.param("user"));
  const auto unit = [id](store::Reader& reader) -> base::Result<std::uint32_t> {
    const auto user = id ? reader.user(*id) : std::nullopt;
    return user ? user->flags : 0;
  };
  const base::Result<std::uint32_t> flags = co_await read(context, unit);
  if (!flags) co_return error_response(flags.error());
  FlagResponse answer;
  answer.flags = *flags;
  co_return json_response(encode(answer));
}

base::Task<http::Response> get_default_avatar(RoutesContext&, http::Request& request, Caller) {
  http::Response response;
  response.headers.add("Content-Type", "image/png");
  response.headers.add("Cache-Control", "public, max-age=31536000, immutable");
  response.body = default_avatar(request.param("user"));
  co_return response;
}

base::Task<http::Response> get_profile(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_user(request, *caller.actor);
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Reader& reader) -> base::Result<UserProfile> {
    const auto user = service::meet(reader, *caller.actor, id, user_permission::view_profile);
    if (!user) return base::pass(user);
    UserProfile profile;
    profile.content = user->bio;
    if (user->banner) {
      if (const auto file = reader.file(*user->banner, core::FileBucket::banners)) profile.background = to_wire(*file);
    }
    return profile;
  };
  const base::Result<UserProfile> profile = co_await read(context, unit);
  if (!profile) co_return error_response(profile.error());
  co_return json_response(encode(*profile));
}

base::Task<http::Response> get_mutual(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_user(request, *caller.actor);
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Reader& reader) -> base::Result<service::Mutual> {
    const auto met = service::meet(reader, *caller.actor, id, user_permission::view_profile);
    if (!met) return base::pass(met);
    return service::find_mutual(reader, *caller.actor, id);
  };
  const base::Result<service::Mutual> mutual = co_await read(context, unit);
  if (!mutual) co_return error_response(mutual.error());
  MutualResponse answer;
  answer.users.assign(mutual->friends.begin(), mutual->friends.end());
  answer.servers.assign(mutual->communities.begin(), mutual->communities.end());
  answer.channels.assign(mutual->channels.begin(), mutual->channels.end());
  co_return json_response(encode(answer));
}

}  // namespace

void add_user_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule open{.access = Access::open};
  add_route(mount, context, Method::get, "/users/{user}", {}, get_user);
  add_route(mount, context, Method::get, "/users/{user}/flags", open, get_flags);
  add_route(mount, context, Method::get, "/users/{user}/default_avatar", open, get_default_avatar);
  add_route(mount, context, Method::get, "/users/{user}/profile", {}, get_profile);
  add_route(mount, context, Method::get, "/users/{user}/mutual", {}, get_mutual);
}

}  // namespace bonfire
