// Accounts: signing up, changing what one logs in with, leaving for good (pandemonium 5.4).
#pragma once

#include "proto/pandemonium/routes/context.h"

namespace pandemonium {

void add_account_routes(http::Mount& mount, RoutesContext& context);

}  // namespace pandemonium
