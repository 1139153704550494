// Paths of messages, and answers with messages. See message_views.h.
#include "proto/bonfire/routes/message_views.h"

#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/input.h"

#include <utility>

namespace bonfire {

base::Result<core::ChannelId> path_channel(const http::Request& request) {
  return path_id<core::ChannelId>(request, "channel", "channel");
}

base::Result<MessagePath> path_message(const http::Request& request) {
  const auto channel = path_channel(request);
  if (!channel) return base::pass(channel);
  const auto message = path_id<core::MessageId>(request, "message", "message");
  if (!message) return base::pass(message);
  return MessagePath{*channel, *message};
}

base::Result<core::Channel> known_channel(store::Reader& reader, core::ChannelId id) {
  auto channel = reader.channel(id);
  if (!channel) return base::not_found("channel");
  return *std::move(channel);
}

base::Result<service::ChannelAccess> enter_channel(store::Reader& reader, const Caller& caller, core::ChannelId id,
                                                   core::Permissions wanted) {
  if (const auto known = known_channel(reader, id); !known) return base::pass(known);
  auto access = service::open_channel(reader, caller.context, *caller.actor, id);
  if (!access) return access;
  if (const auto ok = access->require(wanted); !ok) return base::pass(ok);
  return access;
}

http::Response message_response(const core::Message& message) {
  return json_response(encode(to_wire(message, LoadedFiles())));
}

MessagePage load_page(store::Reader& reader, const Caller& caller, const core::Channel& channel,
                      std::vector<service::MessageViewRef> messages, bool with_people) {
  MessagePage page;
  page.with_people = with_people;
  if (with_people) {
    service::MessagePeople people = service::people_of(reader, messages);
    for (core::User& user : people.users) {
      page.files.add_avatar(reader, user);
      page.users.push_back(show_user(reader, caller.actor->user, std::move(user)));
    }
    for (const core::Member& member : people.members) {
      page.files.add(reader, member.avatar, {core::FileBucket::member_avatars});
    }
    if (channel.kind < core::ChannelKind::direct) page.members = std::move(people.members);
  }
  page.messages = std::move(messages);
  return page;
}

http::Response page_response(const MessagePage& page, const hub::Hub& hub) {
  MessagesWithUsers answer;
  answer.messages.reserve(page.messages.size());
  for (const service::MessageViewRef& view : page.messages) answer.messages.push_back(to_wire(view->message, page.files));
  if (!page.with_people) return json_response(encode(answer.messages));
  for (const ShownUser& user : page.users) answer.users.push_back(user_view(user, hub, page.files));
  if (page.members) {
    answer.members.emplace();
    for (const core::Member& member : *page.members) answer.members->push_back(to_wire(member, page.files));
  }
  return json_response(encode(answer));
}

}  // namespace bonfire
