// Use cases: invites into communities and groups, and bots that are brought in. Functions on a transaction; errors as in
// communities.h and private_spaces.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/community_state.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

/// Eight letters and digits, none of which is taken for another.
std::string random_invite_code();

/// Needs invite_others in the channel, which must be seen (not_found "channel"). invalid "channel" for direct channels and
/// saved messages. already_exists "code": draw another. No event.
base::Result<core::Invite> create_invite(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                         const std::string& code);
/// What may be shown to everybody who has the code.
struct InvitePreview {
  core::Invite invite;
  core::Community community;  // of a group: its private space
  core::Channel channel;
  core::User creator;
  std::uint32_t members = 0;
};
/// not_found "invite".
base::Result<InvitePreview> find_invite(store::Reader& reader, std::string_view code);
/// A discoverable community needs no code; the first of its channels that everybody may see counts. The code is empty.
/// not_found "invite", also when there is no such channel.
base::Result<InvitePreview> find_open_community(store::Reader& reader, core::CommunityId community);

/// Joins the community or enters the group, as its creator's guest. Errors of join_community and of add_to_group. The
/// snapshot is as the joiner sees it.
base::Result<core::CommunitySnapshot> use_invite(store::Transaction& tx, Context context, Actor actor,
                                                 std::string_view code);
/// Joins a discoverable community; not_found "invite".
base::Result<core::CommunitySnapshot> join_open_community(store::Transaction& tx, Context context, Actor actor,
                                                          core::CommunityId community);
/// Its creator, or manage_community. not_found "invite".
base::Result<void> delete_invite(store::Transaction& tx, Context context, Actor actor, std::string_view code);
/// Needs manage_community.
base::Result<std::vector<core::Invite>> list_invites(store::Reader& reader, Context context, Actor actor,
                                                     core::CommunityId community);

/// Needs manage_community, and a bot that is open or one's own (forbidden "bot"). not_found "bot"; otherwise as joining.
base::Result<void> add_bot(store::Transaction& tx, Context context, Actor actor, core::UserId bot,
                           core::CommunityId community);
/// Likewise, needs invite_others in the group.
base::Result<void> add_bot_to_group(store::Transaction& tx, Context context, Actor actor, core::UserId bot,
                                    core::ChannelId channel);

}  // namespace service
