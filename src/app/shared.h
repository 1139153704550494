// What all event loops of a node have in common. Made by App before they run; each part says itself what any thread may
// call.
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "app/config.h"
#include "app/metrics_text.h"
#include "app/store_health.h"
#include "app/thread_pool.h"
#include "base/clock.h"
#include "bus/local/local_bus.h"
#include "http/rate_limiter.h"
#include "service/derived_token.h"
#include "service/files.h"
#include "service/mailer.h"
#include "service/passwords.h"
#include "service/previews.h"
#include "service/recent_keys.h"
#include "service/remote_fetch.h"
#include "store/sql/sqlite_store.h"

namespace app {

enum class Phase { starting, serving, draining };

struct Shared {
  explicit Shared(const Config& chosen);

  Config config;
  base::SystemClock clock;
  std::atomic<Phase> phase{Phase::starting};
  std::unique_ptr<store::sql::SqliteStore> store;
  bus::local::LocalBus bus;
  http::RateLimiter limiter{clock};
  service::InstanceKey key{};  // of the data folder; read before the loops are made
  service::RecentKeys nonces{clock};

  // Pools end before what their tasks use: they are last.
  service::RemoteFetch fetch;
  ThreadPool file_pool{"files", 2}, password_pool{"passwords", 2}, fetch_pool{"fetch", 2}, mail_pool{"mail", 1};
  service::Files files;
  service::Passwords passwords;
  std::unique_ptr<service::Mailer> mailer;      // null: not configured
  std::unique_ptr<service::Previews> previews;  // null: no protocol makes any
  MetricsSources metrics;
  StoreHealth store_health;

  std::string folder(const std::string& name) const { return config.data_folder + "/" + name; }
  void stop_pools();
};

}  // namespace app
