// See slowmode.h.
#include "service/slowmode.h"

#include <algorithm>

#include "core/id_generator.h"
#include "service/standing.h"

namespace service {
namespace {

using Written = std::vector<std::pair<core::ChannelId, core::MessageId>>;

/// `written` goes back as far as the channel's slowmode at least.
std::uint32_t left_s(const Written& written, const core::Channel& channel, std::int64_t now_ms) {
  const auto last = std::find_if(written.rbegin(), written.rend(), [&](const auto& at) { return at.first == channel.id; });
  if (last == written.rend()) return 0;
  const std::int64_t until_ms = core::unix_ms_of_id(last->second.value) + std::int64_t{channel.slowmode_s} * 1000;
  return until_ms <= now_ms ? 0 : static_cast<std::uint32_t>((until_ms - now_ms + 999) / 1000);
}

Written written_within(store::Reader& reader, core::CommunityId community, core::UserId user, std::uint32_t seconds,
                       std::int64_t now_ms) {
  return reader.messages_by(community, user, now_ms - std::int64_t{seconds} * 1000);
}

}  // namespace

std::uint32_t slowmode_left_s(store::Reader& reader, Context context, const core::Channel& channel, core::UserId user) {
  if (channel.slowmode_s == 0) return 0;
  return left_s(written_within(reader, channel.community, user, channel.slowmode_s, context.now_ms), channel,
                context.now_ms);
}

std::vector<RunningSlowmode> running_slowmodes(store::Reader& reader, Context context, Actor actor) {
  std::vector<RunningSlowmode> running;
  for (const core::CommunityId community : reader.communities_of(actor.user)) {
    std::vector<core::Channel> slow = reader.channels_of(community);
    std::erase_if(slow, [](const core::Channel& channel) { return channel.slowmode_s == 0; });
    if (slow.empty()) continue;
    const auto standing = load_standing(reader, context, actor, community);
    if (!standing) continue;
    const std::uint32_t longest = std::ranges::max_element(slow, {}, &core::Channel::slowmode_s)->slowmode_s;
    const Written written = written_within(reader, community, actor.user, longest, context.now_ms);
    for (const core::Channel& channel : slow) {
      const core::Permissions held = standing->permissions_in(channel);
      if (!core::has(held, core::permission::view_channel) || core::has(held, core::permission::bypass_slowmode)) continue;
      const std::uint32_t left = left_s(written, channel, context.now_ms);
      if (left > 0) running.push_back({channel.id, channel.slowmode_s, left});
    }
  }
  return running;
}

}  // namespace service
