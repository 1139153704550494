// Calls, which this server does not offer (bonfire-rest 4.6). Loop thread.
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"

namespace bonfire {
namespace {

/// Clients offer a call in every private channel, and take this for there being none.
base::Task<http::Response> refuse_call(RoutesContext&, http::Request&, Caller) {
  co_return error_response(make_error(400, "LiveKitUnavailable", "voice"));
}

}  // namespace

void add_voice_routes(http::Mount& mount, RoutesContext& context) {
  add_route(mount, context, http::Method::post, "/channels/{channel}/join_call", {}, refuse_call);
  add_route(mount, context, http::Method::put, "/channels/{channel}/end_ring/{user}", {}, refuse_call);
}

}  // namespace bonfire
