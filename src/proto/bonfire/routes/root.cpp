// GET / and GET /ratelimit (bonfire-rest 1.7, 3.1). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"

namespace bonfire {
namespace {

base::Task<http::Response> get_node(RoutesContext& context, http::Request& request, Caller) {
  co_return json_response(encode(node_config(context.config, request.origin, context.mailer != nullptr)));
}

base::Task<http::Response> get_rate_limit(RoutesContext&, http::Request&, Caller caller) {
  RateLimitInfo info;
  info.key = caller.turn.bucket;
  info.limit = caller.turn.limit;
  info.remaining = caller.turn.remaining;
  info.reset = caller.turn.reset_ms;
  co_return json_response(encode(info));
}

}  // namespace

void add_root_routes(http::Mount& mount, RoutesContext& context) {
  add_route(mount, context, http::Method::get, "/", {.access = Access::open}, get_node);
  add_route(mount, context, http::Method::get, "/ratelimit", {.access = Access::open}, get_rate_limit);
}

}  // namespace bonfire
