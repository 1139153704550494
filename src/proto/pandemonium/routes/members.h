// Members of a sphere (pandemonium 5.6).
#pragma once

#include "proto/pandemonium/routes/context.h"

namespace pandemonium {

void add_member_routes(http::Mount& mount, RoutesContext& context);

}  // namespace pandemonium
