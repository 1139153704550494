// See notes.h.
#include "service/notes.h"

#include <memory>
#include <utility>

namespace service {

void post_note(store::Transaction& tx, const Context& context, const core::Channel& channel, core::SystemNote note) {
  auto view = std::make_shared<core::MessageView>();
  view->author = core::system_user();
  core::Message& message = view->message;
  message.id = core::MessageId(tx.next_id());
  message.channel = channel.id;
  message.community = channel.community;
  message.author = core::kSystemUser;
  message.note = std::move(note);
  tx.insert_message(message);
  tx.append_event(core::stream_of(channel.community), context.now_ms, core::MessageCreated{std::move(view)});
}

void announce(store::Transaction& tx, const Context& context, core::CommunityId community,
              const std::optional<core::ChannelId>& channel, core::SystemNote note) {
  if (!channel) return;
  const auto found = tx.channel(*channel);
  if (found && found->community == community) post_note(tx, context, *found, std::move(note));
}

}  // namespace service
