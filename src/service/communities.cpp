// Use cases about a community as a whole: seeing, making, editing, deleting, joining. See communities.h; run inside a unit
// of work.
#include "service/communities.h"

#include <algorithm>
#include <utility>

#include "service/audit.h"
#include "service/membership.h"
#include "service/new_community.h"
#include "service/over_limit.h"
#include "service/standing.h"

namespace service {

using base::ErrorKind;
namespace permission = core::permission;

namespace {

/// The community as somebody of this standing may see it. The row is known to be there.
core::CommunitySnapshot seen_by(store::Reader& reader, const Standing& standing) {
  core::CommunitySnapshot snapshot = *reader.community_snapshot(standing.community.id);
  std::erase_if(snapshot.state.channels, [&](const core::Channel& channel) { return !standing.may_view(channel); });
  return snapshot;
}

core::Change<core::FileId> to_set(const std::optional<core::FileId>& file) {
  return file ? core::Change<core::FileId>(*file) : core::Change<core::FileId>();
}

/// For those who chose none: nobody remembers it, but every community can be found by one.
std::string made_up_slug(store::Reader& reader, core::CommunityId id) {
  std::string slug = "c" + std::to_string(id.value);
  while (reader.community_by_slug(slug)) slug += "x";
  return slug;
}

/// What the edit needs, each part its own.
Result<void> may_edit(store::Reader& reader, const Standing& standing, const core::CommunityEdit& edit) {
  core::CommunityEdit rest = edit;
  rest.default_permissions = {};
  rest.owner = {};
  rest.discoverable = {};
  rest.flags = {};
  core::Permissions wanted = 0;
  if (edit.default_permissions) wanted |= permission::manage_permissions;
  if (rest != core::CommunityEdit{} || edit == rest) wanted |= permission::manage_community;
  if (auto ok = standing.require(wanted); !ok) return ok;
  if ((edit.discoverable || edit.flags) && !standing.is_staff()) return base::fail(ErrorKind::forbidden, "staff");
  if (edit.default_permissions.is_set()) {
    const core::PermissionOverride granted{edit.default_permissions.value(), 0};
    if (auto ok = require_to_grant(standing.permissions(), {}, granted); !ok) return ok;
  }
  if (edit.owner.is_set()) {
    if (!standing.owns() && !standing.is_staff()) return base::fail(ErrorKind::forbidden, "owner");
    const auto next = reader.user(edit.owner.value());
    if (!next || next->bot || !reader.member(standing.community.id, next->id)) {
      return base::invalid("owner", "must be a member and no bot");
    }
  }
  return {};
}

Result<void> check_values(store::Reader& reader, core::CommunityId id, const core::CommunityEdit& edit) {
  if (edit.kind.is_set() && core::is_private(edit.kind.value())) return base::invalid("type", "not of a community");
  if (!edit.system_channels.is_set()) return {};
  const core::SystemChannels& asked = edit.system_channels.value();
  for (const auto& channel : {asked.joined, asked.left, asked.kicked, asked.banned}) {
    if (!channel) continue;
    const auto found = reader.channel(*channel);
    if (!found || found->community != id) return base::not_found("channel");
  }
  return {};
}

}  // namespace

Result<core::CommunitySnapshot> view_community(store::Reader& reader, Context context, std::optional<Actor> actor,
                                               core::CommunityId id) {
  auto standing = load_community_standing(reader, context, actor, id);
  if (!standing) return base::pass(standing);
  return seen_by(reader, *standing);
}

Result<core::CommunityId> find_community(store::Reader& reader, std::string_view slug) {
  auto community = reader.community_by_slug(slug);
  if (!community || core::is_private(community->kind)) return base::not_found("community");
  return community->id;
}

Result<core::CommunitySnapshot> create_community(store::Transaction& tx, Context context, Actor actor,
                                                 const NewCommunity& input) {
  return create_community(tx, std::move(context), actor, input, permission::community_default);
}

Result<core::CommunitySnapshot> create_community(store::Transaction& tx, Context context, Actor actor,
                                                 const NewCommunity& input, core::Permissions everyone) {
  auto owner = load_actor(tx, actor);
  if (!owner) return base::pass(owner);
  if (!input.slug.empty() && tx.community_by_slug(input.slug)) return base::fail(ErrorKind::already_exists, "slug");
  auto icon = to_set(input.icon), banner = to_set(input.banner);
  if (auto ok = take_file(tx, icon, core::FileBucket::community_icons, "icon"); !ok) return base::pass(ok);
  if (auto ok = take_file(tx, banner, core::FileBucket::community_banners, "banner"); !ok) return base::pass(ok);
  if (tx.communities_owned_by(actor.user) >= kOwnedCommunitiesMax) return over_limit("communities", kOwnedCommunitiesMax);

  core::Community community;
  community.id = core::CommunityId(tx.next_id());
  if (auto ok = check_joining(tx, context, community.id, actor.user); !ok) return base::pass(ok);
  community.owner = actor.user;
  community.name = input.name;
  community.slug = input.slug.empty() ? made_up_slug(tx, community.id) : input.slug;
  community.kind = input.kind;
  community.description = input.description;
  community.icon = input.icon;
  community.banner = input.banner;
  community.nsfw = input.nsfw;
  community.default_permissions = everyone;
  tx.insert_community(community);

  core::Category category;
  category.id = core::default_category_of(community.id);
  category.community = community.id;
  category.name = "uncategorised";
  tx.put_category(category);

  core::Channel channel;
  channel.id = core::ChannelId(tx.next_id());
  channel.community = community.id;
  channel.category = category.id;
  channel.name = input.first_channel;
  tx.put_channel(channel);

  add_member(tx, context, community.id, *owner);
  return *tx.community_snapshot(community.id);
}

Result<core::Community> edit_community(store::Transaction& tx, Context context, Actor actor, core::CommunityId id,
                                       core::CommunityEdit edit) {
  auto standing = load_community_standing(tx, context, actor, id);
  if (!standing) return base::pass(standing);
  if (auto ok = may_edit(tx, *standing, edit); !ok) return base::pass(ok);
  if (auto ok = check_values(tx, id, edit); !ok) return base::pass(ok);
  if (auto ok = take_file(tx, edit.icon, core::FileBucket::community_icons, "icon"); !ok) return base::pass(ok);
  if (auto ok = take_file(tx, edit.banner, core::FileBucket::community_banners, "banner"); !ok) return base::pass(ok);
  core::Community& community = standing->community;
  if (edit == core::CommunityEdit{}) return community;

  const core::Community before = community;
  edit.apply_to(community);
  tx.update_community(community);
  tx.append_event(core::stream_of(id), context.now_ms, core::CommunityUpdated{edit});
  AuditAction entry = audit_action(audit_type::community_edit, id.value);
  entry.changes = changes_between(before, community);
  audit(tx, context, actor.user, community, entry);
  return community;
}

Result<void> delete_community(store::Transaction& tx, Context context, Actor actor, core::CommunityId id) {
  auto standing = load_community_standing(tx, context, actor, id);
  if (!standing) return base::pass(standing);
  if (!standing->owns() && !standing->is_staff()) return base::fail(ErrorKind::forbidden, "owner");
  tx.delete_community(id);
  tx.append_event(core::stream_of(id), context.now_ms, core::CommunityDeleted{});
  return {};
}

Result<core::CommunitySnapshot> join_community(store::Transaction& tx, Context context, Actor actor, core::CommunityId id) {
  auto community = load_community_standing(tx, context, actor, id);
  if (!community) return base::pass(community);
  auto user = load_actor(tx, actor);
  if (!user) return base::pass(user);
  if (auto ok = let_join(tx, context, community->community, *user); !ok) return base::pass(ok);
  auto standing = load_community_standing(tx, context, actor, id);
  return seen_by(tx, *standing);
}

}  // namespace service
