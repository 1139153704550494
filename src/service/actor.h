// Actor: on whose behalf a use case runs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/ids.h"

namespace service {

/// The authenticated person and the log-in session they came with. A bot has no log-ins: there `login` carries the bot's id.
struct Actor {
  core::UserId user;
  core::LoginSessionId login;
  /// False until the person has chosen a name: who has none can finish the registration and end log-ins, nothing else.
  /// Callers turn such people away; the use cases do not ask.
  bool named = true;
  bool bot = false;
};

/// How much of everything there may be. Over a limit: invalid, with the member's name as subject.
struct Limits {
  std::uint32_t communities = 100;    // that one person is in; private spaces do not count
  std::uint32_t channels = 200;       // of one community
  std::uint32_t roles = 200;          // of one community
  std::uint32_t emojis = 100;         // of one community
  std::uint32_t group_members = 100;  // with the owner
};

/// What every use case may ask about its surroundings. Values, so that a unit of work can carry them to another thread.
struct Context {
  std::int64_t now_ms = 0;            // Unix milliseconds when the request came in
  std::optional<std::string> reason;  // what the audit log says why, as the actor gave it
  Limits limits;
};

}  // namespace service
