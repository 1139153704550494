// Looks through the event table for what must never be: a number missing or doubled. For `tetragate check --events`; blocks.
#pragma once

#include <cstdint>
#include <string>

#include "app/config.h"
#include "base/result.h"

namespace app {

/// How many streams have events. Old events may have been let go; from the oldest that is kept up to the stream's last
/// number all must be there, once. Errors: one line that says where one is missing, or why the database cannot be opened.
base::Result<std::uint64_t> check_events(const Config& config);

}  // namespace app
