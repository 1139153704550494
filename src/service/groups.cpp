// Editing a group. See private_spaces.h; runs inside a unit of work.
#include <utility>

#include "service/notes.h"
#include "service/private_spaces.h"

namespace service {

using base::Result;
namespace permission = core::permission;
using Kind = core::SystemNote::Kind;

namespace {

core::Permissions wanted_for(const core::ChannelEdit& edit) {
  core::ChannelEdit rest = edit;
  rest.group_permissions = {};
  core::Permissions wanted = 0;
  if (edit.group_permissions) wanted |= permission::manage_permissions;
  if (rest != core::ChannelEdit{} || edit == rest) wanted |= permission::manage_channel;
  return wanted;
}

Result<void> check_fields(const core::ChannelEdit& edit) {
  core::ChannelEdit rest = edit;
  rest.name = rest.topic = {};
  rest.icon = {};
  rest.nsfw = {};
  rest.group_permissions = {};
  if (rest != core::ChannelEdit{}) return base::invalid("channel", "a group has no such thing");
  return {};
}

}  // namespace

Result<core::Channel> edit_group(store::Transaction& tx, Context context, Actor actor, core::ChannelId id,
                                 core::ChannelEdit edit) {
  auto group = open_group(tx, context, actor, id);
  if (!group) return base::pass(group);
  const core::Permissions held = group->standing.permissions_in(group->channel);
  if (auto ok = require(held, wanted_for(edit)); !ok) return base::pass(ok);
  if (auto ok = check_fields(edit); !ok) return base::pass(ok);
  if (auto ok = take_file(tx, edit.icon, core::FileBucket::community_icons, "icon"); !ok) return base::pass(ok);
  core::Channel& channel = group->channel;
  if (edit == core::ChannelEdit{}) return channel;

  edit.apply_to(channel);
  tx.put_channel(channel);
  tx.append_event(core::stream_of(channel.community), context.now_ms, core::ChannelUpdated{id, edit});
  const auto tell = [&](Kind kind, std::string text) {
    core::SystemNote note;
    note.kind = kind;
    note.by = actor.user;
    note.text = std::move(text);
    post_note(tx, context, channel, std::move(note));
  };
  if (edit.name.is_set()) tell(Kind::channel_renamed, channel.name);
  if (edit.topic) tell(Kind::channel_topic_changed, {});
  if (edit.icon) tell(Kind::channel_icon_changed, {});
  return *tx.channel(id);
}

}  // namespace service
