// Making, finding and leaving private spaces. See private_spaces.h; runs inside a unit of work.
#include "service/private_spaces.h"

#include <algorithm>
#include <utility>

#include "service/acquaintance.h"
#include "service/membership.h"
#include "service/notes.h"
#include "service/over_limit.h"

namespace service {

using base::ErrorKind;
using base::Result;
using core::ChannelKind;
using core::CommunityKind;

namespace {

/// Nobody sees the default category, but every channel has one.
core::Channel make_space(store::Transaction& tx, const Context& context, core::UserId owner, CommunityKind kind,
                         core::Channel channel, const std::vector<core::User>& people) {
  core::Community space;
  space.id = core::CommunityId(tx.next_id());
  space.owner = owner;
  space.kind = kind;
  space.default_permissions = core::permission::private_default;
  tx.insert_community(space);

  core::Category category;
  category.id = core::default_category_of(space.id);
  category.community = space.id;
  category.name = "uncategorised";
  tx.put_category(category);

  channel.id = core::ChannelId(tx.next_id());
  channel.community = space.id;
  channel.category = category.id;
  tx.put_channel(channel);
  for (const core::User& user : people) add_member(tx, context, space.id, user);
  return channel;
}

void set_active(store::Transaction& tx, const Context& context, core::Channel channel, bool active) {
  if (channel.active == active) return;
  core::ChannelEdit edit;
  edit.active = active;
  edit.apply_to(channel);
  tx.put_channel(channel);
  tx.append_event(core::stream_of(channel.community), context.now_ms, core::ChannelUpdated{channel.id, edit});
}

void hand_over(store::Transaction& tx, const Context& context, core::Community group, const core::Channel& channel,
               core::UserId to) {
  core::SystemNote note;
  note.kind = core::SystemNote::Kind::channel_owner_changed;
  note.user = group.owner;
  note.by = to;
  core::CommunityEdit edit;
  edit.owner = to;
  edit.apply_to(group);
  tx.update_community(group);
  tx.append_event(core::stream_of(group.id), context.now_ms, core::CommunityUpdated{edit});
  post_note(tx, context, channel, std::move(note));
}

/// Who joined first of the others.
std::optional<core::UserId> heir(store::Reader& reader, core::CommunityId group, core::UserId owner) {
  auto members = reader.members_of(group);
  std::erase_if(members, [&](const core::Member& member) { return member.user == owner; });
  const auto first =
      std::ranges::min_element(members, {}, [](const core::Member& m) { return std::pair(m.joined_ms, m.user); });
  return first == members.end() ? std::nullopt : std::optional(first->user);
}

void leave_group(store::Transaction& tx, const Context& context, const GroupAccess& group, core::UserId user, bool silent) {
  const core::CommunityId id = group.standing.community.id;
  const auto next = heir(tx, id, user);
  if (!next) {
    tx.delete_community(id);
    tx.append_event(core::stream_of(id), context.now_ms, core::CommunityDeleted{});
    return;
  }
  if (group.standing.community.owner == user) hand_over(tx, context, group.standing.community, group.channel, *next);
  drop_member(tx, context, id, user, core::LeaveReason::left);
  if (silent) return;
  core::SystemNote note;
  note.kind = core::SystemNote::Kind::user_left;
  note.user = user;
  post_note(tx, context, group.channel, std::move(note));
}

/// The channel and the standing of somebody who takes part in the space. not_found "channel".
Result<GroupAccess> open_private(store::Reader& reader, Context context, Actor actor, core::ChannelId id) {
  auto channel = reader.channel(id);
  if (!channel) return base::not_found("channel");
  auto standing = load_standing(reader, context, actor, channel->community);
  if (!standing || !standing->may_view(*channel)) return base::not_found("channel");
  return GroupAccess{*std::move(standing), *std::move(channel)};
}

Result<std::vector<core::User>> load_friends(store::Reader& reader, Actor actor, std::vector<core::UserId> ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::erase(ids, actor.user);
  std::vector<core::User> friends;
  for (core::UserId id : ids) {
    auto user = reader.user(id);
    if (!user || user->deleted) return base::not_found("user");
    if (reader.relation(actor.user, id) != core::Relation::friends) return base::fail(ErrorKind::forbidden, "friends");
    friends.push_back(*std::move(user));
  }
  return friends;
}

Result<void> check_size(const Context& context, std::size_t members) {
  if (members <= context.limits.group_members) return {};
  return over_limit("group_members", context.limits.group_members);
}

}  // namespace

Result<PrivateSpace> open_direct(store::Transaction& tx, Context context, Actor actor, core::UserId id) {
  if (id == actor.user) return open_saved(tx, context, actor);
  auto one = load_actor(tx, actor);
  if (!one) return base::pass(one);
  auto other = meet(tx, actor, id, core::user_permission::send_message);
  if (!other) return base::pass(other);
  auto space = tx.direct_space(actor.user, id);
  if (space) {
    set_active(tx, context, tx.channels_of(*space).at(0), true);
  } else {
    core::Channel channel;
    channel.kind = ChannelKind::direct;
    space = make_space(tx, context, actor.user, CommunityKind::direct, channel, {*one, *other}).community;
  }
  return *tx.community_snapshot(*space);
}

Result<PrivateSpace> open_saved(store::Transaction& tx, Context context, Actor actor) {
  auto user = load_actor(tx, actor);
  if (!user) return base::pass(user);
  auto space = tx.saved_space(actor.user);
  if (!space) {
    core::Channel channel;
    channel.kind = ChannelKind::saved;
    space = make_space(tx, context, actor.user, CommunityKind::saved, channel, {*user}).community;
  }
  return *tx.community_snapshot(*space);
}

Result<PrivateSpace> create_group(store::Transaction& tx, Context context, Actor actor, const NewGroup& input) {
  auto owner = load_actor(tx, actor);
  if (!owner) return base::pass(owner);
  auto friends = load_friends(tx, actor, input.users);
  if (!friends) return base::pass(friends);
  if (auto ok = check_size(context, friends->size() + 1); !ok) return base::pass(ok);
  auto icon = input.icon ? core::Change<core::FileId>(*input.icon) : core::Change<core::FileId>();
  if (auto ok = take_file(tx, icon, core::FileBucket::community_icons, "icon"); !ok) return base::pass(ok);

  core::Channel channel;
  channel.kind = ChannelKind::group;
  channel.name = input.name;
  channel.topic = input.description;
  channel.icon = input.icon;
  channel.nsfw = input.nsfw;
  std::vector<core::User> people{*std::move(owner)};
  people.insert(people.end(), friends->begin(), friends->end());
  channel = make_space(tx, context, actor.user, CommunityKind::group, channel, people);
  return *tx.community_snapshot(channel.community);
}

Result<GroupAccess> open_group(store::Reader& reader, Context context, Actor actor, core::ChannelId id) {
  auto access = open_private(reader, context, actor, id);
  if (access && access->channel.kind != ChannelKind::group) return base::invalid("channel", "not a group");
  return access;
}

Result<void> enter_group(store::Transaction& tx, const Context& context, const core::Community& group,
                         const core::Channel& channel, const core::User& user, core::UserId by) {
  if (tx.member(group.id, user.id)) return base::fail(ErrorKind::already_exists, "member");
  if (auto ok = check_size(context, std::size_t{tx.member_count(group.id)} + 1); !ok) return ok;
  add_member(tx, context, group.id, user);
  core::SystemNote note;
  note.kind = core::SystemNote::Kind::user_added;
  note.user = user.id;
  note.by = by;
  post_note(tx, context, channel, std::move(note));
  return {};
}

Result<void> add_to_group(store::Transaction& tx, Context context, Actor actor, core::ChannelId id, core::UserId user) {
  auto group = open_group(tx, context, actor, id);
  if (!group) return base::pass(group);
  const auto held = group->standing.permissions_in(group->channel);
  if (auto ok = require(held, core::permission::invite_others); !ok) return ok;
  auto friends = load_friends(tx, actor, {user});
  if (!friends) return base::pass(friends);
  if (friends->empty()) return base::fail(ErrorKind::already_exists, "member");  // oneself
  return enter_group(tx, context, group->standing.community, group->channel, friends->front(), actor.user);
}

Result<void> remove_from_group(store::Transaction& tx, Context context, Actor actor, core::ChannelId id, core::UserId user) {
  auto group = open_group(tx, context, actor, id);
  if (!group) return base::pass(group);
  if (!group->standing.owns() && !group->standing.is_staff()) {
    return base::fail(ErrorKind::forbidden, core::permission_name(core::permission::manage_channel));
  }
  if (user == actor.user) return base::invalid("self", "one leaves");
  const core::Community& community = group->standing.community;
  if (!tx.member(community.id, user)) return base::not_found("member");
  if (community.owner == user) return base::fail(ErrorKind::forbidden, "owner");
  drop_member(tx, context, community.id, user, core::LeaveReason::kicked);
  core::SystemNote note;
  note.kind = core::SystemNote::Kind::user_removed;
  note.user = user;
  note.by = actor.user;
  post_note(tx, context, group->channel, std::move(note));
  return {};
}

Result<void> hand_over_group(store::Transaction& tx, Context context, Actor actor, core::ChannelId id, core::UserId to) {
  auto group = open_group(tx, context, actor, id);
  if (!group) return base::pass(group);
  if (!group->standing.owns() && !group->standing.is_staff()) return base::fail(ErrorKind::forbidden, "owner");
  if (!tx.member(group->standing.community.id, to)) return base::not_found("member");
  if (group->standing.community.owner == to) return {};
  hand_over(tx, context, group->standing.community, group->channel, to);
  return {};
}

Result<void> leave_private(store::Transaction& tx, Context context, Actor actor, core::ChannelId id, bool silent) {
  auto space = open_private(tx, context, actor, id);
  if (!space) return base::pass(space);
  if (!space->standing.member) return base::not_found("channel");
  switch (space->standing.community.kind) {
    case CommunityKind::saved:
      return base::invalid("effect", "saved messages stay");
    case CommunityKind::direct:
      set_active(tx, context, space->channel, false);
      return {};
    case CommunityKind::group:
      leave_group(tx, context, *space, actor.user, silent);
      return {};
    case CommunityKind::chat:
    case CommunityKind::forum:
    case CommunityKind::hybrid:
      break;
  }
  return base::invalid("channel", "of a community");
}

Result<std::vector<PrivateSpace>> list_private_spaces(store::Reader& reader, Actor actor) {
  std::vector<PrivateSpace> spaces;
  for (core::CommunityId id : reader.communities_of(actor.user)) {
    const auto community = reader.community(id);
    if (community && core::is_private(community->kind)) spaces.push_back(*reader.community_snapshot(id));
  }
  return spaces;
}

}  // namespace service
