// Choosing a username (bonfire-rest 3.2). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/views.h"
#include "service/naming.h"

namespace bonfire {
namespace {

base::Task<http::Response> get_onboarding(RoutesContext&, http::Request&, Caller caller) {
  OnboardingStatus status;
  status.onboarding = !caller.actor->named;
  co_return json_response(encode(status));
}

base::Task<http::Response> complete_onboarding(RoutesContext& context, http::Request& request, Caller caller) {
  if (caller.actor->named) co_return error_response(make_error(403, "AlreadyOnboarded", "user"));
  const auto body = decode<OnboardComplete>(request.body);
  if (!body) co_return error_response(body.error());
  const auto name = read_username(body->username);
  if (!name) co_return error_response(name.error());
  const auto unit = [name = *name, caller](store::Transaction& tx) -> base::Result<UserAnswer> {
    const core::UserId user = caller.actor->user;
    if (auto named = service::choose_name(tx, caller.context, user, name); !named) return base::pass(named);
    return load_user_answer(tx, user, user);
  };
  const base::Result<UserAnswer> answer = co_await write(context, unit);
  if (!answer) co_return error_response(answer.error());
  co_return user_response(*answer, context.hub);
}

}  // namespace

void add_onboarding_routes(http::Mount& mount, RoutesContext& context) {
  const Rule rule{.access = Access::session};
  add_route(mount, context, http::Method::get, "/onboard/hello", rule, get_onboarding);
  add_route(mount, context, http::Method::post, "/onboard/complete", rule, complete_onboarding);
}

}  // namespace bonfire
