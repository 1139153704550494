// MessageViews: messages as they are shown, with authors and the messages they answer. One object per use case: what it has
// loaded once it does not load again. Runs inside a unit of work.
#pragma once

#include <map>
#include <unordered_map>
#include <utility>

#include "service/messages.h"
#include "service/standing.h"
#include "store/store.h"

namespace service {

class MessageViews {
 public:
  /// What `viewer` may see; all messages are of the viewer's community. Both must outlive this object.
  MessageViews(store::Reader& reader, const Standing& viewer) : reader_(reader), viewer_(viewer) {}
  MessageViewRef view(core::Message message) { return build(std::move(message), core::kReplyDepthMax); }

 private:
  MessageViewRef build(core::Message message, int depth_left);
  /// Null when it is gone, or in a channel that the viewer may not see.
  MessageViewRef reply(core::MessageId id, int depth_left);
  const core::User& author(core::UserId id);
  bool may_view(core::ChannelId id);

  store::Reader& reader_;
  const Standing& viewer_;
  std::unordered_map<core::UserId, core::User> users_;
  std::unordered_map<core::ChannelId, bool> visible_;
  std::map<std::pair<core::MessageId, int>, MessageViewRef> replies_;  // with how much deeper they go
};

}  // namespace service
