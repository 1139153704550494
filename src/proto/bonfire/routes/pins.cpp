// Pinned messages (bonfire-rest 3.6). Loop thread.
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/message_views.h"
#include "proto/bonfire/routes/units.h"

#include <utility>

namespace bonfire {
namespace {

using Change = base::Result<void> (*)(store::Transaction& tx, service::Context context, service::Actor actor,
                                      core::ChannelId channel, core::MessageId message);

base::Task<http::Response> change_pin(RoutesContext& context, http::Request& request, Caller caller, Change change) {
  const auto path = path_message(request);
  if (!path) co_return error_response(path.error());
  const auto unit = [path = *path, caller, change](store::Transaction& tx) -> base::Result<void> {
    if (const auto known = known_channel(tx, path.channel); !known) return base::pass(known);
    return change(tx, caller.context, *caller.actor, path.channel, path.message);
  };
  const base::Result<void> changed = co_await write(context, unit);
  if (!changed) co_return error_response(changed.error());
  co_return empty_response();
}

template <Change kChange>
base::Task<http::Response> change_by(RoutesContext& context, http::Request& request, Caller caller) {
  return change_pin(context, request, std::move(caller), kChange);
}

}  // namespace

void add_pin_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  constexpr std::string_view kPin = "/channels/{channel}/messages/{message}/pin";
  add_route(mount, context, Method::post, kPin, {.reason = true}, change_by<service::pin_message>);
  add_route(mount, context, Method::del, kPin, {.reason = true}, change_by<service::unpin_message>);
}

}  // namespace bonfire
