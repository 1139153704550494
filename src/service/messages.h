// Use cases: messages and reactions. Functions on a transaction: load, decide, save, append the event.
// An unknown channel, a hidden one and one of a community the caller is not in are the same to the caller: not_member
// "channel".
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/message.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;
using MessageViewRef = std::shared_ptr<const core::MessageView>;

struct NewAttachment {
  core::FileId file;
  std::optional<std::string> description;
  bool spoiler = false;
};

struct NewMessage {
  core::ChannelId channel;
  std::optional<std::string> content;
  std::vector<NewAttachment> attachments;
  std::vector<core::CustomEmbed> embeds;
  std::optional<core::MessageId> reply_to;
  std::optional<core::Masquerade> masquerade;
};
/// Needs view_channel and send_message, and upload_files, send_embeds, masquerade for what it carries (forbidden).
/// invalid: "channel" (voice), "attachments-{i}" (no such file), "reference" (no such message in a channel of the same
/// community that the caller may view), "body" (nothing in it). Event: MessageCreated.
Result<MessageViewRef> create_message(store::Transaction& tx, Context context, Actor actor, const NewMessage& input);

struct EditMessage {
  core::Change<std::string> content;
  core::Change<std::vector<NewAttachment>> attachments;
  core::Change<std::vector<core::CustomEmbed>> embeds;
};
/// Only the author (forbidden). not_found "message" also for a message of another channel. invalid "body" when nothing would
/// be left. Generated embeds are dropped when the content changes. New attachments need upload_files, new embeds
/// send_embeds. An edit without any field changes nothing and has no event. Event: MessageUpdated.
Result<MessageViewRef> edit_message(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                    core::MessageId message, const EditMessage& edit);
/// The author, or manage_messages. Event: MessageDeleted.
Result<void> delete_message(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                            core::MessageId message);

/// Need view_channel and read_message_history. A message that was answered is shown with the answer unless it is gone or in
/// a channel that the caller may not view.
Result<std::vector<MessageViewRef>> list_messages(store::Reader& reader, Context context, Actor actor,
                                                  core::ChannelId channel, const store::Reader::MessageRange& range);
Result<MessageViewRef> find_message(store::Reader& reader, Context context, Actor actor, core::ChannelId channel,
                                    core::MessageId message);

/// Reacting needs react. already_exists "reaction" when the caller reacted with it; not_found "emoji"; Event: ReactionAdded.
Result<MessageViewRef> add_reaction(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                    core::MessageId message, const core::ReactionKey& key);
/// Only one's own; not_found "reaction". Event: ReactionRemoved.
Result<MessageViewRef> remove_reaction(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                       core::MessageId message, const core::ReactionKey& key);
/// The author or manage_messages; not_found "reaction" when there are none. Event: ReactionsCleared.
Result<MessageViewRef> clear_reactions(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                       core::MessageId message);

/// Appends generated previews if the message still has this content and none yet; otherwise does nothing and succeeds.
/// Event: MessageEmbedsAdded. For the preview worker.
Result<void> add_embeds(store::Transaction& tx, Context context, core::MessageId message, const std::string& content,
                        const std::vector<core::Embed>& embeds);

}  // namespace service
