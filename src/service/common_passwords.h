// Passwords that are tried first by whoever guesses. Pure; any thread.
#pragma once

#include <string_view>

namespace service {

/// Whether it is one that very many people have, whatever the case of its letters, also with a few digits or signs behind
/// it.
bool is_common_password(std::string_view password);

}  // namespace service
