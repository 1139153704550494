// Use cases about messages. See messages.h; run inside a unit of work.
#include "service/messages.h"

#include <algorithm>
#include <utility>

#include "service/message_access.h"

namespace service {

using base::ErrorKind;
namespace permission = core::permission;

namespace {

/// invalid "attachments-{i}".
Result<std::vector<core::Attachment>> load_attachments(store::Reader& reader, const std::vector<NewAttachment>& wanted) {
  std::vector<core::Attachment> attachments;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto file = reader.file(wanted[i].file, core::FileBucket::attachments);
    if (!file) return base::invalid("attachments-" + std::to_string(i), "no such file");
    attachments.push_back({*std::move(file), wanted[i].description, wanted[i].spoiler});
  }
  return attachments;
}

/// A reply shows the other message to everybody here, so the caller must be able to see it, and it must be of this
/// community.
Result<void> check_reply(store::Reader& reader, const ChannelAccess& access, core::MessageId id) {
  const auto answered = reader.message(id);
  const auto channel = answered ? reader.channel(answered->channel) : std::nullopt;
  if (!channel || channel->community != access.channel.community || !access.standing.may_view(*channel)) {
    return base::invalid("reference", "no such message");
  }
  return {};
}

bool is_empty(const core::Message& message) {
  return message.content.value_or("").empty() && message.attachments.empty() && message.embeds.empty();
}

/// The author's own embeds come first; generated ones follow.
void replace_custom_embeds(core::Message& message, const std::vector<core::CustomEmbed>& embeds) {
  std::erase_if(message.embeds, core::is_custom);
  message.embeds.insert(message.embeds.begin(), embeds.begin(), embeds.end());
}

void drop_generated_embeds(core::Message& message) {
  std::erase_if(message.embeds, [](const core::Embed& embed) { return !core::is_custom(embed); });
}

}  // namespace

Result<MessageViewRef> create_message(store::Transaction& tx, Context context, Actor actor, const NewMessage& input) {
  auto access = open_channel(tx, context, actor, input.channel);
  if (!access) return base::pass(access);
  core::Permissions wanted = permission::send_message;
  if (!input.attachments.empty()) wanted |= permission::upload_files;
  if (!input.embeds.empty()) wanted |= permission::send_embeds;
  if (input.masquerade) wanted |= permission::masquerade;
  if (auto ok = access->require(wanted); !ok) return base::pass(ok);
  if (access->channel.kind == core::ChannelKind::voice) return base::invalid("channel", "a voice channel takes no messages");
  auto attachments = load_attachments(tx, input.attachments);
  if (!attachments) return base::pass(attachments);
  if (input.reply_to) {
    if (auto ok = check_reply(tx, *access, *input.reply_to); !ok) return base::pass(ok);
  }

  core::Message message;
  message.channel = input.channel;
  message.community = access->channel.community;
  message.author = actor.user;
  message.content = input.content;
  message.attachments = *std::move(attachments);
  message.embeds.assign(input.embeds.begin(), input.embeds.end());
  message.reply_to = input.reply_to;
  message.masquerade = input.masquerade;
  if (is_empty(message)) return base::invalid("body", "there is nothing in it");
  message.id = core::MessageId(tx.next_id());
  tx.insert_message(message);
  auto view = MessageViews(tx, access->standing).view(std::move(message));
  tx.append_event(access->stream(), context.now_ms, core::MessageCreated{view});
  return view;
}

Result<MessageViewRef> edit_message(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                    core::MessageId id, const EditMessage& edit) {
  auto access = open_channel(tx, context, actor, channel);
  if (!access) return base::pass(access);
  auto message = load_message(tx, *access, id);
  if (!message) return base::pass(message);
  if (message->author != actor.user) return base::fail(ErrorKind::forbidden);
  core::Permissions wanted = 0;
  if (edit.attachments.is_set() && !edit.attachments.value().empty()) wanted |= permission::upload_files;
  if (edit.embeds.is_set() && !edit.embeds.value().empty()) wanted |= permission::send_embeds;
  if (auto ok = access->require(wanted); !ok) return base::pass(ok);

  core::MessageEdit change{edit.content, {}, edit.embeds};
  if (edit.attachments.is_set()) {
    auto attachments = load_attachments(tx, edit.attachments.value());
    if (!attachments) return base::pass(attachments);
    change.attachments = *std::move(attachments);
  }
  if (!change.content && !change.attachments && !change.embeds) return view_of(tx, *access, id);

  const std::optional<std::string> content_before = message->content;
  change.content.apply_to(message->content);
  change.attachments.apply_to(message->attachments);
  if (change.embeds.is_set()) replace_custom_embeds(*message, change.embeds.value());
  if (message->content != content_before) drop_generated_embeds(*message);
  if (is_empty(*message)) return base::invalid("body", "there would be nothing left");
  message->edited_ms = context.now_ms;
  tx.update_message(*message);
  tx.append_event(access->stream(), context.now_ms, core::MessageUpdated{channel, id, std::move(change)});
  return MessageViews(tx, access->standing).view(*std::move(message));
}

Result<void> delete_message(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                            core::MessageId id) {
  auto access = open_channel(tx, context, actor, channel);
  if (!access) return base::pass(access);
  auto message = load_message(tx, *access, id);
  if (!message) return base::pass(message);
  if (auto ok = require_power_over(*access, *message); !ok) return ok;
  tx.delete_message(id);
  tx.append_event(access->stream(), context.now_ms, core::MessageDeleted{channel, id});
  return {};
}

Result<std::vector<MessageViewRef>> list_messages(store::Reader& reader, Context context, Actor actor,
                                                  core::ChannelId channel, const store::Reader::MessageRange& range) {
  auto access = open_channel(reader, context, actor, channel);
  if (!access) return base::pass(access);
  if (auto ok = access->require(permission::read_message_history); !ok) return base::pass(ok);
  return MessageViews(reader, access->standing).view(reader.messages(channel, range));
}

Result<MessageViewRef> find_message(store::Reader& reader, Context context, Actor actor, core::ChannelId channel,
                                    core::MessageId id) {
  auto access = open_channel(reader, context, actor, channel);
  if (!access) return base::pass(access);
  if (auto ok = access->require(permission::read_message_history); !ok) return base::pass(ok);
  auto message = load_message(reader, *access, id);
  if (!message) return base::pass(message);
  return MessageViews(reader, access->standing).view(*std::move(message));
}

Result<void> add_embeds(store::Transaction& tx, Context context, core::MessageId id, const std::string& content,
                        const std::vector<core::Embed>& embeds) {
  auto message = tx.message(id);
  if (!message || message->content != content || embeds.empty()) return {};
  if (!std::ranges::all_of(message->embeds, core::is_custom)) return {};
  message->embeds.insert(message->embeds.end(), embeds.begin(), embeds.end());
  tx.update_message(*message);
  tx.append_event(core::stream_of(message->community), context.now_ms,
                  core::MessageEmbedsAdded{message->channel, id, embeds});
  return {};
}

}  // namespace service
