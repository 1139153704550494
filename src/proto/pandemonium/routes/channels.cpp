// Channels (pandemonium 5.8). Loop thread.
#include "proto/pandemonium/routes/channels.h"

#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/limits.h"
#include "proto/pandemonium/routes/guard.h"
#include "proto/pandemonium/routes/input.h"
#include "proto/pandemonium/routes/units.h"
#include "proto/pandemonium/translate.h"
#include "service/communities.h"
#include "service/standing.h"

namespace pandemonium {
namespace {

/// An unknown sphere is an invalid value, an unknown channel is not found (5.8).
http::Response channel_error(const base::Error& error) {
  const bool unknown_sphere = error.kind == base::ErrorKind::not_found && error.subject == "community";
  return error_response(unknown_sphere ? as_invalid(error, "sphere") : error);
}

base::Result<void> check(const service::NewChannel& input) {
  if (auto ok = check_length("name", input.name, limits::kNameMin, limits::kNameMax); !ok) return ok;
  if (!input.topic) return {};
  return check_length("topic", *input.topic, limits::kDescriptionMin, limits::kDescriptionMax);
}

base::Result<void> check(const core::ChannelEdit& edit) {
  if (edit == core::ChannelEdit{}) return base::invalid("body", "nothing to change");
  if (edit.category && !edit.position) return base::invalid("body", "category_id needs a position");
  if (edit.name.is_set()) {
    if (auto ok = check_length("name", edit.name.value(), limits::kNameMin, limits::kNameMax); !ok) return ok;
  }
  if (edit.topic.is_set()) return check_length("topic", edit.topic.value(), 0, limits::kDescriptionMax);
  return {};
}

base::Task<http::Response> create_channel(RoutesContext& context, http::Request& request, Caller caller) {
  const auto sphere = path_id_as<core::CommunityId>(request, "sphere");
  if (!sphere) co_return error_response(sphere.error());
  const auto body = decode<SphereChannelCreate>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [sphere = *sphere, input = to_core(*body),
                     caller](store::Transaction& tx) -> base::Result<core::Channel> {
    const auto standing = service::load_standing(tx, caller.context, caller.actor, sphere);
    if (!standing) return base::pass(standing);
    if (const auto ok = standing->require(core::permission::manage_channel); !ok) return base::pass(ok);
    if (const auto ok = check(input); !ok) return base::pass(ok);
    return service::create_channel(tx, caller.context, *caller.actor, sphere, input);
  };
  const base::Result<core::Channel> channel = co_await write(context, unit);
  if (!channel) co_return channel_error(channel.error());
  co_return json_response(200, encode(to_wire(*channel)));
}

base::Task<http::Response> edit_channel(RoutesContext& context, http::Request& request, Caller caller) {
  const auto sphere = path_id_as<core::CommunityId>(request, "sphere");
  if (!sphere) co_return error_response(sphere.error());
  const auto id = path_id_as<core::ChannelId>(request, "channel");
  if (!id) co_return error_response(id.error());
  const auto body = decode<SphereChannelEdit>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [sphere = *sphere, id = *id, edit = to_core(*body),
                     caller](store::Transaction& tx) -> base::Result<core::Channel> {
    // An empty edit changes nothing and finds out whether the caller may, which comes before the values.
    const auto may = service::edit_channel(tx, caller.context, *caller.actor, sphere, id, {});
    if (!may) return base::pass(may);
    if (const auto ok = check(edit); !ok) return base::pass(ok);
    return service::edit_channel(tx, caller.context, *caller.actor, sphere, id, edit);
  };
  const base::Result<core::Channel> channel = co_await write(context, unit);
  if (!channel) co_return channel_error(channel.error());
  co_return json_response(200, encode(to_wire(*channel)));
}

base::Task<http::Response> delete_channel(RoutesContext& context, http::Request& request, Caller caller) {
  const auto sphere = path_id_as<core::CommunityId>(request, "sphere");
  if (!sphere) co_return error_response(sphere.error());
  const auto id = path_id_as<core::ChannelId>(request, "channel");
  if (!id) co_return error_response(id.error());
  const auto unit = [sphere = *sphere, id = *id, caller](store::Transaction& tx) {
    return service::delete_channel(tx, caller.context, *caller.actor, sphere, id);
  };
  const base::Result<void> deleted = co_await write(context, unit);
  if (!deleted) co_return channel_error(deleted.error());
  co_return empty_response(200);
}

base::Task<http::Response> get_channel(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id_as<core::ChannelId>(request, "channel");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Reader& reader) {
    return service::view_channel(reader, caller.context, caller.actor, id);
  };
  const base::Result<core::Channel> channel = co_await read(context, unit);
  if (!channel) co_return error_response(channel.error());
  if (!is_shown(channel->kind)) co_return error_response(not_found());
  co_return json_response(200, encode(to_wire(*channel)));
}

}  // namespace

void add_channel_routes(http::Mount& mount, RoutesContext& context) {
  using Limits = OprishRateLimits;
  constexpr std::string_view kChannels = "/spheres/{sphere}/channels";
  constexpr std::string_view kChannel = "/spheres/{sphere}/channels/{channel}";
  add_route(mount, context, http::Method::post, kChannels, {.bucket = &Limits::create_channel}, create_channel);
  add_route(mount, context, http::Method::patch, kChannel, {.bucket = &Limits::edit_channel}, edit_channel);
  add_route(mount, context, http::Method::del, kChannel, {.bucket = &Limits::delete_channel}, delete_channel);
  add_route(mount, context, http::Method::get, "/channels/{channel}",
            {.access = Access::optional, .bucket = &Limits::get_channel, .guest_bucket = &Limits::guest_get_channel},
            get_channel);
}

}  // namespace pandemonium
