// Log-in sessions (pandemonium 5.5).
#pragma once

#include "proto/pandemonium/routes/context.h"

namespace pandemonium {

void add_session_routes(http::Mount& mount, RoutesContext& context);

}  // namespace pandemonium
