// Accounts and profiles (pandemonium 5.4).
#pragma once

#include "proto/pandemonium/routes/context.h"

namespace pandemonium {

void add_user_routes(http::Mount& mount, RoutesContext& context);

}  // namespace pandemonium
