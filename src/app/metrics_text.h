// The Prometheus text of this node: adds up what the threads count. Any thread.
#pragma once

#include <string>
#include <vector>

#include "hub/hub.h"
#include "net/server.h"
#include "store/sql/sqlite_store.h"

namespace app {

struct MetricsSources {
  std::vector<const hub::HubMetrics*> hubs;  // one per loop
  std::vector<const net::NetMetrics*> loops;
  const store::sql::StoreMetrics* store = nullptr;
  std::vector<std::string> protocols;  // shown even while nobody speaks them; hubs may know of more
};

std::string metrics_text(const MetricsSources& sources);

}  // namespace app
