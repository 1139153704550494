// Where the database of a configuration is and how it is opened. Pure; any thread.
#pragma once

#include "app/config.h"
#include "store/sql/sqlite_store.h"

namespace app {

store::sql::OpenOptions database_options(const Config& config);

}  // namespace app
