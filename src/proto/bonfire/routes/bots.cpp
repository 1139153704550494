// Bots and what their owners do with them (bonfire-rest 3.11). Loop thread.
#include "service/bots.h"

#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/views.h"
#include "service/invites.h"

#include <utility>
#include <vector>

namespace bonfire {
namespace {

using base::ErrorKind;

/// A bot and how its owner sees the bot's user.
struct ShownBot {
  core::Bot bot;
  ShownUser user;
  LoadedFiles files;
};

ShownBot show(store::Reader& reader, core::UserId caller, service::BotWithUser found) {
  ShownBot shown;
  shown.bot = std::move(found.bot);
  shown.files.add_avatar(reader, found.user);
  shown.user = show_user(reader, caller, std::move(found.user));
  return shown;
}

base::Result<ShownBot> show(store::Reader& reader, const Caller& caller, base::Result<service::BotWithUser> found) {
  if (!found) return base::pass(found);
  return show(reader, caller.actor->user, *std::move(found));
}

Bot bot_view(const RoutesContext& context, const core::Bot& bot) {
  Bot out;
  out.id = bot.id;
  out.owner = bot.owner;
  out.token = service::derive_token(context.key, service::TokenKind::bot, bot.id.value, bot.token_version);
  out.is_public = bot.open;
  out.analytics = bot.analytics;
  out.interactions_url = bot.interactions_url;
  return out;
}

http::Response with_user_response(RoutesContext& context, const base::Result<ShownBot>& shown) {
  if (!shown) return error_response(shown.error());
  BotWithUser answer;
  answer.bot = bot_view(context, shown->bot);
  answer.user = user_view(shown->user, context.hub, shown->files);
  return json_response(encode(answer));
}

base::Task<http::Response> create_bot(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<BotCreate>(request.body);
  if (!body) co_return error_response(body.error());
  const auto name = read_username(body->name);
  if (!name) co_return error_response(name.error());
  const auto bots_max =
      static_cast<std::uint32_t>(limits_of(context.config, caller.actor->user, caller.context.now_ms).bots);
  const auto unit = [name = *name, caller, bots_max](store::Transaction& tx) {
    return show(tx, caller, service::create_bot(tx, *caller.actor, name, bots_max));
  };
  const base::Result<ShownBot> shown = co_await write(context, unit);
  co_return with_user_response(context, shown);
}

base::Task<http::Response> get_own_bots(RoutesContext& context, http::Request&, Caller caller) {
  const auto unit = [caller](store::Reader& reader) -> base::Result<std::vector<ShownBot>> {
    std::vector<ShownBot> list;
    for (service::BotWithUser& bot : service::list_bots(reader, *caller.actor)) {
      list.push_back(show(reader, caller.actor->user, std::move(bot)));
    }
    return list;
  };
  const base::Result<std::vector<ShownBot>> list = co_await read(context, unit);
  if (!list) co_return error_response(list.error());
  OwnedBots answer;
  for (const ShownBot& shown : *list) {
    answer.bots.push_back(bot_view(context, shown.bot));
    answer.users.push_back(user_view(shown.user, context.hub, shown.files));
  }
  co_return json_response(encode(answer));
}

base::Task<http::Response> get_bot(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::UserId>(request, "bot", "bot");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Reader& reader) {
    return show(reader, caller, service::find_bot(reader, *caller.actor, id));
  };
  const base::Result<ShownBot> shown = co_await read(context, unit);
  if (!shown) co_return error_response(shown.error());
  FetchedBot answer;
  answer.bot = bot_view(context, shown->bot);
  answer.user = user_view(shown->user, context.hub, shown->files);
  co_return json_response(encode(answer));
}

base::Result<service::BotEdit> to_edit(const BotEdit& body) {
  service::BotEdit edit;
  if (body.name) {
    auto name = read_username(*body.name);
    if (!name) return base::pass(name);
    edit.name = *std::move(name);
  }
  for (const FieldsBot field : body.remove) {
    if (field == FieldsBot::token) edit.new_token = true;
    if (field == FieldsBot::interactions_url) edit.interactions_url = core::Change<std::string>::cleared();
  }
  if (body.is_public) edit.open = *body.is_public;
  if (body.analytics) edit.analytics = *body.analytics;
  if (body.interactions_url) edit.interactions_url = *body.interactions_url;
  return edit;
}

base::Task<http::Response> edit_bot(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::UserId>(request, "bot", "bot");
  if (!id) co_return error_response(id.error());
  const auto body = decode<BotEdit>(request.body);
  if (!body) co_return error_response(body.error());
  const auto edit = to_edit(*body);
  if (!edit) co_return error_response(edit.error());
  const auto unit = [id = *id, edit = *edit, caller](store::Transaction& tx) {
    return show(tx, caller, service::edit_bot(tx, caller.context, *caller.actor, id, edit));
  };
  const base::Result<ShownBot> shown = co_await write(context, unit);
  co_return with_user_response(context, shown);
}

base::Task<http::Response> delete_bot(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::UserId>(request, "bot", "bot");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Transaction& tx) {
    return service::delete_bot(tx, caller.context, *caller.actor, id);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

/// Who may not invite it does not hear of it (404).
base::Task<http::Response> get_public_bot(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::UserId>(request, "bot", "bot");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, actor = caller.actor](store::Reader& reader) -> base::Result<core::User> {
    auto found = service::find_invitable_bot(reader, actor, id);
    if (!found) return base::not_found("bot");
    return std::move(found->user);
  };
  const base::Result<core::User> user = co_await read(context, unit);
  if (!user) co_return error_response(user.error());
  PublicBot answer;
  answer.id = user->id;
  answer.username = user->tag_name;
  if (user->avatar) answer.avatar = FileId(*user->avatar);
  answer.description = user->bio;
  co_return json_response(encode(answer));
}

base::Task<http::Response> invite_bot(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::UserId>(request, "bot", "bot");
  if (!id) co_return error_response(id.error());
  const auto body = decode<BotInvite>(request.body);
  if (!body) co_return error_response(body.error());
  if (body->server.has_value() == body->group.has_value()) {
    co_return error_response(failed_validation("body", "must have either server or group", 422));
  }
  const auto unit = [id = *id, invite = *body, caller](store::Transaction& tx) {
    if (invite.server) return service::add_bot(tx, caller.context, *caller.actor, id, invite.server->id);
    return service::add_bot_to_group(tx, caller.context, *caller.actor, id, invite.group->id);
  };
  const base::Result<void> added = co_await write(context, unit);
  if (!added && body->group && added.error().kind == ErrorKind::already_exists) {
    co_return error_response(make_error(409, "AlreadyInGroup", "member"));
  }
  if (!added) co_return error_response(added.error());
  co_return empty_response();
}

}  // namespace

void add_bot_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule human{.access = Access::human};
  add_route(mount, context, Method::post, "/bots/create", human, create_bot);
  add_route(mount, context, Method::get, "/bots/@me", {}, get_own_bots);
  add_route(mount, context, Method::get, "/bots/{bot}", human, get_bot);
  add_route(mount, context, Method::patch, "/bots/{bot}", {}, edit_bot);
  add_route(mount, context, Method::del, "/bots/{bot}", {}, delete_bot);
  add_route(mount, context, Method::get, "/bots/{bot}/invite", {.access = Access::optional}, get_public_bot);
  add_route(mount, context, Method::post, "/bots/{bot}/invite", human, invite_bot);
}

}  // namespace bonfire
