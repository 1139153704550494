// Sending and reading messages (bonfire-rest 3.6). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/limits.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/message_input.h"
#include "proto/bonfire/routes/message_views.h"
#include "proto/bonfire/routes/units.h"
#include "service/previews.h"

#include <algorithm>
#include <utility>

namespace bonfire {
namespace {

namespace permission = core::permission;

bool is_private(const core::Channel& channel) { return channel.kind >= core::ChannelKind::direct; }

// --- sending --------------------------------------------------------------------------------------------------------------

/// What was written, and by whom.
struct Sent {
  service::MessageViewRef view;
  std::optional<core::Member> member;
  LoadedFiles files;
  std::uint32_t slowmode_s = 0;  // for which the author now has to wait; 0: not at all
  bool look_for_links = false;
};

base::Result<Sent> send(store::Transaction& tx, const Caller& caller, const service::NewMessage& input, bool has_links) {
  const auto channel = known_channel(tx, input.channel);
  if (!channel) return base::pass(channel);
  auto view = service::create_message(tx, caller.context, *caller.actor, input);
  if (!view) return base::pass(view);
  Sent sent;
  sent.view = *std::move(view);
  sent.files.add_avatar(tx, sent.view->author);
  if (!is_private(*channel)) sent.member = tx.member(channel->community, caller.actor->user);
  if (sent.member) sent.files.add(tx, sent.member->avatar, {core::FileBucket::member_avatars});
  if (!has_links && channel->slowmode_s == 0) return sent;
  const auto access = service::open_channel(tx, caller.context, *caller.actor, input.channel);
  if (!access) return base::pass(access);
  if (!core::has(access->permissions, permission::bypass_slowmode)) sent.slowmode_s = channel->slowmode_s;
  sent.look_for_links = has_links && core::has(access->permissions, permission::send_embeds);
  return sent;
}

http::Response sent_response(const Sent& sent, const hub::Hub& hub) {
  Message message = to_wire(sent.view->message, sent.files);
  const Sight sight{core::Relation::self, hub.online(sent.view->author.id), true};
  message.user = to_wire(sent.view->author, sight, sent.files);
  if (sent.member) message.member = to_wire(*sent.member, sent.files);
  return json_response(encode(message));
}

/// Tells a person who was too fast how long there is to wait.
base::Task<void> signal_refusal(RoutesContext& context, core::UserId user, core::ChannelId channel, std::uint64_t left_s) {
  const auto unit = [channel](store::Reader& reader) { return known_channel(reader, channel); };
  const base::Result<core::Channel> slow = co_await read(context, unit);
  if (!slow) co_return;
  context.hub.signal_slowmode({user, channel, slow->slowmode_s, static_cast<std::uint32_t>(left_s)});
}

base::Task<http::Response> send_message(RoutesContext& context, http::Request& request, Caller caller) {
  const auto channel = path_channel(request);
  if (!channel) co_return error_response(channel.error());
  const core::UserId author = caller.actor->user;
  const Writer writer{author.value, caller.actor->bot, limits_of(context.config, author, caller.context.now_ms)};
  const auto input = read_message(context, request, *channel, writer);
  if (!input) co_return error_response(input.error());
  const bool has_links = context.previews != nullptr && !service::find_links(input->content.value_or("")).empty();
  const auto unit = [input = *input, caller, has_links](store::Transaction& tx) {
    return send(tx, caller, input, has_links);
  };
  const base::Result<Sent> sent = co_await write(context, unit);
  if (!sent && sent.error().subject == "slowmode") {
    co_await signal_refusal(context, author, *channel, sent.error().number);
  }
  if (!sent) co_return error_response(message_error(sent.error()));
  if (sent->slowmode_s != 0) context.hub.signal_slowmode({author, *channel, sent->slowmode_s, sent->slowmode_s});
  if (sent->look_for_links) look_for_links(context, sent->view->message);
  co_return sent_response(*sent, context.hub);
}

// --- reading --------------------------------------------------------------------------------------------------------------

/// Which messages of a channel are wanted.
struct Wanted {
  std::optional<core::MessageId> nearby;
  store::Reader::MessageRange range;
  bool with_people = false;
};

/// A message's id in the query. invalid `name` when it is none.
base::Result<std::optional<core::MessageId>> query_message(const http::Request& request, std::string_view name) {
  const auto text = request.query_value(name);
  if (!text) return std::nullopt;
  const auto id = parse_id<core::MessageId>(*text);
  if (!id) return base::invalid(name, "must be an id");
  return id;
}

tl::expected<Wanted, ErrorObject> read_wanted(const http::Request& request) {
  const auto refuse = [](ErrorObject error) { return tl::unexpected<ErrorObject>(std::move(error)); };
  Wanted wanted;
  wanted.with_people = query_flag(request, "include_users").value_or(false);
  const std::int64_t limit = query_number(request, "limit").value_or(wanted.range.limit);
  if (limit < limits::kPageMin || limit > limits::kPageMax) return refuse(failed_validation("limit", "must be 1 to 100"));
  wanted.range.limit = static_cast<std::uint32_t>(limit);
  const auto nearby = query_message(request, "nearby");
  if (!nearby) return refuse(to_error_object(nearby.error()));
  wanted.nearby = *nearby;
  if (wanted.nearby) return wanted;  // the others play no part then
  const auto before = query_message(request, "before");
  if (!before) return refuse(to_error_object(before.error()));
  const auto after = query_message(request, "after");
  if (!after) return refuse(to_error_object(after.error()));
  wanted.range.before = *before;
  wanted.range.after = *after;
  const std::string sort = lower_case(request.query_value("sort").value_or(""));
  if (sort == "relevance") return refuse(make_error(400, "InvalidOperation", "sort"));
  wanted.range.oldest = sort == "oldest";
  return wanted;
}

/// In the order in which they are answered.
base::Result<std::vector<service::MessageViewRef>> find(store::Reader& reader, const Caller& caller, core::ChannelId channel,
                                                        const Wanted& wanted) {
  if (!wanted.nearby) {
    auto messages = service::list_messages(reader, caller.context, *caller.actor, channel, wanted.range);
    if (messages && !wanted.range.oldest) std::ranges::reverse(*messages);
    return messages;
  }
  const std::uint32_t each = wanted.range.limit / 2 + 1;
  auto around = service::nearby_messages(reader, caller.context, *caller.actor, channel, *wanted.nearby, each);
  if (!around) return base::pass(around);
  around->from.insert(around->from.end(), around->before.rbegin(), around->before.rend());
  return std::move(around->from);
}

base::Task<http::Response> get_messages(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_channel(request);
  if (!id) co_return error_response(id.error());
  const auto wanted = read_wanted(request);
  if (!wanted) co_return error_response(wanted.error());
  const auto unit = [id = *id, wanted = *wanted, caller](store::Reader& reader) -> base::Result<MessagePage> {
    const auto channel = known_channel(reader, id);
    if (!channel) return base::pass(channel);
    auto messages = find(reader, caller, id, wanted);
    if (!messages) return base::pass(messages);
    return load_page(reader, caller, *channel, *std::move(messages), wanted.with_people);
  };
  const base::Result<MessagePage> page = co_await read(context, unit);
  if (!page) co_return error_response(page.error());
  co_return page_response(*page, context.hub);
}

base::Task<http::Response> get_message(RoutesContext& context, http::Request& request, Caller caller) {
  const auto path = path_message(request);
  if (!path) co_return error_response(path.error());
  const auto unit = [path = *path, caller](store::Reader& reader) -> base::Result<service::MessageViewRef> {
    if (const auto known = known_channel(reader, path.channel); !known) return base::pass(known);
    return service::find_message(reader, caller.context, *caller.actor, path.channel, path.message);
  };
  const base::Result<service::MessageViewRef> view = co_await read(context, unit);
  if (!view) co_return error_response(view.error());
  co_return message_response((*view)->message);
}

}  // namespace

void add_message_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  add_route(mount, context, Method::post, "/channels/{channel}/messages", {}, send_message);
  add_route(mount, context, Method::get, "/channels/{channel}/messages", {}, get_messages);
  add_route(mount, context, Method::get, "/channels/{channel}/messages/{message}", {}, get_message);
}

}  // namespace bonfire
