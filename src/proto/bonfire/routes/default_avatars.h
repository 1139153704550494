// The pictures of people without one (bonfire-rest 3.3). Any thread.
#pragma once

#include <string>
#include <string_view>

namespace bonfire {

/// A PNG of 512 by 512 pixels, one of seven by the last character of the id. Drawn once, when the first one is asked for.
const std::string& default_avatar(std::string_view user_id);

}  // namespace bonfire
