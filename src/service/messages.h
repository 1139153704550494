// Use cases: messages and reactions. Functions on a transaction: load, decide, save, append the event.
// An unknown channel, a hidden one and one of a community the caller is not in are the same to the caller: not_member
// "channel". A missing permission is forbidden with its name, see standing.h. Private spaces are communities here. What is
// done to others' messages goes into the audit log.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/message.h"
#include "service/actor.h"
#include "service/file_use.h"
#include "store/store.h"

namespace service {

using base::Result;
using MessageViewRef = std::shared_ptr<const core::MessageView>;

struct NewAttachment {
  core::FileId file;
  std::optional<std::string> description;
  bool spoiler = false;
};

struct NewReply {
  NewReply(core::MessageId answered) : message(answered) {}  // NOLINT: mostly there is no more to say
  core::MessageId message;
  bool mention = false;    // its author
  bool must_exist = true;  // otherwise it is left out when it is not there
};

/// Who and what the text names, as the protocol's spelling has it. Candidates: see create_message.
struct NewMentions {
  std::vector<core::UserId> users;
  std::vector<core::RoleId> roles;
  bool everyone = false;
  bool online = false;
};

struct NewMessage {
  core::ChannelId channel;
  std::optional<std::string> content;
  std::vector<NewAttachment> attachments;
  std::vector<core::CustomEmbed> embeds;  // of `media` only the id is looked at
  std::vector<NewReply> replies;          // several to one message count as one
  std::optional<core::Masquerade> masquerade;
  std::optional<core::Interactions> interactions;
  NewMentions mentions;
  bool silent = false;  // notifies nobody
  std::string nonce;
  FileUse files = FileUse::any;
  bool into_voice = false;  // voice channels take it too: for those whose clients show texts there
};
/// Needs view_channel and send_message, and for what it carries: upload_files, send_embeds, masquerade (its colour:
/// manage_role too), react for interactions, mention_roles, mention_everyone.
///
/// Mentions: of the people only those who may see the channel are kept; roles of other communities are left out. Nobody is
/// mentioned in saved messages, and nobody by an account younger than kMentionAgeMs in a discoverable community. Unless it
/// is silent it waits as a mention for everybody mentioned, in direct channels and groups for all others (read states).
///
/// forbidden "slowmode" with the seconds to wait as its number, unless bypass_slowmode is held. invalid: "channel" (voice,
/// unless into_voice), "attachments-{i}" and "embeds-{i}" (no such file), "reference" (no such message in a channel of the
/// same community that the caller may view), "interactions" (an unknown emoji, or a restriction to none), "body" (nothing in
/// it). A direct channel becomes active. Events: ChannelUpdated when it was not, MessageCreated.
Result<MessageViewRef> create_message(store::Transaction& tx, Context context, Actor actor, const NewMessage& input);
/// As a webhook does it, by its permissions, in its channel whatever `input` names, and at any pace. not_found "webhook".
Result<MessageViewRef> create_message(store::Transaction& tx, Context context, core::WebhookId webhook,
                                      const NewMessage& input);
inline constexpr std::int64_t kMentionAgeMs = 12 * 3'600'000;

struct EditMessage {
  core::Change<std::string> content;
  core::Change<std::vector<NewAttachment>> attachments;
  core::Change<std::vector<core::CustomEmbed>> embeds;
  FileUse files = FileUse::any;  // what the message has already it may keep
};
/// Only the author (forbidden). not_found "message" also for a message of another channel. invalid "body" when nothing would
/// be left. Generated embeds are dropped when the content changes. New attachments need upload_files, new embeds
/// send_embeds. Mentions stay. An edit without any field changes nothing and has no event. Event: MessageUpdated.
Result<MessageViewRef> edit_message(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                    core::MessageId message, const EditMessage& edit);
Result<MessageViewRef> edit_message(store::Transaction& tx, Context context, core::WebhookId webhook,
                                    core::MessageId message, const EditMessage& edit);
/// The author, or manage_messages. Event: MessageDeleted.
Result<void> delete_message(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                            core::MessageId message);
Result<void> delete_message(store::Transaction& tx, Context context, core::WebhookId webhook, core::MessageId message);
/// Needs manage_messages, for one's own too. Those that are not in the channel are left out; gives the others. Event:
/// MessagesDeleted when there are any.
Result<std::vector<core::MessageId>> delete_messages(store::Transaction& tx, Context context, Actor actor,
                                                     core::ChannelId channel, const std::vector<core::MessageId>& messages);

/// Need manage_messages, but nothing in a direct channel. already_exists "pin", not_found "pin". Events: MessageUpdated with
/// nothing but `pinned`, MessageCreated of the note about it.
Result<void> pin_message(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                         core::MessageId message);
Result<void> unpin_message(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                           core::MessageId message);

/// Need view_channel and read_message_history. A message that was answered is shown with the answer unless it is gone or in
/// a channel that the caller may not view.
Result<std::vector<MessageViewRef>> list_messages(store::Reader& reader, Context context, Actor actor,
                                                  core::ChannelId channel, const store::Reader::MessageRange& range);
Result<MessageViewRef> find_message(store::Reader& reader, Context context, Actor actor, core::ChannelId channel,
                                    core::MessageId message);
/// What surrounds a message, which need not be there: up to `limit` from it on, and up to `limit` before it, each ascending.
struct NearbyMessages {
  std::vector<MessageViewRef> from, before;
};
Result<NearbyMessages> nearby_messages(store::Reader& reader, Context context, Actor actor, core::ChannelId channel,
                                       core::MessageId message, std::uint32_t limit);
/// In the order that was asked for.
Result<std::vector<MessageViewRef>> search_messages(store::Reader& reader, Context context, Actor actor,
                                                    const store::Reader::MessageSearch& search);

/// Who wrote these messages and whom they tell about, for protocols that answer with the people beside the messages: those
/// whose account exists, and of them the members of the community. Without the system; a webhook's author is nobody here.
struct MessagePeople {
  std::vector<core::User> users;      // ascending
  std::vector<core::Member> members;  // ascending; none in private spaces
};
MessagePeople people_of(store::Reader& reader, const std::vector<MessageViewRef>& messages);

/// Reacting needs react; with another emoji than those the message is restricted to, if it is: forbidden "emoji".
/// already_exists "reaction" when the caller reacted with it; not_found "emoji"; invalid "reactions" when it would be one
/// emoji too many. Event: ReactionAdded.
Result<MessageViewRef> add_reaction(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                    core::MessageId message, const core::ReactionKey& key);
Result<MessageViewRef> add_reaction_within(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                           core::MessageId message, const core::ReactionKey& key, std::size_t emojis_max);
/// One's own; not_found "reaction". Event: ReactionRemoved.
Result<MessageViewRef> remove_reaction(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                       core::MessageId message, const core::ReactionKey& key);
/// Anybody's: of others it needs manage_messages.
Result<MessageViewRef> remove_reaction_of(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                          core::MessageId message, const core::ReactionKey& key, core::UserId user);
/// Everybody's with one emoji; needs manage_messages. not_found "reaction". Event: ReactionsOfEmojiCleared.
Result<MessageViewRef> clear_reactions_with(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                            core::MessageId message, const core::ReactionKey& key);
/// The author or manage_messages; not_found "reaction" when there are none. Event: ReactionsCleared.
Result<MessageViewRef> clear_reactions(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                       core::MessageId message);

/// Appends generated previews if the message still has this content and none yet; otherwise does nothing and succeeds.
/// Event: MessageEmbedsAdded. For the preview worker.
Result<void> add_embeds(store::Transaction& tx, Context context, core::MessageId message, const std::string& content,
                        const std::vector<core::Embed>& embeds);

}  // namespace service
