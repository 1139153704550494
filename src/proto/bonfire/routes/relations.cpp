// Friends and blocks (bonfire-rest 3.3). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/views.h"
#include "service/naming.h"
#include "service/relationships.h"

#include <utility>

namespace bonfire {
namespace {

/// The other person as the caller sees them now.
base::Result<UserAnswer> shown(store::Transaction& tx, const Caller& caller, const base::Result<service::Related>& related) {
  if (!related) return base::pass(related);
  return load_user_answer(tx, caller.actor->user, related->user.id);
}

std::uint32_t requests_max(const RoutesContext& context, const Caller& caller) {
  const UserLimits& limits = limits_of(context.config, caller.actor->user, caller.context.now_ms);
  return static_cast<std::uint32_t>(limits.outgoing_friend_requests);
}

http::Response to_response(RoutesContext& context, const base::Result<UserAnswer>& answer) {
  return answer ? user_response(*answer, context.hub) : error_response(answer.error());
}

base::Task<http::Response> send_friend_request(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<FriendRequest>(request.body);
  if (!body) co_return error_response(body.error());
  const auto tag = read_tag_name(body->username);
  if (!tag) co_return error_response(tag.error());
  const auto unit = [tag = *tag, caller, max = requests_max(context, caller)](store::Transaction& tx) {
    const auto other = service::find_by_tag(tx, tag.name, tag.discriminator);
    if (!other) return base::Result<UserAnswer>(base::pass(other));
    return shown(tx, caller, service::request_friend(tx, caller.context, *caller.actor, other->id, max));
  };
  const base::Result<UserAnswer> answer = co_await write(context, unit);
  co_return to_response(context, answer);
}

base::Task<http::Response> add_friend(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_user(request, *caller.actor);
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller, max = requests_max(context, caller)](store::Transaction& tx) {
    return shown(tx, caller, service::request_friend(tx, caller.context, *caller.actor, id, max));
  };
  const base::Result<UserAnswer> answer = co_await write(context, unit);
  co_return to_response(context, answer);
}

using Change = base::Result<service::Related> (*)(store::Transaction& tx, service::Context context, service::Actor actor,
                                                  core::UserId other);

base::Task<http::Response> change_relation(RoutesContext& context, http::Request& request, Caller caller, Change change) {
  const auto id = path_user(request, *caller.actor);
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller, change](store::Transaction& tx) {
    return shown(tx, caller, change(tx, caller.context, *caller.actor, id));
  };
  const base::Result<UserAnswer> answer = co_await write(context, unit);
  co_return to_response(context, answer);
}

template <Change kChange>
base::Task<http::Response> change_by(RoutesContext& context, http::Request& request, Caller caller) {
  return change_relation(context, request, std::move(caller), kChange);
}

}  // namespace

void add_relation_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  add_route(mount, context, Method::post, "/users/friend", {}, send_friend_request);
  add_route(mount, context, Method::put, "/users/{user}/friend", {}, add_friend);
  add_route(mount, context, Method::del, "/users/{user}/friend", {}, change_by<service::remove_friend>);
  add_route(mount, context, Method::put, "/users/{user}/block", {}, change_by<service::block>);
  add_route(mount, context, Method::del, "/users/{user}/block", {}, change_by<service::unblock>);
}

}  // namespace bonfire
