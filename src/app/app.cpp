#include "app/app.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <future>
#include <thread>
#include <utility>

#include "app/database.h"
#include "app/exit_codes.h"
#include "app/housekeeping.h"
#include "app/loop_parts.h"
#include "app/setting_tables.h"
#include "app/settings.h"
#include "app/shared.h"
#include "app/signals.h"
#include "app/version.h"
#include "base/log.h"
#include "service/accounts.h"

namespace app {
namespace {

using base::Result;

/// Index of the site that a listener serves; LoopParts makes them in this order.
std::size_t site_of(const ListenConfig& listen) {
  if (listen.mount.empty()) return 0;
  const auto& names = mount_names();
  return 1 + static_cast<std::size_t>(std::find(names.begin(), names.end(), listen.mount) - names.begin());
}

net::ServerOptions server_options(const Config& config, const std::string& spool_folder) {
  net::ServerOptions options;
  options.threads = config.threads != 0 ? config.threads : std::max(1u, std::thread::hardware_concurrency());
  options.limits.header_bytes_max = static_cast<std::uint32_t>(config.limits.header_bytes);
  options.limits.header_timeout_ms = config.limits.header_timeout_s * std::int64_t{1000};
  options.limits.body_stall_timeout_ms = config.limits.body_stall_s * std::int64_t{1000};
  options.limits.keep_alive_timeout_ms = config.limits.keep_alive_s * std::int64_t{1000};
  options.limits.write_stall_timeout_ms = config.limits.write_stall_s * std::int64_t{1000};
  options.limits.connections_max = static_cast<std::uint32_t>(config.limits.connections);
  for (const ListenConfig& listen : config.listen) {
    options.listeners.push_back({listen.address, listen.port, listen.certificate, listen.key, site_of(listen)});
  }
  options.trusted_proxies = config.trusted_proxies;
  options.spool_folder = spool_folder;
  return options;
}

/// The folders of a server, all readable by its owner only. Uploads that a crash left behind are removed.
Result<void> make_folders(const Shared& shared) {
  namespace fs = std::filesystem;
  const auto failed = [](const std::string& folder, const std::string& why) {
    return base::fail(base::ErrorKind::unavailable, "folder", "cannot use the data folder " + folder + ": " + why);
  };
  std::error_code error;
  fs::remove_all(shared.folder("spool"), error);
  for (const std::string& folder : {shared.config.data_folder, shared.folder("files"), shared.folder("spool")}) {
    const bool made = fs::create_directories(folder, error);
    if (error) return failed(folder, error.message());
    if (made) fs::permissions(folder, fs::perms::owner_all, error);
    if (access(folder.c_str(), R_OK | W_OK | X_OK) != 0) return failed(folder, "no permission to read and write");
  }
  return {};
}

/// What the database must hold before anybody is served. Blocks.
Result<void> prepare(store::Store& store, std::int64_t now_ms) {
  std::promise<Result<void>> done;
  store.write([now_ms](store::Transaction& tx) { return service::ensure_reserved_users(tx, {now_ms}); },
              [&done](Result<void> result) { done.set_value(std::move(result)); });
  return done.get_future().get();
}

std::string url_of(const net::Listener& listener) {
  const std::string host = listener.address.find(':') == std::string::npos ? listener.address : "[" + listener.address + "]";
  return (listener.certificate_file.empty() ? "http://" : "https://") + host + ":" + std::to_string(listener.port) + "/";
}

}  // namespace

struct App::Parts {
  explicit Parts(const Config& config) : shared(config) {}

  Shared shared;
  std::unique_ptr<net::Server> server;
  std::vector<std::unique_ptr<LoopParts>> loops;
  std::unique_ptr<Housekeeping> housekeeping;

