// See message_views.h.
#include "service/message_views.h"

#include "service/message_access.h"

namespace service {

MessageViewRef MessageViews::view(core::Message message) { return build(message, core::kReplyDepthMax); }

std::vector<MessageViewRef> MessageViews::view(std::vector<core::Message> page) {
  std::vector<MessageViewRef> views;
  views.reserve(page.size());
  for (const core::Message& message : page) messages_.insert_or_assign(message.id, message);
  for (const core::Message& message : page) views.push_back(build(message, core::kReplyDepthMax));
  return views;
}

MessageViewRef MessageViews::build(const core::Message& message, int depth_left) {
  auto view = std::make_shared<core::MessageView>();
  view->author = author(message.author);
  view->message = message;
  view->message.author = view->author.id;
  if (!message.replies.empty() && depth_left > 0) view->reply_to = reply(message.replies.front(), depth_left - 1);
  return view;
}

MessageViewRef MessageViews::reply(core::MessageId id, int depth_left) {
  const std::pair key(id, depth_left);
  if (const auto at = replies_.find(key); at != replies_.end()) return at->second;
  const std::optional<core::Message>& answered = message(id);
  MessageViewRef view;
  if (answered && may_view(answered->channel)) view = build(*answered, depth_left);
  replies_.emplace(key, view);
  return view;
}

const std::optional<core::Message>& MessageViews::message(core::MessageId id) {
  const auto [at, added] = messages_.try_emplace(id);
  if (added) at->second = reader_.message(id);
  return at->second;
}

const core::User& MessageViews::author(core::UserId id) {
  const auto [at, added] = users_.try_emplace(id);
  if (added && id == core::kSystemUser) {
    at->second = core::system_user();
  } else if (added) {
    auto user = reader_.user(id);
    at->second = user && !user->deleted && id != core::kDeletedUser ? *std::move(user) : core::deleted_user();
  }
  return at->second;
}

bool MessageViews::may_view(core::ChannelId id) {
  const auto [at, added] = visible_.try_emplace(id, false);
  if (added) {
    const auto channel = reader_.channel(id);
    at->second = channel && viewer_.may_view(*channel);
  }
  return at->second;
}

}  // namespace service
