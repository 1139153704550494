// Use cases: communities, members, categories, channels, emojis. Functions on a transaction: load, decide, save, append the
// event, write to the audit log. Permissions are decided by core/access.h. Errors: not_found names what is missing
// ("community", "category", "channel", "member", "role", "emoji", "user", "ban"), forbidden names the lacking permission
// (standing.h) or says "rank" (not above the target), "target" (who could do the same to others), "grant" (giving or taking
// back what one lacks), "owner" (only or never the owner), "staff" (only staff), "ban"; not_member; invalid names the value;
// unauthenticated when the caller's account is gone. An edit without any field changes nothing and has no event, but its
// errors are found as ever. The owner may leave and stays owner: what is about the community (editing, kicking, channels,
// emojis) stays open to them; what is inside (hidden channels, messages, adding emojis) needs membership, theirs too.
// A private space is not_found "community" for all of this (service/private_spaces.h is about those), except for
// view_channel.
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
  std::string slug;  // empty: one is made up
  core::CommunityKind kind = core::CommunityKind::chat;
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<core::FileId> icon;
  std::optional<core::FileId> banner;
  bool nsfw = false;
  std::string first_channel = "general";
};
/// With its default category "uncategorised" (its own id), one text channel and the caller as owner and member.
/// already_exists "slug", invalid "icon" / "banner", invalid "communities" over kOwnedCommunitiesMax or the limit. Event:
/// MemberJoined.
Result<core::CommunitySnapshot> create_community(store::Transaction& tx, Context context, Actor actor,
                                                 const NewCommunity& input);
/// Needs manage_community; default_permissions manage_permissions instead, and what it allows must be held (forbidden
/// "grant"); owner: only the owner and staff (forbidden "owner"), for a member who is no bot (invalid "owner"); discoverable
/// and flags: only staff (forbidden "staff"). not_found "channel" for a system channel of another community. invalid "icon"
/// / "banner". Event: CommunityUpdated.
Result<core::Community> edit_community(store::Transaction& tx, Context context, Actor actor, core::CommunityId id,
                                       core::CommunityEdit edit);
/// With everything in it; only the owner and staff (forbidden "owner"). Event: CommunityDeleted.
Result<void> delete_community(store::Transaction& tx, Context context, Actor actor, core::CommunityId id);
/// forbidden "ban", already_exists "member", invalid "communities" over the limit. Event: MemberJoined. Gives the community
/// after joining, as the joiner sees it.
Result<core::CommunitySnapshot> join_community(store::Transaction& tx, Context context, Actor actor, core::CommunityId id);

struct MemberWithUser {
  core::Member member;
  core::User user;
};
Result<MemberWithUser> find_member(store::Reader& reader, core::CommunityId community, core::UserId user);
/// Nickname: change_nickname for oneself, manage_nicknames for others. Avatar: change_avatar; banner, bio, status text and
/// pronouns need nothing; of others these may only be cleared (invalid "body"), which needs remove_avatars, and the pronouns
/// not at all (invalid "body"). Roles: assign_roles, and each added one must exist (not_found "role") and be below the
/// caller (forbidden "rank"). Timeout: timeout_members, not for oneself (invalid "timeout") and not for who has that
/// permission (forbidden "target"). may_speak: mute_members, may_listen: deafen_members. Acting on others needs a more
/// powerful rank. invalid "avatar" / "banner" when there is no such file; where people upload both kinds of avatars to one
/// place, take_file (standing.h) moves it first. Event: MemberUpdated.
Result<MemberWithUser> edit_member(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                   core::UserId user, core::MemberEdit edit);
/// Leaving, `silent` without a note about it, or kicking (kick_members and a more powerful rank; the owner cannot be kicked:
/// forbidden "owner"). not_found "member". A timeout that is still on is kept for the day they come back. Event: MemberLeft.
Result<void> remove_member(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                           core::UserId user, bool silent = false);

