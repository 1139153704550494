// RoutesContext: everything the REST routes of one loop need. Made by app, one per loop; used on that loop's thread alone.
#pragma once

#include "base/clock.h"
#include "http/rate_limiter.h"
#include "http/router.h"
#include "hub/hub.h"
#include "proto/pandemonium/config.h"
#include "service/authenticator.h"
#include "service/files.h"
#include "service/mailer.h"
#include "service/passwords.h"
#include "service/previews.h"
#include "service/runner.h"

namespace pandemonium {

/// Whatever is referred to must outlive the mounts made with it, and so must the context itself.
struct RoutesContext {
  service::Runner& runner;  // of this loop
  service::Authenticator& authenticator;
  const hub::Hub& hub;         // of this loop, for Hub::online
  http::RateLimiter& limiter;  // shared by all loops
  const Config& config;
  service::Passwords& passwords;
  service::Mailer* mailer;      // null: no mail is sent, accounts are born verified (5.2)
  service::Previews* previews;  // null: no link previews (5.9.4)
  service::Files& files;
  const base::Clock& clock;
};

/// The routes of 5.3 to 5.10. "/users/..." and so on, below whatever the mount stands for.
void add_oprish_routes(http::Mount& mount, RoutesContext& context);
/// A mount with these routes, the answers of 6.2, CORS and the path rules of 5.1.
http::Mount make_oprish_mount(RoutesContext& context);

}  // namespace pandemonium
