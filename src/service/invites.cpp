// See invites.h; runs inside a unit of work.
#include "service/invites.h"

#include <algorithm>
#include <utility>

#include "service/audit.h"
#include "service/communities.h"
#include "service/membership.h"
#include "service/private_spaces.h"
#include "service/random.h"
#include "service/standing.h"

namespace service {

using base::ErrorKind;
using base::Result;
namespace permission = core::permission;

namespace {

AuditAction entry_about(std::string_view type, const core::Invite& invite) {
  AuditAction entry = audit_action(type, invite.channel.value);
  entry.invite = invite.code;
  entry.channel = invite.channel;
  return entry;
}

Result<core::CommunitySnapshot> enter(store::Transaction& tx, const Context& context, Actor actor,
                                      const InvitePreview& invite) {
  if (invite.community.kind != core::CommunityKind::group) {
    return join_community(tx, context, actor, invite.community.id);
  }
  auto user = load_actor(tx, actor);
  if (!user) return base::pass(user);
  if (auto ok = enter_group(tx, context, invite.community, invite.channel, *user, invite.invite.creator); !ok) {
    return base::pass(ok);
  }
  return *tx.community_snapshot(invite.community.id);
}

/// not_found "bot", forbidden "bot".
Result<core::User> load_bot(store::Reader& reader, Actor actor, core::UserId id) {
  const auto bot = reader.bot(id);
  auto user = reader.user(id);
  if (!bot || !user || user->deleted) return base::not_found("bot");
  if (!bot->open && bot->owner != actor.user) return base::fail(ErrorKind::forbidden, "bot");
  return *std::move(user);
}

}  // namespace

std::string random_invite_code() {
  // Without the letters that are taken for others.
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
  return random_text(kAlphabet, 8);
}

Result<core::Invite> create_invite(store::Transaction& tx, Context context, Actor actor, core::ChannelId id,
                                   const std::string& code) {
  const auto channel = view_channel(tx, context, actor, id);
  if (!channel) return base::pass(channel);
  if (channel->kind == core::ChannelKind::direct || channel->kind == core::ChannelKind::saved) {
    return base::invalid("channel", "nobody is invited there");
  }
  const auto standing = load_standing(tx, context, actor, channel->community);
  if (!standing) return base::pass(standing);
  if (auto ok = require(standing->permissions_in(*channel), permission::invite_others); !ok) return base::pass(ok);
  if (tx.invite(code)) return base::fail(ErrorKind::already_exists, "code");
  const core::Invite invite{code, channel->community, id, actor.user};
  tx.put_invite(invite);
  audit(tx, context, actor.user, standing->community, entry_about(audit_type::invite_create, invite));
  return invite;
}

Result<InvitePreview> find_invite(store::Reader& reader, std::string_view code) {
  auto invite = reader.invite(code);
  if (!invite) return base::not_found("invite");
  auto community = reader.community(invite->community);
  auto channel = reader.channel(invite->channel);
  if (!community || !channel) return base::not_found("invite");
  auto creator = reader.user(invite->creator);
  const std::uint32_t members = reader.member_count(invite->community);
  return InvitePreview{*std::move(invite), *std::move(community), *std::move(channel),
                       creator && !creator->deleted ? *std::move(creator) : core::deleted_user(), members};
}

Result<InvitePreview> find_open_community(store::Reader& reader, core::CommunityId id) {
  auto community = reader.community(id);
  if (!community || !community->discoverable || core::is_private(community->kind)) return base::not_found("invite");
  const auto channels = reader.channels_of(id);
  const auto first = std::ranges::find_if(channels, [&](const core::Channel& channel) {
    return core::has(core::guest_channel_permissions(*community, channel), permission::view_channel);
  });
  if (first == channels.end()) return base::not_found("invite");
  const core::Invite invite{{}, id, first->id, community->owner};
  auto owner = reader.user(community->owner);
  return InvitePreview{invite, *std::move(community), *first,
                       owner && !owner->deleted ? *std::move(owner) : core::deleted_user(), reader.member_count(id)};
}

Result<core::CommunitySnapshot> use_invite(store::Transaction& tx, Context context, Actor actor, std::string_view code) {
  auto invite = find_invite(tx, code);
  if (!invite) return base::pass(invite);
  return enter(tx, context, actor, *invite);
}

Result<core::CommunitySnapshot> join_open_community(store::Transaction& tx, Context context, Actor actor,
                                                    core::CommunityId community) {
  auto invite = find_open_community(tx, community);
  if (!invite) return base::pass(invite);
  return enter(tx, context, actor, *invite);
}

Result<void> delete_invite(store::Transaction& tx, Context context, Actor actor, std::string_view code) {
  const auto invite = tx.invite(code);
  if (!invite) return base::not_found("invite");
  const auto standing = load_standing(tx, context, actor, invite->community);
  if (!standing) return base::pass(standing);
  if (invite->creator != actor.user) {
    // In a private space the community-wide permissions of those who do not own it mean nothing.
    const bool group = core::is_private(standing->community.kind);
    const core::Permissions held = group && !standing->owns() && !standing->is_staff() ? 0 : standing->permissions();
    if (auto ok = require(held, permission::manage_community); !ok) return ok;
  }
  tx.delete_invite(code);
  audit(tx, context, actor.user, standing->community, entry_about(audit_type::invite_delete, *invite));
  return {};
}

Result<std::vector<core::Invite>> list_invites(store::Reader& reader, Context context, Actor actor,
                                               core::CommunityId community) {
  const auto standing = load_community_standing(reader, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::manage_community); !ok) return base::pass(ok);
  return reader.invites_of(community);
}

Result<void> add_bot(store::Transaction& tx, Context context, Actor actor, core::UserId id, core::CommunityId community) {
  const auto bot = load_bot(tx, actor, id);
  if (!bot) return base::pass(bot);
  const auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::manage_community); !ok) return ok;
  if (auto joined = let_join(tx, context, standing->community, *bot); !joined) return base::pass(joined);
  return {};
}

Result<void> add_bot_to_group(store::Transaction& tx, Context context, Actor actor, core::UserId id,
                              core::ChannelId channel) {
  const auto bot = load_bot(tx, actor, id);
  if (!bot) return base::pass(bot);
  const auto group = open_group(tx, context, actor, channel);
  if (!group) return base::pass(group);
  if (auto ok = require(group->standing.permissions_in(group->channel), permission::invite_others); !ok) return ok;
  return enter_group(tx, context, group->standing.community, group->channel, *bot, actor.user);
}

}  // namespace service
