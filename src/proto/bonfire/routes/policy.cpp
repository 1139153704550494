// Changes of the node's policies (bonfire-rest 4.5). Loop thread.
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/units.h"
#include "service/policies.h"

namespace bonfire {
namespace {

base::Task<http::Response> acknowledge(RoutesContext& context, http::Request&, Caller caller) {
  const auto unit = [caller](store::Transaction& tx) {
    return service::acknowledge_policies(tx, caller.context, *caller.actor);
  };
  const base::Result<void> done = co_await write(context, unit);
  if (!done) co_return error_response(done.error());
  co_return empty_response();
}

}  // namespace

void add_policy_routes(http::Mount& mount, RoutesContext& context) {
  add_route(mount, context, http::Method::post, "/policy/acknowledge", {}, acknowledge);
}

}  // namespace bonfire
