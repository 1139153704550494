// Writing and editing messages. See messages.h; runs inside a unit of work.
#include "service/messages.h"

#include <algorithm>
#include <utility>

#include "service/message_access.h"
#include "service/message_parts.h"
#include "service/slowmode.h"

namespace service {

using base::ErrorKind;
namespace permission = core::permission;

namespace {

core::Permissions needed_for(const NewMessage& input) {
  core::Permissions wanted = permission::send_message;
  if (!input.attachments.empty()) wanted |= permission::upload_files;
  if (!input.embeds.empty()) wanted |= permission::send_embeds;
  if (input.masquerade) wanted |= permission::masquerade;
  if (input.masquerade && input.masquerade->colour) wanted |= permission::manage_role;
  return wanted;
}

core::Permissions needed_for(const EditMessage& edit) {
  core::Permissions wanted = 0;
  if (edit.attachments.is_set() && !edit.attachments.value().empty()) wanted |= permission::upload_files;
  if (edit.embeds.is_set() && !edit.embeds.value().empty()) wanted |= permission::send_embeds;
  return wanted;
}

Result<void> check_pace(store::Reader& reader, Context context, const ChannelAccess& access, core::UserId author) {
  if (core::has(access.permissions, permission::bypass_slowmode)) return {};
  const std::uint32_t left_s = slowmode_left_s(reader, context, access.channel, author);
  if (left_s > 0) return base::fail(ErrorKind::forbidden, "slowmode", std::uint64_t{left_s});
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

std::vector<core::Embed> generated_embeds(const core::Message& message) {
  std::vector<core::Embed> generated = message.embeds;
  std::erase_if(generated, core::is_custom);
  return generated;
}

/// `message` says by whom it is.
Result<MessageViewRef> write(store::Transaction& tx, Context context, ChannelAccess& access, const NewMessage& input,
                             core::Message message) {
  if (auto ok = access.require(needed_for(input)); !ok) return base::pass(ok);
  if (access.channel.kind == core::ChannelKind::voice && !input.into_voice) {
    return base::invalid("channel", "a voice channel takes no messages");
  }
  const bool by_person = !message.webhook;
  if (by_person) {
    if (auto ok = check_pace(tx, context, access, message.author); !ok) return base::pass(ok);
  }
  auto attachments = take_attachments(tx, input.attachments, input.files, nullptr);
  if (!attachments) return base::pass(attachments);
  auto embeds = take_embeds(tx, input.embeds, input.files, nullptr);
  if (!embeds) return base::pass(embeds);
  auto replies = check_replies(tx, access, input.replies);
  if (!replies) return base::pass(replies);
  if (input.interactions) {
    if (auto ok = check_interactions(tx, access, *input.interactions); !ok) return base::pass(ok);
  }
  NewMentions mentions = input.mentions;
  mentions.users.insert(mentions.users.end(), replies->mentioned.begin(), replies->mentioned.end());
  const std::optional<core::UserId> author = by_person ? std::optional(message.author) : std::nullopt;
  if (auto ok = add_mentions(tx, access, author, mentions, message); !ok) return base::pass(ok);

  message.channel = access.channel.id;
  message.community = access.channel.community;
  message.content = input.content;
  message.attachments = *std::move(attachments);
  message.embeds.assign(embeds->begin(), embeds->end());
  message.replies = std::move(replies->messages);
  message.masquerade = input.masquerade;
  message.interactions = input.interactions;
  if (input.silent) message.flags |= core::message_flag::silent;
  message.nonce = input.nonce;
  if (is_empty(message)) return base::invalid("body", "there is nothing in it");
  auto view = post(tx, context, access, std::move(message));
  note_mentions(tx, access, view->message);
  return view;
}

Result<MessageViewRef> change(store::Transaction& tx, Context context, const ChannelAccess& access, core::Message message,
                              const EditMessage& edit) {
  if (auto ok = access.require(needed_for(edit)); !ok) return base::pass(ok);
  core::MessageEdit change;
  change.content = edit.content;
  if (edit.attachments.is_set()) {
    auto attachments = take_attachments(tx, edit.attachments.value(), edit.files, &message);
    if (!attachments) return base::pass(attachments);
    change.attachments = *std::move(attachments);
  }
  if (edit.embeds.is_set()) {
    auto embeds = take_embeds(tx, edit.embeds.value(), edit.files, &message);
    if (!embeds) return base::pass(embeds);
    change.embeds = *std::move(embeds);
  }
  if (!change.content && !change.attachments && !change.embeds) return view_of(tx, access, message.id);

  const std::optional<std::string> content_before = message.content;
  change.content.apply_to(message.content);
  change.attachments.apply_to(message.attachments);
  if (change.embeds.is_set()) replace_custom_embeds(message, change.embeds.value());
  if (message.content != content_before) drop_generated_embeds(message);
  if (is_empty(message)) return base::invalid("body", "there would be nothing left");
  message.edited_ms = context.now_ms;
  tx.update_message(message);
  const bool embeds_replaced = change.embeds.is_set();
  core::MessageUpdated told{message.channel, message.id, std::move(change), custom_embeds(message)};
  tx.append_event(access.stream(), context.now_ms, std::move(told));
  // A new list of embeds is taken for all of them.
  std::vector<core::Embed> previews = generated_embeds(message);
  if (embeds_replaced && !previews.empty()) {
    core::MessageEmbedsAdded kept{message.channel, message.id, std::move(previews)};
    tx.append_event(access.stream(), context.now_ms, std::move(kept));
  }
  return MessageViews(tx, access).view(std::move(message));
}

}  // namespace

Result<MessageViewRef> create_message(store::Transaction& tx, Context context, Actor actor, const NewMessage& input) {
  auto access = open_channel(tx, context, actor, input.channel);
  if (!access) return base::pass(access);
  core::Message message;
  message.author = actor.user;
  return write(tx, context, *access, input, std::move(message));
}

Result<MessageViewRef> create_message(store::Transaction& tx, Context context, core::WebhookId id, const NewMessage& input) {
  auto opened = open_webhook(tx, context, id);
  if (!opened) return base::pass(opened);
  core::Message message;
  message.author = core::kSystemUser;
  message.webhook = core::WebhookAuthor{id, opened->webhook.name, opened->webhook.avatar};
  return write(tx, context, opened->access, input, std::move(message));
}

Result<MessageViewRef> edit_message(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                    core::MessageId id, const EditMessage& edit) {
  auto access = open_channel(tx, context, actor, channel);
  if (!access) return base::pass(access);
  auto message = load_message(tx, *access, id);
  if (!message) return base::pass(message);
  if (message->author != actor.user) return base::fail(ErrorKind::forbidden);
  return change(tx, context, *access, *std::move(message), edit);
}

Result<MessageViewRef> edit_message(store::Transaction& tx, Context context, core::WebhookId webhook, core::MessageId id,
                                    const EditMessage& edit) {
  auto opened = open_webhook(tx, context, webhook);
  if (!opened) return base::pass(opened);
  auto message = load_message(tx, opened->access, id);
  if (!message) return base::pass(message);
  if (!is_by(*message, webhook)) return base::fail(ErrorKind::forbidden);
  return change(tx, context, opened->access, *std::move(message), edit);
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
