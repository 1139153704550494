// Messages (pandemonium 5.9.1 to 5.9.3). Loop thread.
#include "proto/pandemonium/routes/messages.h"

#include "base/utf8.h"
#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/limits.h"
#include "proto/pandemonium/routes/guard.h"
#include "proto/pandemonium/routes/input.h"
#include "proto/pandemonium/routes/units.h"
#include "proto/pandemonium/routes/views.h"
#include "service/message_access.h"
#include "service/messages.h"

#include <charconv>

namespace pandemonium {
namespace {

/// Values of the body are judged after the caller was found to be a member, so that a stranger hears of nothing but that.
base::Result<void> require_member(store::Reader& reader, const Caller& caller, core::ChannelId channel) {
  const auto access = service::open_channel(reader, caller.context, *caller.actor, channel);
  return access ? base::Result<void>() : base::pass(access);
}

base::Result<void> check_content(const std::string& content, const Config& config) {
  return check_length("content", content, 0, config.message_limit);
}

base::Result<void> check(const std::vector<service::NewAttachment>& attachments) {
  if (attachments.size() > static_cast<std::size_t>(limits::kAttachmentsMax)) {
    return base::invalid("attachments", "at most " + std::to_string(limits::kAttachmentsMax));
  }
  return {};
}

base::Result<void> check_descriptions(const std::vector<service::NewAttachment>& attachments) {
  for (const service::NewAttachment& attachment : attachments) {
    if (!attachment.description) continue;
    auto ok = check_length("description", *attachment.description, 0, limits::kAttachmentDescriptionMax);
    if (!ok) return ok;
  }
  return {};
}

base::Result<void> check(const std::vector<core::CustomEmbed>& embeds) {
  if (embeds.size() > static_cast<std::size_t>(limits::kEmbedsMax)) {
    return base::invalid("embeds", "at most " + std::to_string(limits::kEmbedsMax));
  }
  for (std::size_t i = 0; i < embeds.size(); ++i) {
    auto ok = check_length("embed-" + std::to_string(i) + ".content", embeds[i].content, 0, limits::kEmbedContentMax);
    if (!ok) return ok;
  }
  return {};
}

base::Result<void> check(const core::Masquerade& disguise) {
  if (disguise.name) {
    auto ok = check_length("disguise.name", *disguise.name, limits::kDisguiseNameMin, limits::kDisguiseNameMax);
    if (!ok) return ok;
  }
  if (!disguise.avatar_url) return {};
  return check_length("disguise.avatar", *disguise.avatar_url, 0, limits::kDisguiseAvatarMax);
}

base::Result<void> check(const service::NewMessage& message, const Config& config) {
  if (message.content) {
    if (auto ok = check_content(*message.content, config); !ok) return ok;
  }
  if (!message.content && message.attachments.empty() && message.embeds.empty()) {
    return base::invalid("body", "there is nothing in it");
  }
  if (auto ok = check(message.attachments); !ok) return ok;
  if (auto ok = check(message.embeds); !ok) return ok;
  if (message.masquerade) {
    if (auto ok = check(*message.masquerade); !ok) return ok;
  }
  return check_descriptions(message.attachments);
}

base::Result<void> check(const service::EditMessage& edit, const Config& config) {
  if (!edit.content && !edit.attachments && !edit.embeds) return base::invalid("body", "nothing to change");
  if (edit.content.is_set()) {
    if (auto ok = check_content(edit.content.value(), config); !ok) return ok;
  }
  if (edit.attachments.is_set()) {
    if (auto ok = check(edit.attachments.value()); !ok) return ok;
  }
  if (edit.embeds.is_set()) {
    if (auto ok = check(edit.embeds.value()); !ok) return ok;
  }
  return edit.attachments.is_set() ? check_descriptions(edit.attachments.value()) : base::Result<void>();
}

/// An optional cursor that is no id is no cursor: "?before=null" (5.9.1).
std::optional<core::MessageId> cursor(const http::Request& request, std::string_view name) {
  const auto text = request.query_value(name);
  const auto id = text ? parse_id(*text) : std::nullopt;
  return id ? std::optional<core::MessageId>(*id) : std::nullopt;
}

/// An optional number that cannot be parsed counts as absent (5.1).
std::int64_t limit_of(const http::Request& request) {
  const auto text = request.query_value("limit");
  std::int64_t limit = limits::kHistoryDefault;
  if (!text) return limit;
  const char* end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, limit);
  if (error == std::errc::result_out_of_range) return -1;
  return error == std::errc() && stopped == end ? limit : limits::kHistoryDefault;
}

base::Task<http::Response> get_messages(RoutesContext& context, http::Request& request, Caller caller) {
  const auto channel = path_id_as<core::ChannelId>(request, "channel");
  if (!channel) co_return error_response(channel.error());
  const std::int64_t limit = limit_of(request);
  store::Reader::MessageRange range;
  range.before = cursor(request, "before");
  range.after = cursor(request, "after");
  const bool sensible = limit >= limits::kHistoryMin && limit <= limits::kHistoryMax;
  if (sensible) range.limit = static_cast<std::uint32_t>(limit);
  const auto unit = [channel = *channel, range, sensible, caller](store::Reader& reader) -> base::Result<ShownMessages> {
    if (const auto ok = require_member(reader, caller, channel); !ok) return base::pass(ok);
    if (!sensible) return base::invalid("limit", "must be 1 to 200");
    auto views = service::list_messages(reader, caller.context, *caller.actor, channel, range);
    if (!views) return base::pass(views);
    return with_channels(reader, *std::move(views));
  };
  const base::Result<ShownMessages> shown = co_await read(context, unit);
  if (!shown) co_return error_response(shown.error());
  co_return json_response(200, messages_json(*shown, context.hub));
}

void look_for_links(RoutesContext& context, const ShownMessages& shown) {
  if (context.previews == nullptr) return;
  const core::Message& message = shown.views.front()->message;
  if (message.content) context.previews->look_at(message.id, *message.content);
}

base::Task<http::Response> create_message(RoutesContext& context, http::Request& request, Caller caller) {
  const auto channel = path_id_as<core::ChannelId>(request, "channel");
  if (!channel) co_return error_response(channel.error());
  const auto body = decode<MessageCreate>(request.body);
  if (!body) co_return error_response(body.error());
  service::NewMessage input = to_core(*body, *channel);
  if (input.masquerade == core::Masquerade{}) input.masquerade.reset();
  const base::Result<void> checked = check(input, context.config);
  const auto unit = [input, checked, caller](store::Transaction& tx) -> base::Result<ShownMessages> {
    if (const auto ok = require_member(tx, caller, input.channel); !ok) return base::pass(ok);
    if (!checked) return base::pass(checked);
    return with_channels(tx, service::create_message(tx, caller.context, *caller.actor, input));
  };
  const base::Result<ShownMessages> shown = co_await write(context, unit);
  if (!shown) co_return error_response(shown.error());
  look_for_links(context, *shown);
  co_return json_response(200, message_json(*shown, context.hub));
}

base::Task<http::Response> get_message(RoutesContext& context, http::Request& request, Caller caller) {
  const auto channel = path_id_as<core::ChannelId>(request, "channel");
  if (!channel) co_return error_response(channel.error());
  const auto id = path_id_as<core::MessageId>(request, "message");
  if (!id) co_return error_response(id.error());
  const auto unit = [channel = *channel, id = *id, caller](store::Reader& reader) {
    return with_channels(reader, service::find_message(reader, caller.context, *caller.actor, channel, id));
  };
  const base::Result<ShownMessages> shown = co_await read(context, unit);
  if (!shown) co_return error_response(shown.error());
  co_return json_response(200, message_json(*shown, context.hub));
}

base::Task<http::Response> edit_message(RoutesContext& context, http::Request& request, Caller caller) {
  const auto channel = path_id_as<core::ChannelId>(request, "channel");
  if (!channel) co_return error_response(channel.error());
  const auto id = path_id_as<core::MessageId>(request, "message");
  if (!id) co_return error_response(id.error());
  const auto body = decode<MessageEdit>(request.body);
  if (!body) co_return error_response(body.error());
  const service::EditMessage edit = to_core(*body);
  const base::Result<void> checked = check(edit, context.config);
  const auto unit = [channel = *channel, id = *id, edit, checked,
                     caller](store::Transaction& tx) -> base::Result<ShownMessages> {
    // An empty edit changes nothing and finds out whether the caller may, which comes before the values.
    const auto may = service::edit_message(tx, caller.context, *caller.actor, channel, id, {});
    if (!may) return base::pass(may);
    if (!checked) return base::pass(checked);
    return with_channels(tx, service::edit_message(tx, caller.context, *caller.actor, channel, id, edit));
  };
  const base::Result<ShownMessages> shown = co_await write(context, unit);
  if (!shown) co_return error_response(shown.error());
  if (edit.content) look_for_links(context, *shown);
  co_return json_response(200, message_json(*shown, context.hub));
}

base::Task<http::Response> delete_message(RoutesContext& context, http::Request& request, Caller caller) {
  const auto channel = path_id_as<core::ChannelId>(request, "channel");
  if (!channel) co_return error_response(channel.error());
  const auto id = path_id_as<core::MessageId>(request, "message");
  if (!id) co_return error_response(id.error());
  const auto unit = [channel = *channel, id = *id, caller](store::Transaction& tx) {
    return service::delete_message(tx, caller.context, *caller.actor, channel, id);
  };
  const base::Result<void> deleted = co_await write(context, unit);
  if (!deleted) co_return error_response(deleted.error());
  co_return empty_response();
}

}  // namespace

void add_message_routes(http::Mount& mount, RoutesContext& context) {
  using Limits = OprishRateLimits;
  constexpr std::string_view kMessages = "/channels/{channel}/messages";
  constexpr std::string_view kMessage = "/channels/{channel}/messages/{message}";
  add_route(mount, context, http::Method::get, kMessages, {.bucket = &Limits::get_messages}, get_messages);
  add_route(mount, context, http::Method::post, kMessages,
            {.bucket = &Limits::create_message, .identity = Identity::channel_and_user}, create_message);
  add_route(mount, context, http::Method::get, kMessage, {.bucket = &Limits::get_message}, get_message);
  add_route(mount, context, http::Method::patch, kMessage, {.bucket = &Limits::edit_message}, edit_message);
  add_route(mount, context, http::Method::del, kMessage, {.bucket = &Limits::delete_message}, delete_message);
}

}  // namespace pandemonium
