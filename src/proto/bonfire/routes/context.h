// RoutesContext: everything the API's routes of one loop need. Made by app, one per loop; used on that loop's thread alone.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "http/rate_limiter.h"
#include "http/router.h"
#include "hub/hub.h"
#include "proto/bonfire/config.h"
#include "service/authenticator.h"
#include "service/derived_token.h"
#include "service/files.h"
#include "service/mailer.h"
#include "service/passwords.h"
#include "service/previews.h"
#include "service/recent_keys.h"
#include "service/remote_fetch.h"
#include "service/runner.h"

namespace bonfire {

/// Whatever is referred to must outlive the mounts made with it, and so must the context itself.
struct RoutesContext {
  service::Runner& runner;                // of this loop
  service::Authenticator& authenticator;  // with the instance's key
  hub::Hub& hub;                          // of this loop
  http::RateLimiter& limiter;             // shared by all loops
  const Config& config;
  service::Passwords& passwords;
  service::Mailer* mailer;  // null: no mail is sent, accounts are born verified (bonfire-rest 3.2)
  service::Files& files;
  service::RecentKeys& nonces;      // shared by all loops (1.9)
  const service::InstanceKey& key;  // for the tokens of bots and webhooks
  const base::Clock& clock;
  // With Config::january, otherwise null.
  service::Previews* previews = nullptr;  // looks at links in messages
  const service::Fetcher* fetcher = nullptr;
  base::Executor* fetch_pool = nullptr;  // where fetching blocks
};

/// The routes of bonfire-rest 2, "/users/..." and so on, below whatever the mount stands for; each with "/0.8" in front too.
void add_delta_routes(http::Mount& mount, RoutesContext& context);
/// A mount with these routes, errors for what has none, CORS, and the path rules of 1.1.
http::Mount make_delta_mount(RoutesContext& context);
/// The file server (bonfire-rest 5): "/", "/{tag}" and so on, with its own limits and CORS.
http::Mount make_autumn_mount(RoutesContext& context);
/// The link proxy (bonfire-rest 6). Without Config::january it fetches nothing and answers FeatureDisabled.
http::Mount make_january_mount(RoutesContext& context);

}  // namespace bonfire
