#include "app/loop_parts.h"

#include "app/pages.h"
#include "app/setting_tables.h"

namespace app {
namespace {

hub::HubOptions hub_options(const Config& config) {
  hub::HubOptions options;
  options.outbox_bytes_max = config.outbox_bytes_max;
  options.write_stall_ms = static_cast<std::int64_t>(config.limits.write_stall_s) * 1000;
  return options;
}

}  // namespace

LoopParts::LoopParts(net::Loop& loop, Shared& shared)
    : loop_(loop),
      shared_(shared),
      runner_(*shared.store, loop),
      authenticator_(runner_, shared.clock, shared.key),
      loader_(*shared.store, loop),
      hub_(loop, shared.clock, loop.timers(), loader_, *this, hub_options(shared.config)),
      protocols_(shared, {hub_, runner_, authenticator_}),
      root_(make_root_mount(shared, runner_)) {
  // The sites in the order of site_of() in app.cpp: everything, then each part of a protocol alone.
  std::vector<net::Site> sites;
  sites.push_back(protocols_.site());
  sites.back().mounts.push_back({"", &root_});
  for (const std::string& mount : mount_names()) sites.push_back(protocols_.site_of(mount));
  loop.set_sites(std::move(sites));
}

LoopParts::~LoopParts() = default;

void LoopParts::on_events(std::span<const core::EventRef> events) {
  authenticator_.on_events(events);
  hub_.on_events(events);
}

void LoopParts::on_signal(const core::Signal& signal) { hub_.on_signal(signal); }

void LoopParts::publish(const core::Signal& signal) { shared_.bus.publish_signal(this, signal); }

}  // namespace app
