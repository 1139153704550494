#include "app/protocols.h"

#include <utility>

#include "app/setting_tables.h"
#include "proto/bonfire/gateway.h"
#include "proto/bonfire/lookups.h"
#include "proto/bonfire/routes/context.h"
#include "proto/pandemonium/effis/effis.h"
#include "proto/pandemonium/gateway.h"
#include "proto/pandemonium/routes/context.h"

namespace app {

struct Protocols::Pandemonium {
  Pandemonium(Shared& shared, LoopServices s)
      : gateway(s.hub, shared.limiter, shared.config.pandemonium, ::pandemonium::authenticate_with(s.authenticator)),
        routes{s.runner,
               s.authenticator,
               s.hub,
               shared.limiter,
               shared.config.pandemonium,
               shared.passwords,
               shared.mailer.get(),
               shared.config.pandemonium.previews ? shared.previews.get() : nullptr,
               shared.files,
               shared.clock},
        oprish(::pandemonium::make_oprish_mount(routes)),
        files{s.runner, shared.limiter, shared.config.pandemonium, shared.files, shared.fetch, shared.fetch_pool},
        effis(::pandemonium::make_effis_mount(files)) {}

  net::Gateway gateway_at(std::string prefix) {
    net::Gateway g;
    g.prefix = std::move(prefix);
    g.factory = [context = &gateway](const http::Request& request, hub::Connection& connection) {
      return ::pandemonium::make_session(*context, request, connection);
    };
    return g;
  }

  ::pandemonium::GatewayContext gateway;
  ::pandemonium::RoutesContext routes;
  http::Mount oprish;
  ::pandemonium::EffisContext files;
  http::Mount effis;
};

struct Protocols::Bonfire {
  Bonfire(Shared& shared, LoopServices s)
      : gateway(s.hub, ::bonfire::authenticate_with(s.authenticator),
                ::bonfire::load_personal_with(s.runner, shared.config.bonfire),
                ::bonfire::load_slowmodes_with(s.runner, shared.clock)),
        routes(routes_context(shared, s)),
        delta(::bonfire::make_delta_mount(routes)),
        autumn(::bonfire::make_autumn_mount(routes)),
        january(::bonfire::make_january_mount(routes)) {
    gateway.has_policies = !shared.config.bonfire.policy_changes.empty();
    if (shared.config.bonfire.rate_limits_enabled) gateway.limiter = &shared.limiter;
    gateway.limits.connections = {shared.config.bonfire.rate_limits.gateway, ::bonfire::kRateLimitWindowSeconds, 0};
  }

  static ::bonfire::RoutesContext routes_context(Shared& shared, LoopServices s) {
    ::bonfire::RoutesContext context{
        s.runner,         s.authenticator,     s.hub,        shared.limiter, shared.config.bonfire,
        shared.passwords, shared.mailer.get(), shared.files, shared.nonces,  shared.key,
        shared.clock};
    if (shared.config.bonfire.january) {
      context.previews = shared.previews.get();
      context.fetcher = &shared.fetch;
      context.fetch_pool = &shared.fetch_pool;
    }
    return context;
  }

  net::Gateway gateway_at(std::string prefix) {
    net::Gateway g;
    g.prefix = std::move(prefix);
    g.factory = [context = &gateway](const http::Request& request, hub::Connection& connection) {
      return ::bonfire::make_session(*context, request, connection);
    };
    return g;
  }

  ::bonfire::GatewayContext gateway;
  ::bonfire::RoutesContext routes;
  http::Mount delta, autumn, january;
};

Protocols::Protocols(Shared& shared, LoopServices services)
    : pandemonium_(std::make_unique<Pandemonium>(shared, services)), bonfire_(std::make_unique<Bonfire>(shared, services)) {}

Protocols::~Protocols() = default;

net::Site Protocols::site() {
  net::Site site;
  site.mounts = {{"/oprish", &pandemonium_->oprish},
                 {"/effis", &pandemonium_->effis},
                 {"/delta", &bonfire_->delta},
                 {"/autumn", &bonfire_->autumn},
                 {"/january", &bonfire_->january}};
  site.gateways.push_back(pandemonium_->gateway_at("/pandemonium"));
  site.gateways.push_back(bonfire_->gateway_at("/bonfire"));
  return site;
}

net::Site Protocols::site_of(const std::string& mount) {
  net::Site site;
  if (mount == "pandemonium") site.gateways.push_back(pandemonium_->gateway_at(""));
  if (mount == "oprish") site.mounts.push_back({"", &pandemonium_->oprish});
  if (mount == "effis") site.mounts.push_back({"", &pandemonium_->effis});
  if (mount == "bonfire") site.gateways.push_back(bonfire_->gateway_at(""));
  if (mount == "delta") site.mounts.push_back({"", &bonfire_->delta});
  if (mount == "autumn") site.mounts.push_back({"", &bonfire_->autumn});
  if (mount == "january") site.mounts.push_back({"", &bonfire_->january});
  return site;
}

const std::vector<std::string>& mount_names() {
  static const std::vector<std::string> names = {"pandemonium", "oprish", "effis", "bonfire", "delta", "autumn", "january"};
  return names;
}

}  // namespace app
