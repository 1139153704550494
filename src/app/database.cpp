#include "app/database.h"

namespace app {

store::sql::OpenOptions database_options(const Config& config) {
  store::sql::OpenOptions options;
  options.path = config.data_folder + "/tetragate.db";
  options.durability = config.durability == "full" ? store::sql::Durability::full : store::sql::Durability::normal;
  options.events_per_stream_max = config.events.keep_per_stream;
  options.event_age_max = std::chrono::hours(24) * config.events.keep_days;
  return options;
}

}  // namespace app
