// The changes that touch several tables. See sql_transaction.h.
#include "store/sql/sql_transaction.h"

#include <vector>

namespace store::sql {

void SqlTransaction::delete_role(core::RoleId id) {
  const auto community = tables_.roles.community_of(id);
  if (!community) return;
  tables_.members.remove_role(*community, id);
  for (core::Channel& channel : tables_.channels.of_community(*community)) {
    const auto taken = std::erase_if(channel.role_overrides, [&](const core::RoleOverride& o) { return o.role == id; });
    if (taken > 0) tables_.channels.put(channel);
  }
  tables_.roles.erase(id);
}

void SqlTransaction::delete_community(core::CommunityId id) {
  for (const core::Channel& channel : tables_.channels.of_community(id)) delete_channel(channel.id);
  for (const core::Emoji& emoji : tables_.emojis.of_community(id)) detach_emoji(emoji.id);
  tables_.invites.erase_of(id);
  tables_.bans.erase_of(id);
  tables_.roles.erase_of(id);
  tables_.categories.erase_of(id);
  tables_.members.erase_of(id);
  tables_.communities.erase(id);
}

void SqlTransaction::delete_channel(core::ChannelId id) {
  tables_.invites.erase_of(id);
  tables_.webhooks.erase_of(id);
  channels_deleted |= tables_.channels.erase(id);
}

void SqlTransaction::detach_emoji(core::EmojiId id) {
  tables_.reactions.erase_emoji(id);
  tables_.emojis.detach(id);
}

void SqlTransaction::insert_message(const core::Message& message) {
  tables_.messages.insert(message);
  words_.add(message.id, message.channel, message.content);
}

void SqlTransaction::update_message(const core::Message& message) {
  const auto before = tables_.messages.text(message.id);
  tables_.messages.update(message);
  if (before->content == message.content) return;
  words_.remove(message.id, before->channel, before->content);
  words_.add(message.id, before->channel, message.content);
}

void SqlTransaction::delete_message(core::MessageId id) {
  const auto before = tables_.messages.text(id);
  if (!before) return;
  words_.remove(id, before->channel, before->content);
  tables_.reactions.clear(id);
  tables_.messages.erase(id);
}

core::EventRef SqlTransaction::append_event(core::StreamId stream, std::int64_t time_ms, core::EventBody body) {
  auto event = std::make_shared<core::Event>();
  event->stream = stream;
  event->number = heads_.advance(stream);
  event->time_ms = time_ms;
  event->body = std::move(body);
  event->files = tables_.files.of(core::files_named_by(event->body));
  tables_.events.insert(*event);
  appended.push_back(event);
  return event;
}

}  // namespace store::sql
