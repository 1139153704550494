// Emojis (pandemonium 5.10).
#pragma once

#include "proto/pandemonium/routes/context.h"

namespace pandemonium {

void add_emoji_routes(http::Mount& mount, RoutesContext& context);

}  // namespace pandemonium
