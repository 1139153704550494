// Pinning messages. See messages.h; runs inside a unit of work.
#include <utility>

#include "service/message_access.h"
#include "service/messages.h"

namespace service {
namespace {

using base::ErrorKind;
using Kind = core::SystemNote::Kind;

/// Tells the channel who did it.
void post_note(store::Transaction& tx, Context context, ChannelAccess& access, Kind kind, core::MessageId pinned) {
  core::Message message;
  message.channel = access.channel.id;
  message.community = access.channel.community;
  message.author = core::kSystemUser;
  core::SystemNote note;
  note.kind = kind;
  note.message = pinned;
  note.by = access.standing.user;
  message.note = std::move(note);
  post(tx, context, access, std::move(message));
}

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
  post_note(tx, context, *access, pinned ? Kind::message_pinned : Kind::message_unpinned, id);
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