// Categories and new channels need manage_channel in the community, what is done to a channel needs it there.
Result<core::Category> create_category(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                       const std::string& name);
/// Position is clamped to the last one; 0 is invalid "position". The default category: invalid "category". Events tell the
/// clamped position; the others' new ones follow from it (community_state.h).
Result<core::Category> edit_category(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                     core::CategoryId category, core::CategoryEdit edit);
Result<void> delete_category(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                             core::CategoryId category);

/// The categories but the default one, as somebody wants them.
struct LayoutCategory {
  std::optional<core::CategoryId> id;  // an existing one; else found by its alias; else made
  std::string alias;
  std::string name;
  std::vector<core::ChannelId> channels;  // in their order; those that are not of this community are dropped
};
/// Puts everything in this order. Categories that are not listed go, channels that are not listed end in the default
/// category, which may be left empty. invalid "layout" when a channel or a category is listed twice. Told as the single
/// changes it consists of: CategoryCreated, CategoryDeleted, CategoryUpdated, ChannelUpdated.
Result<void> replace_layout(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                            const std::vector<LayoutCategory>& layout);

struct NewChannel {
  std::string name;
  core::ChannelKind kind = core::ChannelKind::text;  // private ones: invalid "type"
  std::optional<std::string> topic;
  std::optional<core::CategoryId> category;  // default: the default category
  bool nsfw = false;
  std::uint32_t voice_users_max = 0;
};
/// Unknown category: invalid "category_id". invalid "channels" over the limit.
Result<core::Channel> create_channel(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                     const NewChannel& input);
/// A category without a position appends to its end; position is clamped. The event always tells both what was asked for and
/// the position that came of it. A channel that is hidden from the caller is unknown. The last channel of the default
/// category cannot move away: invalid "channel". Moving needs manage_channel in the community too. Overrides need
/// manage_permissions instead, a role that exists (not_found "role") and is below the caller (forbidden "rank"), and what
/// they grant (forbidden "grant"). invalid "icon", "type". Event: ChannelUpdated.
Result<core::Channel> edit_channel(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                   core::ChannelId channel, core::ChannelEdit edit);
/// One role's override, the others stay.
Result<core::Channel> set_role_override(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                        core::ChannelId channel, core::RoleId role, core::PermissionOverride value);
/// The last channel of the default category cannot be deleted (invalid "channel") unless `may_empty_default`: clients of
/// some protocols cannot show a community whose first category is empty. A community that announced things there is told
/// with CommunityUpdated; then ChannelDeleted.
Result<void> delete_channel(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                            core::ChannelId channel, bool may_empty_default = false);
/// Of private spaces too. A hidden channel is unknown: not_found "channel". Guests see what the default permissions show.
Result<core::Channel> view_channel(store::Reader& reader, Context context, std::optional<Actor> actor, core::ChannelId id);

struct NewEmoji {
  core::FileId file;
  std::string name;
  bool nsfw = false;
  bool id_of_file = false;      // its id is its file's; already_exists "emoji" when there is one
  core::Permissions needs = 0;  // by what the protocol promises; 0: membership is enough
};
/// Members only (forbidden "member"). invalid "file_id"; invalid "emojis" over the limit. Event: EmojiCreated.
Result<core::Emoji> create_emoji(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                 const NewEmoji& input);
/// Needs manage_customisation. not_found "emoji" for a deleted one. Event: EmojiUpdated.
Result<core::Emoji> rename_emoji(store::Transaction& tx, Context context, Actor actor, core::EmojiId emoji,
                                 const std::string& name);
/// Likewise; with `own` whoever added it may too. Reactions made with it are dropped. Event: EmojiDeleted.
Result<void> delete_emoji(store::Transaction& tx, Context context, Actor actor, core::EmojiId emoji, bool own = false);
Result<core::Emoji> find_emoji(store::Reader& reader, core::EmojiId emoji);
/// Deleted ones too.
Result<core::Emoji> find_any_emoji(store::Reader& reader, core::EmojiId emoji);
/// As somebody who may look at the community sees it.
Result<std::vector<core::Emoji>> list_emojis(store::Reader& reader, core::CommunityId community);

}  // namespace service
