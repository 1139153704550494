// Slow channels: how long a person has to wait before they may write there again. Reads the messages themselves, so it holds
// across restarts and protocols; a message that was deleted meanwhile does not count. Runs inside a unit of work.
#pragma once

#include <cstdint>
#include <vector>

#include "core/community.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

/// Whole seconds, 0: none. Whether the person is exempt (bypass_slowmode) is the caller's to know.
std::uint32_t slowmode_left_s(store::Reader& reader, Context context, const core::Channel& channel, core::UserId user);

struct RunningSlowmode {
  core::ChannelId channel;
  std::uint32_t duration_s = 0;
  std::uint32_t left_s = 0;
};
/// In all channels that the person may see and where they have to wait.
std::vector<RunningSlowmode> running_slowmodes(store::Reader& reader, Context context, Actor actor);

}  // namespace service
