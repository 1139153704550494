// Colours of roles, masquerades and embeds (bonfire-rest 10.2). Pure functions, any thread.
#pragma once

#include "base/result.h"

#include <string_view>

namespace bonfire {

/// A CSS colour or gradient of the kinds that clients show; its length is not judged. invalid `place`.
base::Result<void> check_colour(std::string_view place, std::string_view colour);

}  // namespace bonfire
