// Channels (pandemonium 5.8).
#pragma once

#include "proto/pandemonium/routes/context.h"

namespace pandemonium {

void add_channel_routes(http::Mount& mount, RoutesContext& context);

}  // namespace pandemonium
