// GET / (pandemonium 5.3).
#pragma once

#include "proto/pandemonium/routes/context.h"

namespace pandemonium {

void add_instance_routes(http::Mount& mount, RoutesContext& context);

}  // namespace pandemonium
