// What all REST routes have in common: who asks, how often they may, and the headers that say so
// (pandemonium 5.1, 5.2, 6.3). A route is a plain coroutine; the guard runs before and after it. Loop thread.
#pragma once

#include "base/task.h"
#include "proto/pandemonium/errors.h"
#include "proto/pandemonium/routes/context.h"
#include "service/actor.h"

#include <optional>
#include <string>
#include <string_view>

namespace pandemonium {

/// Who asks. `actor` is there on every route with Access::token; without one the caller is a guest.
struct Caller {
  std::optional<service::Actor> actor;
  service::Context context;
};

/// Handles one request that was let in. Request and context outlive the task.
using RouteFunction = base::Task<http::Response> (*)(RoutesContext& context, http::Request& request, Caller caller);

enum class Access {
  open,      // no token is looked at
  optional,  // a good token makes a caller, anything else a guest
  token,     // 401 without a good one
};

/// One of the buckets of 6.4.
using Bucket = RateLimitConf OprishRateLimits::*;

enum class Identity {
  caller,            // the user's id; a guest's address
  address,           // the address in any case
  channel_and_user,  // the path's {channel} and the user's id
  email,             // the body's "email"; the address when there is none to be found
};

struct Rule {
  Access access = Access::token;
  Bucket bucket = nullptr;        // null: not limited
  Bucket guest_bucket = nullptr;  // for guests on routes with Access::optional
  Identity identity = Identity::caller;
};

/// Order: authentication, rate limit, then the route (5.1). Every answer of a limited route but that of a failed
/// authentication carries the limit's headers, also when limits are switched off and when the route throws.
void add_route(http::Mount& mount, RoutesContext& context, http::Method method, std::string_view pattern, Rule rule,
               RouteFunction function);

}  // namespace pandemonium
