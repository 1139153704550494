// How far one has read (bonfire-rest 3.6). Loop thread.
#include "service/read_states.h"

#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/message_views.h"
#include "proto/bonfire/routes/units.h"

namespace bonfire {
namespace {

base::Task<http::Response> ack_channel(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = path_message(request);
  if (!path) co_return error_response(path.error());
  const auto unit = [path = *path, caller](store::Transaction& tx) -> base::Result<void> {
    if (const auto known = known_channel(tx, path.channel); !known) return base::pass(known);
    return service::mark_read(tx, caller.context, *caller.actor, path.channel, path.message);
  };
  const base::Result<void> marked = co_await write(context, unit);
  if (!marked) co_return error_response(marked.error());
  co_return empty_response();
}

}  // namespace

void add_read_state_routes(http::Mount& mount, RoutesContext& context) {
  add_route(mount, context, http::Method::put, "/channels/{channel}/ack/{message}", {.access = Access::human}, ack_channel);
}

}  // namespace bonfire
