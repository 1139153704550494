// The gateway of one loop: what its sessions share, and how they are made. Used on the loop's thread.
#pragma once

#include "base/result.h"
#include "base/task.h"
#include "base/unique_function.h"
#include "http/message.h"
#include "http/rate_limiter.h"
#include "hub/hub.h"
#include "hub/session.h"
#include "proto/pandemonium/config.h"
#include "proto/pandemonium/dialect.h"
#include "service/actor.h"
#include "service/authenticator.h"

#include <memory>
#include <string>

namespace pandemonium {

/// Token to person. Resumes on this thread; unauthenticated or not_found when the token is no good, anything else when it
/// could not be looked at.
using Authenticate = base::UniqueFunction<base::Task<base::Result<service::Actor>>(std::string token)>;

inline Authenticate authenticate_with(service::Authenticator& authenticator) {
  return [&authenticator](std::string token) { return authenticator.authenticate(std::move(token)); };
}

/// One per loop; outlives its sessions, and so do the things it refers to.
struct GatewayContext {
  GatewayContext(hub::Hub& its_hub, http::RateLimiter& limiter, const Config& its_config, Authenticate how)
      : hub(its_hub), rate_limiter(limiter), config(its_config), authenticate(std::move(how)) {}

  hub::Hub& hub;
  http::RateLimiter& rate_limiter;  // shared by all loops: a client's address is (2.7)
  const Config& config;
  Authenticate authenticate;
  Dialect dialect;

  /// HELLO as the last origin was told: nearly always the next one's too.
  std::string hello_origin;
  hub::FrameRef hello;
};

/// For net::Gateway::factory.
std::unique_ptr<hub::Session> make_session(GatewayContext& context, const http::Request& request,
                                           hub::Connection& connection);

}  // namespace pandemonium
