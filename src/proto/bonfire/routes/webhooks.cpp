// Webhooks: made, shown, changed, deleted, by people and by who has the token (bonfire-rest 4.2). Loop thread.
#include "service/webhooks.h"

#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/channel_views.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/permission_bits.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/webhook_access.h"

#include <utility>
#include <vector>

namespace bonfire {
namespace {

/// With the token: for those who may have it.
struct ShownWebhook {
  core::Webhook webhook;
  LoadedFiles files;
};

ShownWebhook show(store::Reader& reader, core::Webhook webhook) {
  ShownWebhook shown;
  shown.files.add(reader, webhook.avatar, {core::FileBucket::avatars});
  shown.webhook = std::move(webhook);
  return shown;
}
base::Result<ShownWebhook> show(store::Reader& reader, base::Result<core::Webhook> webhook) {
  if (!webhook) return base::pass(webhook);
  return show(reader, *std::move(webhook));
}

Webhook webhook_view(const RoutesContext& context, const ShownWebhook& shown) {
  return to_wire(shown.webhook, webhook_token(context, shown.webhook.id), shown.files);
}
http::Response webhook_response(const RoutesContext& context, const base::Result<ShownWebhook>& shown) {
  return shown ? json_response(encode(webhook_view(context, *shown))) : error_response(shown.error());
}

// --- of a channel ---------------------------------------------------------------------------------------------------------

base::Task<http::Response> create_webhook(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::ChannelId>(request, "channel", "channel");
  if (!id) co_return error_response(id.error());
  const auto body = decode<WebhookCreate>(request.body);
  if (!body) co_return error_response(body.error());
  service::NewWebhook input;
  input.name = body->name;
  if (body->avatar) input.avatar = body->avatar->id;
  const auto unit = [id = *id, input, caller](store::Transaction& tx) -> base::Result<ShownWebhook> {
    const auto seen = see_channel(tx, caller, id);
    if (!seen) return base::pass(seen);
    return show(tx, service::create_webhook(tx, caller.context, *caller.actor, id, input));
  };
  const base::Result<ShownWebhook> shown = co_await write(context, unit);
  co_return webhook_response(context, shown);
}

base::Task<http::Response> list_webhooks(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::ChannelId>(request, "channel", "channel");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller](store::Reader& reader) -> base::Result<std::vector<ShownWebhook>> {
    const auto seen = see_channel(reader, caller, id);
    if (!seen) return base::pass(seen);
    auto webhooks = service::list_webhooks(reader, caller.context, *caller.actor, id);
    if (!webhooks) return base::pass(webhooks);
    std::vector<ShownWebhook> list;
    for (core::Webhook& webhook : *webhooks) list.push_back(show(reader, std::move(webhook)));
    return list;
  };
  const base::Result<std::vector<ShownWebhook>> list = co_await read(context, unit);
  if (!list) co_return error_response(list.error());
  std::vector<Webhook> answer;
  for (const ShownWebhook& shown : *list) answer.push_back(webhook_view(context, shown));
  co_return json_response(encode(answer));
}

// --- one webhook ----------------------------------------------------------------------------------------------------------

base::Task<http::Response> get_webhook(RoutesContext& context, http::Request& request, Caller caller) {
  const auto named = read_webhook_path(context, request);
  if (!named) co_return error_response(named.error());
  const auto unit = [named = *named, caller](store::Reader& reader) { return open_as_person(reader, caller, named); };
  const base::Result<core::Webhook> webhook = co_await read(context, unit);
  if (!webhook) co_return error_response(webhook.error());
  ResponseWebhook answer;
  answer.id = webhook->id;
  answer.name = webhook->name;
  if (webhook->avatar) answer.avatar = FileId(*webhook->avatar);
  answer.channel_id = webhook->channel;
  answer.permissions = webhook->permissions;
  co_return json_response(encode(answer));
}

base::Task<http::Response> get_by_token(RoutesContext& context, http::Request& request, Caller) {
  const auto named = read_webhook_path(context, request);
  if (!named) co_return error_response(named.error());
  const auto unit = [named = *named](store::Reader& reader) { return show(reader, open_by_token(reader, named)); };
  const base::Result<ShownWebhook> shown = co_await read(context, unit);
  co_return webhook_response(context, shown);
}

/// Callers with an actor came as persons, the others with the token.
base::Result<core::Webhook> open(store::Reader& reader, const Caller& caller, const NamedWebhook& named) {
  return caller.actor ? open_as_person(reader, caller, named) : open_by_token(reader, named);
}

core::WebhookEdit to_edit(const WebhookEdit& body) {
  core::WebhookEdit edit;
  if (body.name) edit.name = *body.name;
  if (!body.remove.empty()) edit.avatar = edit.avatar.cleared();  // there is no other field
  if (body.avatar) edit.avatar = body.avatar->id;
  if (body.permissions) edit.permissions = *body.permissions;
  return edit;
}

base::Task<http::Response> edit_webhook(RoutesContext& context, http::Request& request, Caller caller) {
  const auto named = read_webhook_path(context, request);
  if (!named) co_return error_response(named.error());
  const auto body = decode<WebhookEdit>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check_permission_bits(body->permissions.value_or(0)); !ok) co_return error_response(ok.error());
  const auto unit = [named = *named, edit = to_edit(*body), caller](store::Transaction& tx) -> base::Result<ShownWebhook> {
    if (const auto opened = open(tx, caller, named); !opened) return base::pass(opened);
    return show(tx, service::edit_webhook(tx, caller.context, caller.actor, named.id, edit));
  };
  const base::Result<ShownWebhook> shown = co_await write(context, unit);
  co_return webhook_response(context, shown);
}

base::Task<http::Response> delete_webhook(RoutesContext& context, http::Request& request, Caller caller) {
  const auto named = read_webhook_path(context, request);
  if (!named) co_return error_response(named.error());
  const auto unit = [named = *named, caller](store::Transaction& tx) -> base::Result<void> {
    if (const auto opened = open(tx, caller, named); !opened) return base::pass(opened);
    return service::delete_webhook(tx, caller.context, caller.actor, named.id);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

}  // namespace

void add_webhook_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule reasoned{.reason = true};
  const Rule open{.access = Access::open};
  const Rule open_reasoned{.access = Access::open, .reason = true};
  add_route(mount, context, Method::post, "/channels/{channel}/webhooks", reasoned, create_webhook);
  add_route(mount, context, Method::get, "/channels/{channel}/webhooks", {}, list_webhooks);
  add_route(mount, context, Method::get, "/webhooks/{webhook}", {}, get_webhook);
  add_route(mount, context, Method::patch, "/webhooks/{webhook}", reasoned, edit_webhook);
  add_route(mount, context, Method::del, "/webhooks/{webhook}", reasoned, delete_webhook);
  add_route(mount, context, Method::get, "/webhooks/{webhook}/{token}", open, get_by_token);
  add_route(mount, context, Method::patch, "/webhooks/{webhook}/{token}", open_reasoned, edit_webhook);
  add_route(mount, context, Method::del, "/webhooks/{webhook}/{token}", open_reasoned, delete_webhook);
}

}  // namespace bonfire
