// Use cases about channels. See communities.h; run inside a unit of work.
#include <algorithm>
#include <utility>

#include "service/communities.h"
#include "service/list_changes.h"
#include "service/standing.h"

namespace service {

namespace permission = core::permission;

namespace {

struct Found {
  std::vector<core::Channel> channels;  // all of the community
  std::size_t index = 0;
  const core::Channel& channel() const { return channels[index]; }
};

/// forbidden; not_found "channel" for one of another community, and for one that is hidden from a member.
Result<Found> load(store::Reader& reader, Context context, Actor actor, core::CommunityId community,
                   core::ChannelId channel) {
  auto standing = load_standing(reader, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::manage_channel); !ok) return base::pass(ok);
  Found found;
  found.channels = reader.channels_of(community);
  const auto at = std::ranges::find(found.channels, channel, &core::Channel::id);
  if (at == found.channels.end() || (!standing->owns() && !standing->may_view(*at))) return base::not_found("channel");
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

}  // namespace

Result<core::Channel> create_channel(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                     const NewChannel& input) {
  auto standing = load_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::manage_channel); !ok) return base::pass(ok);
  const core::CategoryId category = input.category.value_or(core::default_category_of(community));
  if (!has_category(tx, community, category)) return base::invalid("category_id", "no such category");

  core::Channel channel;
  channel.id = core::ChannelId(tx.next_id());
  channel.kind = input.kind;
  channel.community = community;
  channel.category = category;
  channel.name = input.name;
  channel.topic = input.topic;
  channel.position = count_in(tx.channels_of(community), category);
  tx.put_channel(channel);
  tx.append_event(core::stream_of(community), context.now_ms, core::ChannelCreated{channel});
  return channel;
}

Result<core::Channel> edit_channel(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                   core::ChannelId channel, core::ChannelEdit edit) {
  auto found = load(tx, context, actor, community, channel);
  if (!found) return base::pass(found);
  if (edit == core::ChannelEdit{}) return found->channel();
  if (edit.category.is_set()) {
    if (!has_category(tx, community, edit.category.value())) return base::invalid("category_id", "no such category");
    if (edit.category.value() != found->channel().category && is_last_of_default(*found)) {
      return base::invalid("channel", "the default category cannot be left empty");
    }
  }

  const std::vector<core::Channel> before = found->channels;
  std::vector<core::Channel>& channels = found->channels;
  edit.name.apply_to(channels[found->index].name);
  edit.topic.apply_to(channels[found->index].topic);
  core::move_channel(channels, tx.categories_of(community), channel, edit);
  const core::Channel& edited = *std::ranges::find(channels, channel, &core::Channel::id);
  if (edit.category.is_set() || edit.position.is_set()) edit.position = edited.position;
  save_changed(tx, before, channels);
  tx.append_event(core::stream_of(community), context.now_ms, core::ChannelUpdated{channel, edit});
  return edited;
}

Result<void> delete_channel(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                            core::ChannelId channel) {
  auto found = load(tx, context, actor, community, channel);
  if (!found) return base::pass(found);
  if (is_last_of_default(*found)) return base::invalid("channel", "the default category cannot be left empty");
  const std::vector<core::Channel> before = found->channels;
  core::remove_channel(found->channels, channel);
  tx.delete_channel(channel);
  save_changed(tx, before, found->channels);
  tx.append_event(core::stream_of(community), context.now_ms, core::ChannelDeleted{channel});
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
