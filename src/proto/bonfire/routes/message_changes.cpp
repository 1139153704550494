// Editing and deleting messages (bonfire-rest 3.6). Loop thread.
#include "core/id_generator.h"
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/message_input.h"
#include "proto/bonfire/routes/message_views.h"
#include "proto/bonfire/routes/units.h"

#include <utility>

namespace bonfire {
namespace {

namespace permission = core::permission;

struct Edited {
  service::MessageViewRef view;
  bool look_for_links = false;
};

base::Result<Edited> edit(store::Transaction& tx, const Caller& caller, const MessagePath& path,
                          const service::EditMessage& edit) {
  const auto access = enter_channel(tx, caller, path.channel, permission::send_message);
  if (!access) return base::pass(access);
  auto view = service::edit_message(tx, caller.context, *caller.actor, path.channel, path.message, edit);
  if (!view) return base::pass(view);
  return Edited{*std::move(view), edit.content.is_set() && core::has(access->permissions, permission::send_embeds)};
}

base::Task<http::Response> edit_message(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = path_message(request);
  if (!path) co_return error_response(path.error());
  const core::UserId author = caller.actor->user;
  const Writer writer{author.value, caller.actor->bot, limits_of(context.config, author, caller.context.now_ms)};
  const auto wanted = read_message_edit(request, writer);
  if (!wanted) co_return error_response(wanted.error());
  const auto unit = [path = *path, wanted = *wanted, caller](store::Transaction& tx) {
    return edit(tx, caller, path, wanted);
  };
  const base::Result<Edited> edited = co_await write(context, unit);
  if (!edited) co_return error_response(message_error(edited.error()));
  if (edited->look_for_links) look_for_links(context, edited->view->message);
  co_return message_response(edited->view->message);
}

base::Task<http::Response> delete_message(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = path_message(request);
  if (!path) co_return error_response(path.error());
  const auto unit = [path = *path, caller](store::Transaction& tx) -> base::Result<void> {
    if (const auto known = known_channel(tx, path.channel); !known) return base::pass(known);
    return service::delete_message(tx, caller.context, *caller.actor, path.channel, path.message);
  };
  const base::Result<void> deleted = co_await write(context, unit);
  if (!deleted) co_return error_response(deleted.error());
  co_return empty_response();
}

/// Nothing when one of the texts is no id, or names what is too old to be deleted by the dozen.
std::optional<std::vector<core::MessageId>> read_recent(const std::vector<std::string>& texts, std::int64_t now_ms) {
  constexpr std::int64_t kAgeMaxMs = 7 * 24 * 3'600'000;
  std::vector<core::MessageId> ids;
  for (const std::string& text : texts) {
    const auto id = parse_id<core::MessageId>(text);
    if (!id || core::unix_ms_of_id(id->value) < now_ms - kAgeMaxMs) return std::nullopt;
    ids.push_back(*id);
  }
  return ids;
}

base::Task<http::Response> delete_messages(RoutesContext& context, http::Request& request, Caller caller) {
  const auto channel = path_channel(request);
  if (!channel) co_return error_response(channel.error());
  const auto body = decode<BulkDelete>(request.body);
  if (!body) co_return error_response(body.error());
  const auto ids = read_recent(body->ids, caller.context.now_ms);
  if (!ids) co_return error_response(make_error(400, "InvalidOperation", "ids"));
  using Deleted = std::vector<core::MessageId>;
  const auto unit = [channel = *channel, ids = *ids, caller](store::Transaction& tx) -> base::Result<Deleted> {
    if (const auto known = known_channel(tx, channel); !known) return base::pass(known);
    return service::delete_messages(tx, caller.context, *caller.actor, channel, ids);
  };
  const base::Result<Deleted> deleted = co_await write(context, unit);
  if (!deleted) co_return error_response(deleted.error());
  co_return empty_response();
}

}  // namespace

void add_message_change_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  constexpr std::string_view kMessage = "/channels/{channel}/messages/{message}";
  add_route(mount, context, Method::patch, kMessage, {}, edit_message);
  add_route(mount, context, Method::del, kMessage, {.reason = true}, delete_message);
  add_route(mount, context, Method::del, "/channels/{channel}/messages/bulk", {.reason = true}, delete_messages);
}

}  // namespace bonfire
