// Categories (pandemonium 5.7).
#pragma once

#include "proto/pandemonium/routes/context.h"

namespace pandemonium {

void add_category_routes(http::Mount& mount, RoutesContext& context);

}  // namespace pandemonium