  std::int64_t sessions() const {
    std::int64_t count = 0;
    for (const auto& loop : loops) count += loop->hub().metrics().sessions.value();
    return count;
  }
};

App::App(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

App::~App() {
  // Work in flight ends first, then the threads it answers on, then what lives on them, then the loops themselves.
  if (parts_->shared.store) parts_->shared.store->close();
  parts_->shared.stop_pools();
  if (parts_->server) parts_->server->stop();
  parts_->housekeeping.reset();
  parts_->loops.clear();
  parts_->server.reset();
}

std::variant<std::unique_ptr<App>, StartFailure> App::create(const Config& config) {
  std::unique_ptr<App> app(new App(std::make_unique<Parts>(config)));
  Parts& parts = *app->parts_;
  Shared& shared = parts.shared;
  if (const auto made = make_folders(shared); !made) return StartFailure{kExitData, made.error().info};

  auto server = net::Server::create(server_options(config, shared.folder("spool")), shared.clock, shared.file_pool);
  if (!server) {
    const std::string& subject = server.error().subject;
    const int exit_code = subject == "tls" ? kExitCertificate : subject == "listen" ? kExitListen : kExitConfiguration;
    return StartFailure{exit_code, server.error().info};
  }
  parts.server = std::move(*server);

  auto store = store::sql::open(database_options(config), shared.clock);
  if (!store) return StartFailure{kExitData, store.error().info};
  shared.store = std::move(*store);
  const auto key = service::load_or_create_key(shared.folder("instance.key"));
  if (!key) return StartFailure{kExitData, "cannot use " + shared.folder("instance.key") + ": " + key.error().info};
  shared.key = *key;
  if (config.pandemonium.previews || config.bonfire.january) {
    shared.previews = std::make_unique<service::Previews>(*shared.store, shared.fetch, shared.fetch_pool, shared.clock);
  }

  shared.metrics.store = &shared.store->metrics();
  shared.metrics.protocols = {"pandemonium", "bonfire"};
  for (net::Loop* loop : parts.server->loops()) {
    parts.loops.push_back(std::make_unique<LoopParts>(*loop, shared));
    shared.bus.add(*parts.loops.back(), *loop);
    shared.metrics.hubs.push_back(&parts.loops.back()->hub().metrics());
    shared.metrics.loops.push_back(&loop->metrics());
  }
  parts.housekeeping = std::make_unique<Housekeeping>(*parts.server->loops().front(), shared);
  shared.store->set_commit_listener([bus = &shared.bus](std::span<const core::EventRef> events) { bus->publish(events); });
  if (const auto prepared = prepare(*shared.store, shared.clock.unix_ms()); !prepared) {
    return StartFailure{kExitData, "cannot write to the database: " + prepared.error().info};
  }
  return app;
}

int App::run() {
  Shared& shared = parts_->shared;
  parts_->server->start();
  shared.phase = Phase::serving;
  announce();
  for (;;) {
    const auto signal = wait_for_signal(-1);
    if (!signal) continue;
    if (signal->what == Signal::stop) break;
    const auto reloaded = parts_->server->reload_certificates();
    if (reloaded) {
      base::log::info("certificates were read again");
    } else {
      base::log::error("certificates stay as they were", {{"why", reloaded.error().info}});
    }
  }
  drain();
  return kExitOk;
}

void App::announce() const {
  for (const net::Listener& listener : parts_->server->bound()) {
    base::log::info("listening", {{"url", url_of(listener)}});
  }
  base::log::info("ready", {{"version", std::string(version())}, {"data", parts_->shared.config.data_folder}});
}

void App::drain() {
  Shared& shared = parts_->shared;
  shared.phase = Phase::draining;
  base::log::info("draining", {{"sessions", std::to_string(parts_->sessions())}});
  parts_->server->stop_accepting();
  for (const auto& loop : parts_->loops) {
    loop->loop().post([hub = &loop->hub()] { hub->drain(); });
  }
  const std::int64_t deadline = shared.clock.steady_ms() + shared.config.drain_timeout_s * std::int64_t{1000};
  // Connections end by themselves once their last byte is written; looking twenty times a second is soon enough.
  static constexpr std::int64_t kLookMs = 50;
  while (parts_->server->connections() > 0 && shared.clock.steady_ms() < deadline) {
    const auto signal = wait_for_signal(kLookMs);
    if (signal && signal->what == Signal::stop) {
      base::log::warn("stopped at once by a second signal");
      _exit(128 + signal->number);
    }
  }
  base::log::info("stopping", {{"connections", std::to_string(parts_->server->connections())}});
}

}  // namespace app
