// Pinning messages. See messages.h; runs inside a unit of work.
#include <utility>

#include "service/audit.h"
#include "service/message_access.h"
#include "service/messages.h"
#include "service/notes.h"

namespace service {
namespace {

using base::ErrorKind;

Result<void> set_pinned(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel, core::MessageId id,
                        bool pinned) {
  auto access = open_channel(tx, context, actor, channel);
  if (!access) return base::pass(access);
  auto message = load_message(tx, *access, id);
  if (!message) return base::pass(message);
  if (access->channel.kind != core::ChannelKind::direct) {
    if (auto ok = access->require(core::permission::manage_messages); !ok) return ok;
  }
  if (message->pinned == pinned) return base::fail(pinned ? ErrorKind::already_exists : ErrorKind::not_found, "pin");
  message->pinned = pinned;
  tx.update_message(*message);
  core::MessageUpdated told{channel, id, {}, custom_embeds(*message)};
  told.edit.pinned = pinned;
  told.edit.edited = false;
  tx.append_event(access->stream(), context.now_ms, std::move(told));
  core::SystemNote note;
  note.kind = pinned ? core::SystemNote::Kind::message_pinned : core::SystemNote::Kind::message_unpinned;
  note.message = id;
  note.by = actor.user;
  post_note(tx, context, access->channel, std::move(note));
  AuditAction action = audit_action(pinned ? audit_type::message_pin : audit_type::message_unpin, id.value);
  action.message = id;
  action.author = message->author;
  action.channel = channel;
  audit(tx, context, actor.user, access->standing.community, action);
  return {};
}

}  // namespace

Result<void> pin_message(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                         core::MessageId message) {
  return set_pinned(tx, context, actor, channel, message, true);
}

Result<void> unpin_message(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                           core::MessageId message) {
  return set_pinned(tx, context, actor, channel, message, false);
}

}  // namespace service
