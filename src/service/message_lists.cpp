// Reading messages. See messages.h; runs inside a unit of work.
#include <set>
#include <utility>

#include "service/message_access.h"
#include "service/messages.h"

namespace service {
namespace {

Result<ChannelAccess> open_history(store::Reader& reader, Context context, Actor actor, core::ChannelId channel) {
  auto access = open_channel(reader, context, actor, channel);
  if (!access) return access;
  if (auto ok = access->require(core::permission::read_message_history); !ok) return base::pass(ok);
  return access;
}

}  // namespace

Result<std::vector<MessageViewRef>> list_messages(store::Reader& reader, Context context, Actor actor,
                                                  core::ChannelId channel, const store::Reader::MessageRange& range) {
  auto access = open_history(reader, context, actor, channel);
  if (!access) return base::pass(access);
  return MessageViews(reader, *access).view(reader.messages(channel, range));
}

Result<MessageViewRef> find_message(store::Reader& reader, Context context, Actor actor, core::ChannelId channel,
                                    core::MessageId id) {
  auto access = open_history(reader, context, actor, channel);
  if (!access) return base::pass(access);
  auto message = load_message(reader, *access, id);
  if (!message) return base::pass(message);
  return MessageViews(reader, *access).view(*std::move(message));
}

Result<NearbyMessages> nearby_messages(store::Reader& reader, Context context, Actor actor, core::ChannelId channel,
                                       core::MessageId message, std::uint32_t limit) {
  auto access = open_history(reader, context, actor, channel);
  if (!access) return base::pass(access);
  store::Reader::MessageRange before, from;
  before.limit = from.limit = limit;
  before.before = message;
  from.oldest = true;
  if (message.value > 0) from.after = core::MessageId(message.value - 1);
  MessageViews views(reader, *access);
  NearbyMessages nearby;
  nearby.from = views.view(reader.messages(channel, from));
  nearby.before = views.view(reader.messages(channel, before));
  return nearby;
}

Result<std::vector<MessageViewRef>> search_messages(store::Reader& reader, Context context, Actor actor,
                                                    const store::Reader::MessageSearch& search) {
  auto access = open_history(reader, context, actor, search.channel);
  if (!access) return base::pass(access);
  return MessageViews(reader, *access).view(reader.search_messages(search));
}

MessagePeople people_of(store::Reader& reader, const std::vector<MessageViewRef>& messages) {
  MessagePeople people;
  if (messages.empty()) return people;
  std::set<core::UserId> ids;
  for (const MessageViewRef& view : messages) {
    const core::Message& message = view->message;
    ids.insert(message.author);
    if (message.note) ids.insert({message.note->user, message.note->by});
  }
  ids.erase(core::kSystemUser);
  ids.erase(core::kDeletedUser);
  const core::CommunityId community = messages.front()->message.community;
  const auto kind = reader.community(community);
  const bool has_members = kind && !core::is_private(kind->kind);
  for (const core::UserId id : ids) {
    auto user = reader.user(id);
    if (!user || user->deleted) continue;
    people.users.push_back(*std::move(user));
    if (auto member = has_members ? reader.member(community, id) : std::nullopt)
      people.members.push_back(*std::move(member));
  }
  return people;
}

}  // namespace service
