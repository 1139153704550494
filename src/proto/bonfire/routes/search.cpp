// Looking for messages by words, and for pinned ones (bonfire-rest 3.6). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/message_views.h"
#include "proto/bonfire/routes/units.h"

#include <algorithm>
#include <utility>

namespace bonfire {
namespace {

using Messages = std::vector<service::MessageViewRef>;

store::Reader::MessageSearch::Order order_of(MessageSort sort) {
  using Order = store::Reader::MessageSearch::Order;
  switch (sort) {
    case MessageSort::relevance:
      return Order::relevance;
    case MessageSort::latest:
      return Order::newest;
    case MessageSort::oldest:
      return Order::oldest;
  }
  return Order::relevance;
}

base::Result<Messages> find_by_words(store::Reader& reader, const Caller& caller, core::ChannelId channel,
                                     const MessageSearch& wanted) {
  store::Reader::MessageSearch search;
  search.channel = channel;
  search.words = store_text(*wanted.query);  // ids are stored in another spelling
  search.before = wanted.before;
  search.after = wanted.after;
  search.limit = wanted.limit.value_or(search.limit);
  search.order = order_of(wanted.sort);
  return service::search_messages(reader, caller.context, *caller.actor, search);
}

/// The pinned ones, or all. Without words none is more relevant than another, so the latest come first.
base::Result<Messages> find_by_time(store::Reader& reader, const Caller& caller, core::ChannelId channel,
                                    const MessageSearch& wanted) {
  store::Reader::MessageRange range;
  range.before = wanted.before;
  range.after = wanted.after;
  range.limit = wanted.limit.value_or(range.limit);
  range.pinned = wanted.pinned.value_or(false);
  range.oldest = wanted.sort == MessageSort::oldest;
  auto messages = service::list_messages(reader, caller.context, *caller.actor, channel, range);
  if (messages && !range.oldest) std::ranges::reverse(*messages);
  return messages;
}

base::Task<http::Response> search_messages(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_channel(request);
  if (!id) co_return error_response(id.error());
  const auto wanted = decode<MessageSearch>(request.body);
  if (!wanted) co_return error_response(wanted.error());
  if (wanted->query && wanted->pinned) co_return error_response(make_error(400, "InvalidOperation", "pinned"));
  const auto unit = [id = *id, wanted = *wanted, caller](store::Reader& reader) -> base::Result<MessagePage> {
    const auto channel = known_channel(reader, id);
    if (!channel) return base::pass(channel);
    auto messages = wanted.query ? find_by_words(reader, caller, id, wanted) : find_by_time(reader, caller, id, wanted);
    if (!messages) return base::pass(messages);
    return load_page(reader, caller, *channel, *std::move(messages), wanted.include_users);
  };
  const base::Result<MessagePage> page = co_await read(context, unit);
  if (!page) co_return error_response(page.error());
  co_return page_response(*page, context.hub);
}

}  // namespace

void add_message_search_routes(http::Mount& mount, RoutesContext& context) {
  add_route(mount, context, http::Method::post, "/channels/{channel}/search", {.access = Access::human}, search_messages);
}

}  // namespace bonfire
