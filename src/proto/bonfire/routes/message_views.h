// What the routes of messages share: which message a path names, whether its channel is there, and answers with messages.
// Units run inside a unit of work, the rest on the loop's thread.
#pragma once

#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/views.h"
#include "service/message_access.h"
#include "service/messages.h"

#include <optional>
#include <vector>

namespace bonfire {

/// The ids of a message's path. not_found "channel", "message".
struct MessagePath {
  core::ChannelId channel;
  core::MessageId message;
};
base::Result<core::ChannelId> path_channel(const http::Request& request);
base::Result<MessagePath> path_message(const http::Request& request);

/// not_found "channel" for one that nobody has. One that is hidden from the caller is for the use case to refuse.
base::Result<core::Channel> known_channel(store::Reader& reader, core::ChannelId id);
/// Likewise, and the caller may view it and has `wanted` in it: where the protocol asks for more than the use case does.
/// not_member "channel", forbidden with the permission's name.
base::Result<service::ChannelAccess> enter_channel(store::Reader& reader, const Caller& caller, core::ChannelId id,
                                                   core::Permissions wanted);

/// 200 with the Message, without `user` and `member` (bonfire-rest 3.6).
http::Response message_response(const core::Message& message);

/// A list of messages as it will be answered, if wanted with the people of it.
struct MessagePage {
  std::vector<service::MessageViewRef> messages;
  bool with_people = false;
  std::vector<ShownUser> users;
  std::optional<std::vector<core::Member>> members;  // in servers
  LoadedFiles files;
};
MessagePage load_page(store::Reader& reader, const Caller& caller, const core::Channel& channel,
                      std::vector<service::MessageViewRef> messages, bool with_people);
/// 200 with an array of Message, or MessagesWithUsers.
http::Response page_response(const MessagePage& page, const hub::Hub& hub);

}  // namespace bonfire
