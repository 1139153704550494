// Where to push to (bonfire-rest 4.4): kept with the log-in, as the client gave it. Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/units.h"
#include "service/logins.h"

#include <string>
#include <utility>

namespace bonfire {
namespace {

constexpr std::size_t kSubscriptionBytesMax = 8192;

base::Task<http::Response> keep(RoutesContext& context, Caller caller, std::string push) {
  const auto unit = [caller, push](store::Transaction& tx) { return service::set_push(tx, *caller.actor, push); };
  const base::Result<void> kept = co_await write(context, unit);
  if (!kept) co_return error_response(kept.error());
  co_return empty_response();
}

base::Task<http::Response> subscribe(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<WebPushSubscription>(request.body);
  if (!body) co_return error_response(body.error());
  std::string push = encode(*body);
  if (push.size() > kSubscriptionBytesMax) co_return error_response(failed_validation("endpoint", "is too long"));
  http::Response response = co_await keep(context, caller, std::move(push));
  co_return response;
}

base::Task<http::Response> unsubscribe(RoutesContext& context, http::Request&, Caller caller) {
  return keep(context, std::move(caller), {});
}

}  // namespace

void add_push_routes(http::Mount& mount, RoutesContext& context) {
  const Rule rule{.access = Access::session};
  add_route(mount, context, http::Method::post, "/push/subscribe", rule, subscribe);
  add_route(mount, context, http::Method::post, "/push/unsubscribe", rule, unsubscribe);
}

}  // namespace bonfire
