// Reactions (pandemonium 5.9.5).
#pragma once

#include "proto/pandemonium/routes/context.h"

namespace pandemonium {

void add_reaction_routes(http::Mount& mount, RoutesContext& context);

}  // namespace pandemonium
