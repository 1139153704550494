// What webhooks write: messages of their own, and events of code forges (bonfire-rest 4.2). Whoever has the token may. Loop
// thread.
#include "core/access.h"
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/forge_events.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/message_input.h"
#include "proto/bonfire/routes/units.h"
#include "proto/bonfire/routes/views.h"
#include "proto/bonfire/routes/webhook_access.h"
#include "service/messages.h"

#include <optional>
#include <utility>

namespace bonfire {
namespace {

/// A webhook has the limits of people who are not new.
Writer writer_of(const RoutesContext& context, core::WebhookId id) {
  return {id.value, true, context.config.limits.default_user};
}

/// Before anything of the request's body is looked at.
base::Task<base::Result<core::Webhook>> find_by_token(RoutesContext& context, NamedWebhook named) {
  const auto unit = [named](store::Reader& reader) { return open_by_token(reader, named); };
  base::Result<core::Webhook> webhook = co_await read(context, unit);
  co_return webhook;
}

bool may_embed(const core::Webhook& webhook) { return core::has(webhook.permissions, core::permission::send_embeds); }

http::Response message_response(const service::MessageViewRef& view) {
  return json_response(encode(to_wire(view->message, LoadedFiles{})));
}

base::Task<http::Response> execute(RoutesContext& context, http::Request& request, Caller caller) {
  const auto named = read_webhook_path(context, request);
  if (!named) co_return error_response(named.error());
  const base::Result<core::Webhook> webhook = co_await find_by_token(context, *named);
  if (!webhook) co_return error_response(webhook.error());
  const auto message = read_message(context, request, webhook->channel, writer_of(context, webhook->id));
  if (!message) co_return error_response(message.error());
  const auto unit = [id = webhook->id, message = *message, caller](store::Transaction& tx) {
    return service::create_message(tx, caller.context, id, message);
  };
  const base::Result<service::MessageViewRef> sent = co_await write(context, unit);
  if (!sent) co_return error_response(message_error(sent.error()));
  if (may_embed(*webhook)) look_for_links(context, (*sent)->message);
  co_return message_response(*sent);
}

base::Task<http::Response> edit_message(RoutesContext& context, http::Request& request, Caller caller) {
  const auto named = read_webhook_path(context, request);
  if (!named) co_return error_response(named.error());
  const base::Result<core::Webhook> webhook = co_await find_by_token(context, *named);
  if (!webhook) co_return error_response(webhook.error());
  const auto id = path_id<core::MessageId>(request, "message", "message");
  if (!id) co_return error_response(id.error());
  const auto edit = read_message_edit(request, writer_of(context, webhook->id));
  if (!edit) co_return error_response(edit.error());
  const auto unit = [webhook = webhook->id, id = *id, edit = *edit, caller](store::Transaction& tx) {
    return service::edit_message(tx, caller.context, webhook, id, edit);
  };
  const base::Result<service::MessageViewRef> edited = co_await write(context, unit);
  if (!edited) co_return error_response(message_error(edited.error()));
  if (edit->content && may_embed(*webhook)) look_for_links(context, (*edited)->message);
  co_return message_response(*edited);
}

base::Task<http::Response> delete_message(RoutesContext& context, http::Request& request, Caller caller) {
  const auto named = read_webhook_path(context, request);
  if (!named) co_return error_response(named.error());
  const auto id = path_id<core::MessageId>(request, "message", "message");
  if (!id) co_return error_response(id.error());
  const auto unit = [named = *named, id = *id, caller](store::Transaction& tx) -> base::Result<void> {
    if (const auto opened = open_by_token(tx, named); !opened) return base::pass(opened);
    return service::delete_message(tx, caller.context, named.id, id);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone) co_return error_response(message_deletion_error(gone.error()));
  co_return empty_response();
}

/// What one cannot tell of an event is no error: forges are set up to send more than that.
base::Task<http::Response> tell_event(RoutesContext& context, http::Request& request, Caller caller) {
  const auto named = read_webhook_path(context, request);
  if (!named) co_return error_response(named.error());
  const base::Result<core::Webhook> webhook = co_await find_by_token(context, *named);
  if (!webhook) co_return error_response(webhook.error());
  const auto told = read_forge_event(request.headers.get("X-GitHub-Event"), request.body);
  if (!told) co_return error_response(told.error());
  if (!*told) co_return http::Response{};
  service::NewMessage message;
  message.into_voice = true;
  message.channel = webhook->channel;
  message.embeds.push_back(**told);
  const auto unit = [id = webhook->id, message, caller](store::Transaction& tx) {
    return service::create_message(tx, caller.context, id, message);
  };
  const base::Result<service::MessageViewRef> sent = co_await write(context, unit);
  if (!sent) co_return error_response(message_error(sent.error()));
  co_return http::Response{};
}

}  // namespace

void add_webhook_message_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule open{.access = Access::open};
  constexpr std::uint64_t kEventBytesMax = 5'000'000;
  const Rule events{.access = Access::open, .body_bytes_max = kEventBytesMax};
  add_route(mount, context, Method::post, "/webhooks/{webhook}/{token}", open, execute);
  add_route(mount, context, Method::patch, "/webhooks/{webhook}/{token}/{message}", open, edit_message);
  add_route(mount, context, Method::del, "/webhooks/{webhook}/{token}/{message}", open, delete_message);
  add_route(mount, context, Method::post, "/webhooks/{webhook}/{token}/github", events, tell_event);
}

}  // namespace bonfire
