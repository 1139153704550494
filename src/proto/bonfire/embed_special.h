// Which of the clients' players shows a page (bonfire-rest 6). Pure functions, any thread.
#pragma once

#include "proto/bonfire/wire_message.h"

#include <optional>
#include <string>

namespace bonfire {

/// By the page's address alone; nothing when there is no player for it. What becomes part of a player's address holds
/// letters, digits, '-' and '_' only. YouTube is not here: its player needs more than an address.
std::optional<Special> special_of(const std::string& url);

}  // namespace bonfire
