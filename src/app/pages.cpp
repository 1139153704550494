#include "app/pages.h"

#include <string_view>
#include <utility>

#include "app/documents.h"
#include "base/result.h"
#include "wire/json_writer.h"

namespace app {
namespace {

http::Response text(int status, std::string body, std::string type = "text/plain; charset=utf-8") {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", std::move(type));
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.body = std::move(body);
  return response;
}

http::Mount::Fallbacks fallbacks() {
  http::Mount::Fallbacks f;
  f.not_found = [](const http::Request&) { return text(404, "not found\n"); };
  f.too_large = [](const http::Request&) { return text(413, "too large\n"); };
  f.internal = [](const http::Request&) { return text(500, "internal error\n"); };
  f.options = [](const http::Request&) { return text(204, ""); };
  f.finish = [](const http::Request&, http::Response&) {};
  return f;
}

base::Task<http::Response> ready(Shared& shared, service::Runner& runner) {
  switch (shared.phase.load()) {
    case Phase::starting:
      co_return text(503, "starting\n");
    case Phase::draining:
      co_return text(503, "draining\n");
    case Phase::serving:
      break;
  }
  base::UniqueFunction<base::Result<bool>(store::Reader&)> unit = [](store::Reader& reader) -> base::Result<bool> {
    return reader.user(core::kSystemUser).has_value();
  };
  const base::Result<bool> read = co_await runner.read<bool>(std::move(unit));
  if (!read || !*read) co_return text(503, "storage does not answer\n");
  if (shared.store_health.failing(shared.store->metrics(), shared.clock.steady_ms())) co_return text(503, "storage fails\n");
  co_return text(200, "ready\n");
}

}  // namespace

std::string api_pointer(const bonfire::Config& config, const std::string& origin) {
  wire::JsonWriter json;
  json.begin_object();
  json.member("api", config.api_url.empty() ? origin + config.api_path : config.api_url);
  json.end_object();
  return json.str();
}

bool from_this_machine(const http::Request& request) {
  const std::string_view peer = request.peer_address;
  const bool loopback = peer.starts_with("127.") || peer == "::1" || peer.starts_with("::ffff:127.");
  // A proxy on this machine that is not configured as trusted speaks for somebody else.
  return loopback && !request.headers.has("X-Forwarded-For") && !request.headers.has("Forwarded");
}

http::Mount make_root_mount(Shared& shared, service::Runner& runner) {
  http::Mount mount(fallbacks());
  mount.add(http::Method::get, "/", [](http::Request& request) -> base::Task<http::Response> {
    co_return text(200, front_page(request.origin), "text/html; charset=utf-8");
  });
  mount.add(http::Method::get, "/healthz",
            [](http::Request&) -> base::Task<http::Response> { co_return text(200, "ok\n"); });
  mount.add(http::Method::get, "/readyz", [&shared, &runner](http::Request&) { return ready(shared, runner); });
  mount.add(http::Method::get, "/metrics", [&shared](http::Request& request) -> base::Task<http::Response> {
    if (!shared.config.metrics_public && !from_this_machine(request)) co_return text(403, "only for this machine\n");
    co_return text(200, metrics_text(shared.metrics), "text/plain; version=0.0.4; charset=utf-8");
  });
  mount.add(http::Method::get, "/.well-known/stoat", [&shared](http::Request& request) -> base::Task<http::Response> {
    http::Response response = text(200, api_pointer(shared.config.bonfire, request.origin), "application/json");
    response.headers.add("Access-Control-Allow-Origin", "*");
    co_return response;
  });
  for (const Document& document : documents()) {
    mount.add(http::Method::get, document.path, [&document](http::Request&) -> base::Task<http::Response> {
      http::Response response = text(200, document.text(), "application/json");
      response.headers.add("Access-Control-Allow-Origin", "*");
      co_return response;
    });
  }
  return mount;
}

}  // namespace app
