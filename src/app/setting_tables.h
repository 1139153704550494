// The parts of the table of settings.
#pragma once

#include <string>
#include <vector>

#include "app/settings.h"

namespace app {

/// Everything that is not a protocol's.
std::vector<Setting> server_settings();
/// What each protocol lets be chosen.
std::vector<Setting> pandemonium_settings();
std::vector<Setting> bonfire_settings();
/// What `mount` of a listener may be (protocols.cpp).
const std::vector<std::string>& mount_names();

}  // namespace app
