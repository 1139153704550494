// GET / (pandemonium 5.3). Loop thread.
#include "proto/pandemonium/routes/instance.h"

#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/routes/guard.h"

namespace pandemonium {
namespace {

/// A bare flag or a true-like value.
bool wants_rate_limits(const http::Request& request) {
  const auto value = request.query_value("rate_limits");
  return value && (value->empty() || *value == "true" || *value == "1" || *value == "on" || *value == "yes");
}

base::Task<http::Response> get_instance(RoutesContext& context, http::Request& request, Caller) {
  const InstanceInfo info = instance_info(context.config, request.origin, wants_rate_limits(request));
  co_return json_response(200, encode(info));
}

}  // namespace

void add_instance_routes(http::Mount& mount, RoutesContext& context) {
  add_route(mount, context, http::Method::get, "/",
            {.access = Access::open, .bucket = &OprishRateLimits::get_instance_info, .identity = Identity::address},
            get_instance);
}

}  // namespace pandemonium
