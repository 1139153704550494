// A server's own emojis (bonfire-rest 3.8). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/translate.h"
#include "service/communities.h"
#include "service/standing.h"

#include <algorithm>
#include <string>
#include <variant>

namespace bonfire {
namespace {

using base::ErrorKind;
namespace permission = core::permission;

base::Result<void> check_name(const std::string& name) {
  const auto good = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (std::ranges::all_of(name, good)) return {};
  return base::invalid("name", "must be made of a-z, 0-9 and _");
}

/// An upload that is an emoji already is as good as gone.
base::Error of_upload(base::Error error) {
  const bool taken = error.kind == ErrorKind::already_exists && error.subject == "emoji";
  const bool missing = error.kind == ErrorKind::invalid && error.subject == "file_id";
  if (taken || missing) return {ErrorKind::not_found, "file", {}};
  return error;
}

http::Response emoji_response(const base::Result<core::Emoji>& emoji) {
  return emoji ? json_response(encode(to_wire(*emoji))) : error_response(emoji.error());
}

base::Task<http::Response> create_emoji(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::EmojiId>(request, "emoji", "file");
  if (!id) co_return error_response(id.error());
  const auto body = decode<EmojiCreate>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check_name(body->name); !ok) co_return error_response(ok.error());
  const auto* server = std::get_if<ServerEmojiParent>(&body->parent);
  if (server == nullptr) co_return error_response(make_error(400, "InvalidOperation", "parent"));
  service::NewEmoji input;
  input.file = core::FileId(id->value);
  input.name = body->name;
  input.nsfw = body->nsfw.value_or(false);
  input.id_of_file = true;
  input.needs = permission::manage_customisation;
  const auto unit = [input, server = server->id.id, caller](store::Transaction& tx) -> base::Result<core::Emoji> {
    auto made = service::create_emoji(tx, caller.context, *caller.actor, server, input);
    if (!made) return tl::unexpected<base::Error>(of_upload(made.error()));
    return made;
  };
  const base::Result<core::Emoji> emoji = co_await write(context, unit);
  co_return emoji_response(emoji);
}

base::Task<http::Response> get_emoji(RoutesContext& context, http::Request& request, Caller) {
  const auto id = path_id<core::EmojiId>(request, "emoji", "emoji");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id](store::Reader& reader) { return service::find_any_emoji(reader, id); };
  const base::Result<core::Emoji> emoji = co_await read(context, unit);
  co_return emoji_response(emoji);
}

/// Without a new name nothing changes, but who may not rename is told so.
base::Result<core::Emoji> rename(store::Transaction& tx, const Caller& caller, core::EmojiId id, const EmojiEdit& edit) {
  auto emoji = service::find_any_emoji(tx, id);
  if (!emoji) return emoji;
  if (emoji->detached) return base::fail(ErrorKind::unauthenticated, "emoji");
  if (edit.name) return service::rename_emoji(tx, caller.context, *caller.actor, id, *edit.name);
  const auto standing = service::load_community_standing(tx, caller.context, caller.actor, emoji->community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::manage_customisation); !ok) return base::pass(ok);
  return emoji;
}

base::Task<http::Response> edit_emoji(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::EmojiId>(request, "emoji", "emoji");
  if (!id) co_return error_response(id.error());
  const auto body = decode<EmojiEdit>(request.body);
  if (!body) co_return error_response(body.error());
  if (body->name) {
    if (const auto ok = check_name(*body->name); !ok) co_return error_response(ok.error());
  }
  const auto unit = [id = *id, edit = *body, caller](store::Transaction& tx) { return rename(tx, caller, id, edit); };
  const base::Result<core::Emoji> emoji = co_await write(context, unit);
  co_return emoji_response(emoji);
}

base::Task<http::Response> delete_emoji(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::EmojiId>(request, "emoji", "emoji");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Transaction& tx) -> base::Result<void> {
    const auto emoji = service::find_any_emoji(tx, id);
    if (!emoji) return base::pass(emoji);
    if (emoji->detached) return {};
    return service::delete_emoji(tx, caller.context, *caller.actor, id, true);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

}  // namespace

void add_emoji_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule reasoned{.reason = true};
  add_route(mount, context, Method::put, "/custom/emoji/{emoji}", reasoned, create_emoji);
  add_route(mount, context, Method::get, "/custom/emoji/{emoji}", {.access = Access::open}, get_emoji);
  add_route(mount, context, Method::patch, "/custom/emoji/{emoji}", reasoned, edit_emoji);
  add_route(mount, context, Method::del, "/custom/emoji/{emoji}", reasoned, delete_emoji);
}

}  // namespace bonfire
