// Use cases about channels. See communities.h; run inside a unit of work.
#include <algorithm>
#include <utility>

#include "service/audit.h"
#include "service/channel_overrides.h"
#include "service/communities.h"
#include "service/list_changes.h"
#include "service/over_limit.h"
#include "service/standing.h"

namespace service {

namespace permission = core::permission;

namespace {

struct Found {
  Standing standing;
  std::vector<core::Channel> channels;  // all of the community
  std::size_t index = 0;
  const core::Channel& channel() const { return channels[index]; }
};

/// not_found "channel" for one of another community, and for one that is hidden from a member; to those who could not do
/// anything to it anyway, forbidden.
Result<Found> load(store::Reader& reader, Context context, Actor actor, core::CommunityId community,
                   core::ChannelId channel) {
  auto standing = load_community_standing(reader, context, actor, community);
  if (!standing) return base::pass(standing);
  Found found;
  found.standing = *std::move(standing);
  found.channels = reader.channels_of(community);
  const auto at = std::ranges::find(found.channels, channel, &core::Channel::id);
  const bool seen = at != found.channels.end() && (found.standing.owns() || found.standing.may_view(*at));
  if (!seen) {
    if (auto ok = found.standing.require(permission::manage_channel); !ok) return base::pass(ok);
    return base::not_found("channel");
  }
  found.index = static_cast<std::size_t>(at - found.channels.begin());
  return found;
}

std::uint32_t count_in(const std::vector<core::Channel>& channels, core::CategoryId category) {
  return static_cast<std::uint32_t>(std::ranges::count(channels, category, &core::Channel::category));
}

bool has_category(store::Reader& reader, core::CommunityId community, core::CategoryId category) {
  const auto categories = reader.categories_of(community);
  return std::ranges::find(categories, category, &core::Category::id) != categories.end();
}

/// Some clients cannot show a community whose first category is empty.
bool is_last_of_default(const Found& found) {
  const core::CategoryId home = core::default_category_of(found.channel().community);
  return found.channel().category == home && count_in(found.channels, home) == 1;
}

/// What the edit needs besides what its overrides need.
Result<void> may_edit(const Found& found, const core::ChannelEdit& edit) {
  core::ChannelEdit rest = edit;
  rest.default_override = {};
  rest.role_overrides = {};
  const core::Permissions held = found.standing.power_over(found.channel());
  if (rest != core::ChannelEdit{} || edit == rest) {
    if (auto ok = require(held, permission::manage_channel); !ok) return ok;
  }
  if (!edit.category.is_set() && !edit.position.is_set()) return {};
  return found.standing.require(permission::manage_channel);
}

Result<void> check_values(store::Reader& reader, const Found& found, const core::ChannelEdit& edit) {
  if (edit.kind.is_set() && edit.kind.value() >= core::ChannelKind::direct) {
    return base::invalid("type", "not of a community's channel");
  }
  if (edit.group_permissions || edit.active) return base::invalid("channel", "that is for private channels");
  if (!edit.category.is_set()) return {};
  if (!has_category(reader, found.channel().community, edit.category.value())) {
    return base::invalid("category_id", "no such category");
  }
  if (edit.category.value() != found.channel().category && is_last_of_default(found)) {
    return base::invalid("channel", "the default category cannot be left empty");
  }
  return {};
}

/// Forgets that a community announces things in the channel.
void stop_announcing(store::Transaction& tx, Context context, core::Community community, core::ChannelId channel) {
  core::SystemChannels left = community.system_channels;
  for (auto* one : {&left.joined, &left.left, &left.kicked, &left.banned}) {
    if (*one == channel) one->reset();
  }
  if (left == community.system_channels) return;
  core::CommunityEdit edit;
  edit.system_channels = left;
  edit.apply_to(community);
  tx.update_community(community);
  tx.append_event(core::stream_of(community.id), context.now_ms, core::CommunityUpdated{edit});
}

void log(store::Transaction& tx, const Context& context, const Standing& by, std::string_view type,
         const core::Channel& channel) {
  AuditAction entry = audit_action(type, channel.id.value);
  entry.channel = channel.id;
  entry.name = channel.name;
  audit(tx, context, by.user, by.community, entry);
}

}  // namespace

Result<core::Channel> create_channel(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                     const NewChannel& input) {
  auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::manage_channel); !ok) return base::pass(ok);
  if (input.kind >= core::ChannelKind::direct) return base::invalid("type", "not of a community's channel");
  const core::CategoryId category = input.category.value_or(core::default_category_of(community));
  if (!has_category(tx, community, category)) return base::invalid("category_id", "no such category");
  const auto channels = tx.channels_of(community);
  if (channels.size() >= context.limits.channels) {
    return over_limit("channels", context.limits.channels);
  }

  core::Channel channel;
  channel.id = core::ChannelId(tx.next_id());
  channel.kind = input.kind;
  channel.community = community;
  channel.category = category;
  channel.name = input.name;
  channel.topic = input.topic;
  channel.position = count_in(channels, category);
  channel.nsfw = input.nsfw;
  channel.voice_users_max = input.voice_users_max;
  tx.put_channel(channel);
  tx.append_event(core::stream_of(community), context.now_ms, core::ChannelCreated{channel});
  log(tx, context, *standing, audit_type::channel_create, channel);
  return channel;
}

