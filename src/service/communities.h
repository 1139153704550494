// Use cases: communities, members, categories, channels, emojis. Functions on a transaction: load, decide, save, append the
// event. Permissions are decided by core/access.h. Errors: not_found names what is missing ("community", "category",
// "channel", "member", "emoji", "user", "ban"), forbidden, not_member, invalid names the value; unauthenticated when the
// caller's account is gone. An edit without any field changes nothing and has no event, but its errors are found as ever.
// The owner may leave and stays owner: what is about the community (editing, kicking, channels, emojis) stays open to them;
// what is inside (hidden channels, messages, adding emojis) needs membership, theirs too.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/community_state.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

inline constexpr std::uint32_t kOwnedCommunitiesMax = 100;

/// A community as one person (or a guest: no actor) may see it: hidden channels are taken out of `snapshot.state.channels`,
/// all else is whole. Who is not a member sees what guests see.
Result<core::CommunitySnapshot> view_community(store::Reader& reader, Context context, std::optional<Actor> actor,
                                               core::CommunityId id);
Result<core::CommunityId> find_community(store::Reader& reader, std::string_view slug);  // not_found "community"

struct NewCommunity {
  std::string slug;
  core::CommunityKind kind = core::CommunityKind::chat;
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<core::FileId> icon;
  std::optional<core::FileId> banner;
};
/// With its default category "uncategorised" (its own id), a text channel "general" and the caller as owner and member.
/// already_exists "slug", invalid "icon" / "banner", invalid "communities" over kOwnedCommunitiesMax. Event: MemberJoined.
Result<core::CommunitySnapshot> create_community(store::Transaction& tx, Context context, Actor actor,
                                                 const NewCommunity& input);
/// Needs manage_community. invalid "icon" / "banner". Event: CommunityUpdated.
Result<core::Community> edit_community(store::Transaction& tx, Context context, Actor actor, core::CommunityId id,
                                       const core::CommunityEdit& edit);
/// forbidden when banned, already_exists "member". Event: MemberJoined. Gives the community after joining, as the joiner
/// sees it.
Result<core::CommunitySnapshot> join_community(store::Transaction& tx, Context context, Actor actor, core::CommunityId id);

struct MemberWithUser {
  core::Member member;
  core::User user;
};
Result<MemberWithUser> find_member(store::Reader& reader, core::CommunityId community, core::UserId user);
/// Oneself: nickname needs change_nickname, avatar needs change_avatar. Others: nickname needs manage_nicknames, the
/// remaining fields may only be cleared (remove_avatars), otherwise invalid "body". Acting on others needs a more powerful
/// rank. invalid "avatar" / "banner" when there is no such file. Event: MemberUpdated.
Result<MemberWithUser> edit_member(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                   core::UserId user, const core::MemberEdit& edit);
/// Leaving, or kicking (kick_members and a more powerful rank; the owner cannot be kicked). not_found "member". Event:
/// MemberLeft.
Result<void> remove_member(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                           core::UserId user);
/// For the operator: bans and removes (MemberLeft when they were a member; forbidden for the owner), and lifts a ban.
Result<void> ban(store::Transaction& tx, Context context, core::CommunityId community, core::UserId user,
                 std::optional<std::string> reason);
Result<void> unban(store::Transaction& tx, Context context, core::CommunityId community, core::UserId user);

// Categories and channels need manage_channel in the community.
Result<core::Category> create_category(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                       const std::string& name);
/// Position is clamped to the last one; 0 is invalid "position". The default category: invalid "category". Events tell the
/// clamped position; the others' new ones follow from it (community_state.h).
Result<core::Category> edit_category(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                     core::CategoryId category, core::CategoryEdit edit);
Result<void> delete_category(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                             core::CategoryId category);

struct NewChannel {
  std::string name;
  core::ChannelKind kind = core::ChannelKind::text;
  std::optional<std::string> topic;
  std::optional<core::CategoryId> category;  // default: the default category
};
/// Unknown category: invalid "category_id".
Result<core::Channel> create_channel(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                     const NewChannel& input);
/// A category without a position appends to its end; position is clamped. The event always tells both what was asked for and
/// the position that came of it. A channel that is hidden from the caller is unknown. The last channel of the default
/// category cannot move away: invalid "channel".
Result<core::Channel> edit_channel(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                   core::ChannelId channel, core::ChannelEdit edit);
/// The last channel of the default category cannot be deleted: invalid "channel".
Result<void> delete_channel(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                            core::ChannelId channel);
/// A hidden channel is unknown: not_found "channel". Guests see what the default permissions show.
Result<core::Channel> view_channel(store::Reader& reader, Context context, std::optional<Actor> actor, core::ChannelId id);

/// Any member may add (forbidden otherwise). invalid "file_id". Event: EmojiCreated.
Result<core::Emoji> create_emoji(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                 core::FileId file, const std::string& name);
/// Need manage_customisation. Events: EmojiUpdated, EmojiDeleted (reactions made with it are dropped).
Result<core::Emoji> rename_emoji(store::Transaction& tx, Context context, Actor actor, core::EmojiId emoji,
                                 const std::string& name);
Result<void> delete_emoji(store::Transaction& tx, Context context, Actor actor, core::EmojiId emoji);
Result<core::Emoji> find_emoji(store::Reader& reader, core::EmojiId emoji);

}  // namespace service
