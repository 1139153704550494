// See read_states.h. Run inside a unit of work.
#include "service/read_states.h"

#include "service/message_access.h"
#include "service/standing.h"

namespace service {
namespace {

void put(store::Transaction& tx, Context context, core::UserId user, core::ChannelId channel, core::MessageId message) {
  tx.put_read(user, channel, message);
  tx.append_event(core::stream_of(user), context.now_ms, core::ChannelRead{channel, message});
}

}  // namespace

std::vector<core::ReadState> list_read_states(store::Reader& reader, Actor actor) {
  return reader.read_states_of(actor.user);
}

Result<void> mark_read(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                       core::MessageId message) {
  if (auto access = open_channel(tx, context, actor, channel); !access) return base::pass(access);
  put(tx, context, actor.user, channel, message);
  return {};
}

Result<void> mark_community_read(store::Transaction& tx, Context context, Actor actor, core::CommunityId community) {
  const auto standing = load_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (!standing->member) return base::fail(base::ErrorKind::not_member, "community");
  for (const core::Channel& channel : tx.channels_of(community)) {
    if (channel.last_message.value == 0 || !standing->may_view(channel)) continue;
    put(tx, context, actor.user, channel.id, channel.last_message);
  }
  return {};
}

}  // namespace service