Result<core::Channel> edit_channel(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                   core::ChannelId channel, core::ChannelEdit edit) {
  auto found = load(tx, context, actor, community, channel);
  if (!found) return base::pass(found);
  if (auto ok = may_edit(*found, edit); !ok) return base::pass(ok);
  if (auto ok = may_override(tx, found->standing, found->channel(), edit); !ok) return base::pass(ok);
  if (auto ok = check_values(tx, *found, edit); !ok) return base::pass(ok);
  if (auto ok = take_file(tx, edit.icon, core::FileBucket::community_icons, "icon"); !ok) return base::pass(ok);
  if (edit == core::ChannelEdit{}) return found->channel();

  const std::vector<core::Channel> before = found->channels;
  std::vector<core::Channel>& channels = found->channels;
  edit.apply_to(channels[found->index]);
  core::move_channel(channels, tx.categories_of(community), channel, edit);
  const core::Channel& edited = *std::ranges::find(channels, channel, &core::Channel::id);
  if (edit.category.is_set() || edit.position.is_set()) edit.position = edited.position;
  save_changed(tx, before, channels);
  tx.append_event(core::stream_of(community), context.now_ms, core::ChannelUpdated{channel, edit});
  log_edit(tx, context, found->standing, before[found->index], edited);
  return edited;
}

Result<core::Channel> set_role_override(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                        core::ChannelId channel, core::RoleId role, core::PermissionOverride value) {
  const auto found = load(tx, context, actor, community, channel);
  if (!found) return base::pass(found);
  std::vector<core::RoleOverride> all = found->channel().role_overrides;
  const auto at = std::ranges::find(all, role, &core::RoleOverride::role);
  if (at == all.end()) {
    all.push_back({role, value});
  } else {
    at->value = value;
  }
  core::ChannelEdit edit;
  edit.role_overrides = std::move(all);
  return edit_channel(tx, context, actor, community, channel, std::move(edit));
}

Result<void> delete_channel(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                            core::ChannelId channel, bool may_empty_default) {
  auto found = load(tx, context, actor, community, channel);
  if (!found) return base::pass(found);
  if (auto ok = require(found->standing.power_over(found->channel()), permission::manage_channel); !ok) return ok;
  if (!may_empty_default && is_last_of_default(*found)) {
    return base::invalid("channel", "the default category cannot be left empty");
  }
  const std::vector<core::Channel> before = found->channels;
  stop_announcing(tx, context, found->standing.community, channel);
  core::remove_channel(found->channels, channel);
  tx.delete_channel(channel);
  save_changed(tx, before, found->channels);
  tx.append_event(core::stream_of(community), context.now_ms, core::ChannelDeleted{channel});
  log(tx, context, found->standing, audit_type::channel_delete, before[found->index]);
  return {};
}

Result<core::Channel> view_channel(store::Reader& reader, Context context, std::optional<Actor> actor, core::ChannelId id) {
  auto channel = reader.channel(id);
  if (!channel) return base::not_found("channel");
  auto standing = load_standing(reader, context, actor, channel->community);
  if (!standing || !standing->may_view(*channel)) return base::not_found("channel");
  return *std::move(channel);
}

}  // namespace service
