// Use cases: bans. Functions on a transaction; errors as in communities.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/community.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

struct NewBan {
  core::UserId user;
  std::optional<std::string> reason;
  std::int64_t delete_messages_ms = 0;  // what they wrote here within this time goes too
};
/// Needs ban_members and, of a member, a more powerful rank. invalid "self"; forbidden "owner". They need not be known
/// here. A further ban replaces the reason. Events: MemberLeft when they were a member, MessagesDeleted for each channel.
base::Result<core::Ban> ban_member(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                   const NewBan& ban);
/// Needs ban_members. not_found "ban". No event.
base::Result<void> unban_member(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                core::UserId user);
struct BanList {
  std::vector<core::Ban> bans;    // ascending user
  std::vector<core::User> users;  // likewise; deleted ones too
};
/// Needs ban_members.
base::Result<BanList> list_bans(store::Reader& reader, Context context, Actor actor, core::CommunityId community);

/// For the operator: bans and removes (MemberLeft when they were a member; forbidden "owner"), and lifts a ban.
base::Result<void> ban(store::Transaction& tx, Context context, core::CommunityId community, core::UserId user,
                       std::optional<std::string> reason);
base::Result<void> unban(store::Transaction& tx, Context context, core::CommunityId community, core::UserId user);

}  // namespace service
