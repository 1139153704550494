#include "app/protocols.h"

#include <utility>

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
               shared.previews.get(),
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

Protocols::Protocols(Shared& shared, LoopServices services)
    : pandemonium_(std::make_unique<Pandemonium>(shared, services)) {}

Protocols::~Protocols() = default;

net::Site Protocols::site() {
  net::Site site;
  site.mounts = {{"/oprish", &pandemonium_->oprish}, {"/effis", &pandemonium_->effis}};
  site.gateways.push_back(pandemonium_->gateway_at("/pandemonium"));
  return site;
}

net::Site Protocols::site_of(const std::string& mount) {
  net::Site site;
  if (mount == "pandemonium") site.gateways.push_back(pandemonium_->gateway_at(""));
  if (mount == "oprish") site.mounts.push_back({"", &pandemonium_->oprish});
  if (mount == "effis") site.mounts.push_back({"", &pandemonium_->effis});
  return site;
}

}  // namespace app
