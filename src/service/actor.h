// Actor: on whose behalf a use case runs.
#pragma once

#include <cstdint>

#include "core/ids.h"

namespace service {

/// The authenticated person and the log-in session they came with.
struct Actor {
  core::UserId user;
  core::LoginSessionId login;
};

/// What every use case may ask about its surroundings. Values, so that a unit of work can carry them to another thread.
struct Context {
  std::int64_t now_ms = 0;  // Unix milliseconds when the request came in
};

}  // namespace service
