// Signals: what is told and not stored. They have no number; one that gets lost is not missed, a later one replaces it.
#pragma once

#include <cstdint>
#include <variant>

#include "core/ids.h"

namespace core {

/// Between hubs: the person's attached sessions on one of them became more than none, or none.
struct PresenceCounted {
  UserId user;
  bool online = false;
};

/// Somebody began or ceased to write in a channel. Nobody keeps this: who shows it lets it run out.
struct TypingChanged {
  CommunityId community;
  ChannelId channel;
  UserId user;
  bool started = false;
};

/// For one person: in that channel they have to wait.
struct SlowmodeStarted {
  UserId user;
  ChannelId channel;
  std::uint32_t duration_s = 0;
  std::uint32_t retry_after_s = 0;  // from now
};

using Signal = std::variant<PresenceCounted, TypingChanged, SlowmodeStarted>;

}  // namespace core
