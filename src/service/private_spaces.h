// Use cases: direct channels, groups and saved messages. A private space is a community of its own with one channel, and its
// members are those who take part (core/community.h). Functions on a transaction: load, decide, save, append the events.
// Errors: not_found "channel" when there is no such channel for the actor, invalid "channel" when it is of another kind,
// "user"; forbidden names the lacking permission (standing.h, acquaintance.h) or says "friends" (only friends), "owner"
// (only the owner); already_exists "member"; not_found "member"; invalid names the value; unauthenticated.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/community_state.h"
#include "service/actor.h"
#include "service/standing.h"
#include "store/store.h"

namespace service {

/// The space with its channel and the people in it.
using PrivateSpace = core::CommunitySnapshot;

/// The direct channel with somebody, made on first use; one that was closed is active again. With oneself: open_saved.
/// Needs user_permission::send_message (forbidden "send_message"). not_found "user". Events: MemberJoined for both when it
/// is new; ChannelUpdated when it becomes active.
base::Result<PrivateSpace> open_direct(store::Transaction& tx, Context context, Actor actor, core::UserId other);
/// One's saved messages, made on first use. Event: MemberJoined.
base::Result<PrivateSpace> open_saved(store::Transaction& tx, Context context, Actor actor);

struct NewGroup {
  std::string name;
  std::optional<std::string> description;
  std::optional<core::FileId> icon;
  bool nsfw = false;
  std::vector<core::UserId> users;  // besides the owner; those named twice count once
};
/// All of them must be friends (forbidden "friends"). invalid "group_members" over the limit, "icon". Events: MemberJoined
/// for each, the owner first.
base::Result<PrivateSpace> create_group(store::Transaction& tx, Context context, Actor actor, const NewGroup& input);
/// Name, topic, icon and nsfw need manage_channel; group_permissions manage_permissions; all else: invalid "channel".
/// Events: ChannelUpdated, and a note in the group for each of name, topic and icon.
base::Result<core::Channel> edit_group(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                       core::ChannelEdit edit);
/// Only the owner and staff (forbidden "owner"), to another member (not_found "member"). Events: CommunityUpdated, and a
/// note.
base::Result<void> hand_over_group(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                   core::UserId to);
/// Needs invite_others, and a friend (forbidden "friends"). invalid "group_members" over the limit. Events: MemberJoined,
/// and a note.
base::Result<void> add_to_group(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                core::UserId user);
/// Only the owner and staff: forbidden "manage_channel". invalid "self". Events: MemberLeft, and a note.
base::Result<void> remove_from_group(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                     core::UserId user);
/// Leaving a group: an owner hands it over to who joined first of the others (CommunityUpdated and a note), the last one out
/// deletes it (CommunityDeleted). Unless `silent` a note tells of it. Event: MemberLeft. Closing a direct channel: it stays,
/// but not in the list of either (ChannelUpdated). One's saved messages: invalid "effect".
base::Result<void> leave_private(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                 bool silent = false);
/// All spaces of the actor, ascending id.
base::Result<std::vector<PrivateSpace>> list_private_spaces(store::Reader& reader, Actor actor);

// For use cases on other ways into a group and out of it.
/// The group's standing and channel. not_found "channel", invalid "channel".
struct GroupAccess {
  Standing standing;
  core::Channel channel;
};
base::Result<GroupAccess> open_group(store::Reader& reader, Context context, Actor actor, core::ChannelId channel);
/// already_exists "member", invalid "group_members". With the events of add_to_group.
base::Result<void> enter_group(store::Transaction& tx, const Context& context, const core::Community& group,
                               const core::Channel& channel, const core::User& user, core::UserId by);

}  // namespace service
