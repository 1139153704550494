// What all routes of the API have in common: who asks, how often they may, and the headers that say so (bonfire-rest 1.2,
// 1.7). A route is a plain coroutine; the guard runs before and after it. Loop thread.
#pragma once

#include "base/task.h"
#include "proto/bonfire/errors.h"
#include "proto/bonfire/routes/context.h"
#include "proto/bonfire/routes/rate_limits.h"
#include "service/actor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bonfire {

/// Who asks. `actor` is there on routes with Access::session, user and human; elsewhere when somebody is known.
struct Caller {
  std::optional<service::Actor> actor;
  service::Context context;  // limits are those of the actor
  Turn turn;
};

/// Handles one request that was let in. Request and context outlive the task.
using RouteFunction = base::Task<http::Response> (*)(RoutesContext& context, http::Request& request, Caller caller);

/// The classes of 1.2. Tickets are the routes' own: they are used up in the unit of work that they are for.
enum class Access {
  open,              // a session counts for the rate limit alone
  optional,          // a good token makes a caller, anything else a guest
  optional_session,  // likewise, without bots
  session,           // a session, also before a username was chosen
  user,              // a session with a username, or a bot
  human,             // likewise, but a bot is IsBot
};

struct Rule {
  Access access = Access::user;
  bool reason = false;  // reads X-Audit-Log-Reason
  std::uint64_t body_bytes_max = 1u << 20;
};

/// Whose token the request carries; a bot's counts where bots may ask. unauthenticated "token" without one.
base::Task<base::Result<service::Actor>> authenticate(RoutesContext& context, const http::Request& request, Access access);
/// Whom the limits of 1.7 count: a session, otherwise an address.
std::string identity_of(const http::Request& request, const base::Result<service::Actor>& actor);

/// Order: authentication, rate limit, refusal of who may not, then the route. Every answer carries the limit's headers, also
/// when limits are switched off and when the route throws. What a HEAD asks for is what GET gives.
void add_route(http::Mount& mount, RoutesContext& context, http::Method method, std::string_view pattern, Rule rule,
               RouteFunction function);

/// Answers for what is no route: unknown paths and too large bodies are counted like routes, by the address.
http::Mount::Fallbacks make_fallbacks(RoutesContext& context);

}  // namespace bonfire
