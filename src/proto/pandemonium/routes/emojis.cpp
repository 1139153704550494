// Emojis of a sphere (pandemonium 5.10). Loop thread.
#include "proto/pandemonium/routes/emojis.h"

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

base::Result<void> check_name(const std::string& name) {
  return check_length("name", name, limits::kEmojiNameMin, limits::kEmojiNameMax);
}

base::Task<http::Response> create_emoji(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<EmojiCreate>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [sphere = path_sphere(request), file = core::FileId(body->file_id), name = body->name,
                     caller](store::Transaction& tx) -> base::Result<core::Emoji> {
    const auto id = resolve(tx, sphere);
    if (!id) return base::pass(id);
    const auto standing = service::load_standing(tx, caller.context, caller.actor, *id);
    if (!standing) return base::pass(standing);
    if (!standing->member) return base::fail(base::ErrorKind::forbidden);
    if (const auto ok = check_name(name); !ok) return base::pass(ok);
    return service::create_emoji(tx, caller.context, *caller.actor, *id, {file, name});
  };
  const base::Result<core::Emoji> emoji = co_await write(context, unit);
  if (!emoji) co_return error_response(emoji.error());
  co_return json_response(200, encode(to_wire(*emoji)));
}

base::Task<http::Response> get_emoji(RoutesContext& context, http::Request& request, Caller) {
  const auto id = path_id_as<core::EmojiId>(request, "emoji");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id](store::Reader& reader) { return service::find_emoji(reader, id); };
  const base::Result<core::Emoji> emoji = co_await read(context, unit);
  if (!emoji) co_return error_response(emoji.error());
  co_return json_response(200, encode(to_wire(*emoji)));
}

base::Task<http::Response> rename_emoji(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id_as<core::EmojiId>(request, "emoji");
  if (!id) co_return error_response(id.error());
  const auto body = decode<EmojiEdit>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [id = *id, name = body->name, caller](store::Transaction& tx) -> base::Result<core::Emoji> {
    const auto emoji = service::find_emoji(tx, id);
    if (!emoji) return emoji;
    const auto standing = service::load_standing(tx, caller.context, caller.actor, emoji->community);
    if (!standing) return base::pass(standing);
    if (const auto ok = standing->require(core::permission::manage_customisation); !ok) return base::pass(ok);
    if (const auto ok = check_name(name); !ok) return base::pass(ok);
    return service::rename_emoji(tx, caller.context, *caller.actor, id, name);
  };
  const base::Result<core::Emoji> emoji = co_await write(context, unit);
  if (!emoji) co_return error_response(emoji.error());
  co_return json_response(200, encode(to_wire(*emoji)));
}

base::Task<http::Response> delete_emoji(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id_as<core::EmojiId>(request, "emoji");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Transaction& tx) {
    return service::delete_emoji(tx, caller.context, *caller.actor, id);
  };
  const base::Result<void> deleted = co_await write(context, unit);
  if (!deleted) co_return error_response(deleted.error());
  co_return empty_response();
}

}  // namespace

void add_emoji_routes(http::Mount& mount, RoutesContext& context) {
  using Limits = OprishRateLimits;
  add_route(mount, context, http::Method::post, "/spheres/{sphere}/emojis", {.bucket = &Limits::create_emoji}, create_emoji);
  add_route(mount, context, http::Method::get, "/emojis/{emoji}",
            {.access = Access::optional, .bucket = &Limits::get_emoji, .guest_bucket = &Limits::guest_get_emoji}, get_emoji);
  add_route(mount, context, http::Method::patch, "/emojis/{emoji}", {.bucket = &Limits::edit_emoji}, rename_emoji);
  add_route(mount, context, http::Method::del, "/emojis/{emoji}", {.bucket = &Limits::delete_emoji}, delete_emoji);
}

}  // namespace pandemonium
