// Messages (pandemonium 5.9.1 to 5.9.3).
#pragma once

#include "proto/pandemonium/routes/context.h"

namespace pandemonium {

void add_message_routes(http::Mount& mount, RoutesContext& context);

}  // namespace pandemonium
