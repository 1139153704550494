// Use cases about a community as a whole: seeing, making, editing, joining. See communities.h; run inside a unit of work.
#include "service/communities.h"

#include <algorithm>
#include <utility>

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

core::Member new_member(core::CommunityId community, core::UserId user, std::int64_t now_ms) {
  core::Member member;
  member.community = community;
  member.user = user;
  member.joined_ms = now_ms;
  return member;
}

}  // namespace

Result<core::CommunitySnapshot> view_community(store::Reader& reader, Context context, std::optional<Actor> actor,
                                               core::CommunityId id) {
  auto standing = load_standing(reader, context, actor, id);
  if (!standing) return base::pass(standing);
  return seen_by(reader, *standing);
}

Result<core::CommunityId> find_community(store::Reader& reader, std::string_view slug) {
  auto community = reader.community_by_slug(slug);
  if (!community) return base::not_found("community");
  return community->id;
}

Result<core::CommunitySnapshot> create_community(store::Transaction& tx, Context context, Actor actor,
                                                 const NewCommunity& input) {
  auto owner = load_actor(tx, actor);
  if (!owner) return base::pass(owner);
  if (tx.community_by_slug(input.slug)) return base::fail(ErrorKind::already_exists, "slug");
  if (auto ok = check_file(tx, to_set(input.icon), core::FileBucket::community_icons, "icon"); !ok) return base::pass(ok);
  if (auto ok = check_file(tx, to_set(input.banner), core::FileBucket::community_banners, "banner"); !ok)
    return base::pass(ok);
  if (tx.communities_owned_by(actor.user) >= kOwnedCommunitiesMax) {
    return base::invalid("communities", "one person may own at most " + std::to_string(kOwnedCommunitiesMax));
  }

  core::Community community;
  community.id = core::CommunityId(tx.next_id());
  community.owner = actor.user;
  community.name = input.name;
  community.slug = input.slug;
  community.kind = input.kind;
  community.description = input.description;
  community.icon = input.icon;
  community.banner = input.banner;
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
  channel.name = "general";
  tx.put_channel(channel);

  const core::Member member = new_member(community.id, actor.user, context.now_ms);
  tx.insert_member(member);
  tx.append_event(core::stream_of(community.id), context.now_ms, core::MemberJoined{member, *owner});
  return *tx.community_snapshot(community.id);
}

Result<core::Community> edit_community(store::Transaction& tx, Context context, Actor actor, core::CommunityId id,
                                       const core::CommunityEdit& edit) {
  auto standing = load_standing(tx, context, actor, id);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::manage_community); !ok) return base::pass(ok);
  if (auto ok = check_file(tx, edit.icon, core::FileBucket::community_icons, "icon"); !ok) return base::pass(ok);
  if (auto ok = check_file(tx, edit.banner, core::FileBucket::community_banners, "banner"); !ok) return base::pass(ok);
  core::Community& community = standing->community;
  if (edit == core::CommunityEdit{}) return community;

  edit.apply_to(community);
  tx.update_community(community);
  tx.append_event(core::stream_of(id), context.now_ms, core::CommunityUpdated{edit});
  return community;
}

Result<core::CommunitySnapshot> join_community(store::Transaction& tx, Context context, Actor actor, core::CommunityId id) {
  auto standing = load_standing(tx, context, actor, id);
  if (!standing) return base::pass(standing);
  auto user = load_actor(tx, actor);
  if (!user) return base::pass(user);
  if (tx.is_banned(id, actor.user)) return base::fail(ErrorKind::forbidden);
  if (standing->member) return base::fail(ErrorKind::already_exists, "member");

  standing->member = new_member(id, actor.user, context.now_ms);
  tx.insert_member(*standing->member);
  tx.append_event(core::stream_of(id), context.now_ms, core::MemberJoined{*standing->member, *user});
  return seen_by(tx, *standing);
}

}  // namespace service
