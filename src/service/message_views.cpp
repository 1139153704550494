// See message_views.h.
#include "service/message_views.h"

namespace service {

MessageViewRef MessageViews::build(core::Message message, int depth_left) {
  auto view = std::make_shared<core::MessageView>();
  view->author = author(message.author);
  message.author = view->author.id;
  if (message.reply_to && depth_left > 0) view->reply_to = reply(*message.reply_to, depth_left - 1);
  view->message = std::move(message);
  return view;
}

MessageViewRef MessageViews::reply(core::MessageId id, int depth_left) {
  const std::pair key(id, depth_left);
  if (const auto at = replies_.find(key); at != replies_.end()) return at->second;
  auto message = reader_.message(id);
  MessageViewRef view;
  if (message && may_view(message->channel)) view = build(*std::move(message), depth_left);
  replies_.emplace(key, view);
  return view;
}

const core::User& MessageViews::author(core::UserId id) {
  const auto [at, added] = users_.try_emplace(id);
  if (added) {
    auto user = reader_.user(id);
    at->second = user && !user->deleted && id != core::kDeletedUser ? *std::move(user) : core::deleted_user();
  }
  return at->second;
}

bool MessageViews::may_view(core::ChannelId id) {
  const auto [at, added] = visible_.try_emplace(id, false);
  if (added) {
    const auto channel = reader_.channel(id);
    at->second = channel && channel->community == viewer_.community.id && viewer_.may_view(*channel);
  }
  return at->second;
}

}  // namespace service
