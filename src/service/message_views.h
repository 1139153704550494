// MessageViews: messages as they are shown, with authors and the messages they answer. One object per use case: what it has
// loaded once it does not load again. Runs inside a unit of work.
#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "service/messages.h"
#include "store/store.h"

namespace service {

struct ChannelAccess;

class MessageViews {
 public:
  /// What `viewer` may see; all messages are of the community of the viewer's channel. Both must outlive this object.
  MessageViews(store::Reader& reader, const ChannelAccess& viewer) : reader_(reader), viewer_(viewer) {}
  MessageViewRef view(core::Message message);
  /// A page of history: answers often belong to messages of the same page, which are not loaded once more.
  std::vector<MessageViewRef> view(std::vector<core::Message> page);

 private:
  MessageViewRef build(const core::Message& message, int depth_left);
  /// Null when it is gone, or in a channel that the viewer may not see.
  MessageViewRef reply(core::MessageId id, int depth_left);
  const std::optional<core::Message>& message(core::MessageId id);
  const core::User& author(core::UserId id);
  bool may_view(core::ChannelId id);

  store::Reader& reader_;
  const ChannelAccess& viewer_;
  std::unordered_map<core::MessageId, std::optional<core::Message>> messages_;
  std::unordered_map<core::UserId, core::User> users_;
  std::unordered_map<core::ChannelId, bool> visible_;
  std::map<std::pair<core::MessageId, int>, MessageViewRef> replies_;  // with how much deeper they go
};

}  // namespace service
