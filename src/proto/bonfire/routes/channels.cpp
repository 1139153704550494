// One channel of any kind: shown, changed, deleted, closed or left (bonfire-rest 3.5). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/channel_views.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/units.h"
#include "service/communities.h"
#include "service/private_spaces.h"

#include <algorithm>

namespace bonfire {
namespace {

using core::ChannelKind;

base::Task<http::Response> get_channel(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::ChannelId>(request, "channel", "channel");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Reader& reader) -> base::Result<Channel> {
    const auto seen = see_channel(reader, caller, id);
    if (!seen) return base::pass(seen);
    return channel_view(reader, seen->channel);
  };
  const base::Result<Channel> channel = co_await read(context, unit);
  co_return channel_response(channel);
}

bool removes(const ChannelEdit& body, FieldsChannel field) {
  return std::ranges::find(body.remove, field) != body.remove.end();
}

/// What is both removed and given is given. An empty text is none.
core::ChannelEdit common_edit(const ChannelEdit& body) {
  core::ChannelEdit edit;
  if (body.name) edit.name = *body.name;
  if (removes(body, FieldsChannel::description) || body.description == "") edit.topic = edit.topic.cleared();
  if (body.description && !body.description->empty()) edit.topic = *body.description;
  if (removes(body, FieldsChannel::icon)) edit.icon = edit.icon.cleared();
  if (body.icon) edit.icon = body.icon->id;
  if (body.nsfw) edit.nsfw = *body.nsfw;
  return edit;
}

core::ChannelEdit group_edit(const ChannelEdit& body) {
  core::ChannelEdit edit = common_edit(body);
  if (removes(body, FieldsChannel::default_permissions)) edit.group_permissions = edit.group_permissions.cleared();
  return edit;
}

core::ChannelEdit text_edit(const ChannelEdit& body) {
  core::ChannelEdit edit = common_edit(body);
  if (removes(body, FieldsChannel::default_permissions)) edit.default_override = edit.default_override.cleared();
  if (removes(body, FieldsChannel::slowmode)) edit.slowmode_s = edit.slowmode_s.cleared();
  if (body.slowmode) edit.slowmode_s = *body.slowmode;
  if (removes(body, FieldsChannel::voice)) {
    edit.kind = ChannelKind::text;
    edit.voice_users_max = edit.voice_users_max.cleared();
  }
  if (body.voice) {
    edit.kind = ChannelKind::voice;
    edit.voice_users_max = body.voice->max_users.value_or(0);
  }
  return edit;
}

base::Result<core::Channel> change_group(store::Transaction& tx, const Caller& caller, core::ChannelId id,
                                         const ChannelEdit& body) {
  auto edited = service::edit_group(tx, caller.context, *caller.actor, id, group_edit(body));
  if (!edited || !body.owner) return edited;
  auto handed = service::hand_over_group(tx, caller.context, *caller.actor, id, *body.owner);
  if (!handed) return tl::unexpected<base::Error>(of_group(handed.error()));
  return tx.channel(id).value();
}

base::Result<core::Channel> change(store::Transaction& tx, const Caller& caller, const core::Channel& channel,
                                   const ChannelEdit& body) {
  switch (channel.kind) {
    case ChannelKind::group:
      return change_group(tx, caller, channel.id, body);
    case ChannelKind::direct:
    case ChannelKind::saved:
      return base::invalid("channel", "cannot be changed");
    case ChannelKind::text:
    case ChannelKind::voice:
    case ChannelKind::planet:
    case ChannelKind::home:
      break;
  }
  auto edited = service::edit_channel(tx, caller.context, *caller.actor, channel.community, channel.id, text_edit(body));
  if (edited && body.owner) return base::invalid("channel", "nobody owns it");
  return edited;
}

base::Task<http::Response> edit_channel(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::ChannelId>(request, "channel", "channel");
  if (!id) co_return error_response(id.error());
  const auto body = decode<ChannelEdit>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [id = *id, edit = *body, caller](store::Transaction& tx) -> base::Result<Channel> {
    const auto seen = see_channel(tx, caller, id);
    if (!seen) return base::pass(seen);
    const auto edited = change(tx, caller, seen->channel, edit);
    if (!edited) return base::pass(edited);
    return channel_view(tx, *edited);
  };
  const base::Result<Channel> channel = co_await write(context, unit);
  co_return channel_response(channel);
}

base::Task<http::Response> delete_channel(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::ChannelId>(request, "channel", "channel");
  if (!id) co_return error_response(id.error());
  const bool silent = query_flag(request, "leave_silently").value_or(false);
  const auto unit = [id = *id, silent, caller](store::Transaction& tx) -> base::Result<void> {
    const auto seen = see_channel(tx, caller, id);
    if (!seen) return base::pass(seen);
    if (core::is_private(seen->standing.community.kind)) {
      return service::leave_private(tx, caller.context, *caller.actor, id, silent);
    }
    return service::delete_channel(tx, caller.context, *caller.actor, seen->channel.community, id, true);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

}  // namespace

void add_channel_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule reasoned{.reason = true};
  add_route(mount, context, Method::get, "/channels/{channel}", {}, get_channel);
  add_route(mount, context, Method::patch, "/channels/{channel}", reasoned, edit_channel);
  add_route(mount, context, Method::del, "/channels/{channel}", reasoned, delete_channel);
}

}  // namespace bonfire
