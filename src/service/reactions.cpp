// Use cases about reactions. See messages.h; run inside a unit of work.
#include <algorithm>
#include <limits>
#include <utility>

#include "service/message_access.h"
#include "service/messages.h"

namespace service {

using base::ErrorKind;

namespace {

using ReactionEmoji = std::variant<std::string, core::Emoji>;

/// A reaction as events tell it; nothing for a custom emoji that is gone.
std::optional<ReactionEmoji> load_emoji(store::Reader& reader, const core::ReactionKey& key) {
  if (const auto* text = std::get_if<std::string>(&key)) return *text;
  auto emoji = reader.emoji(std::get<core::EmojiId>(key));
  if (!emoji) return std::nullopt;
  return *std::move(emoji);
}

bool is_key_of(const core::Reaction& reaction, const core::ReactionKey& key) {
  if (const auto* text = std::get_if<std::string>(&reaction.emoji)) return key == core::ReactionKey(*text);
  return key == core::ReactionKey(std::get<core::Emoji>(reaction.emoji).id);
}

/// Which reactions the message takes: see add_reaction.
Result<void> check_new_reaction(const core::Message& message, const core::ReactionKey& key, std::size_t emojis_max) {
  const auto& wanted = message.interactions;
  if (wanted && wanted->restrict_reactions && std::ranges::find(wanted->reactions, key) == wanted->reactions.end()) {
    return base::fail(ErrorKind::forbidden, "emoji", "its author allows others only");
  }
  const bool is_new =
      std::ranges::none_of(message.reactions, [&](const auto& reaction) { return is_key_of(reaction, key); });
  if (is_new && message.reactions.size() >= emojis_max) {
    return base::fail(ErrorKind::invalid, "reactions", std::uint64_t{emojis_max});
  }
  return {};
}

struct Opened {
  ChannelAccess access;
  core::Message message;
};
Result<Opened> open_message(store::Reader& reader, Context context, Actor actor, core::ChannelId channel,
                            core::MessageId id) {
  auto access = open_channel(reader, context, actor, channel);
  if (!access) return base::pass(access);
  auto message = load_message(reader, *access, id);
  if (!message) return base::pass(message);
  return Opened{*std::move(access), *std::move(message)};
}

}  // namespace

Result<MessageViewRef> add_reaction(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                    core::MessageId id, const core::ReactionKey& key) {
  return add_reaction_within(tx, context, actor, channel, id, key, std::numeric_limits<std::size_t>::max());
}

Result<MessageViewRef> add_reaction_within(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                           core::MessageId id, const core::ReactionKey& key, std::size_t emojis_max) {
  auto opened = open_message(tx, context, actor, channel, id);
  if (!opened) return base::pass(opened);
  if (auto ok = opened->access.require(core::permission::react); !ok) return base::pass(ok);
  auto emoji = load_emoji(tx, key);
  if (!emoji) return base::not_found("emoji");
  if (auto ok = check_new_reaction(opened->message, key, emojis_max); !ok) return base::pass(ok);
  if (!tx.add_reaction(id, actor.user, key)) return base::fail(ErrorKind::already_exists, "reaction");
  tx.append_event(opened->access.stream(), context.now_ms, core::ReactionAdded{channel, id, actor.user, *std::move(emoji)});
  return view_of(tx, opened->access, id);
}

Result<MessageViewRef> remove_reaction(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                       core::MessageId id, const core::ReactionKey& key) {
  return remove_reaction_of(tx, context, actor, channel, id, key, actor.user);
}

Result<MessageViewRef> remove_reaction_of(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                          core::MessageId id, const core::ReactionKey& key, core::UserId user) {
  auto opened = open_message(tx, context, actor, channel, id);
  if (!opened) return base::pass(opened);
  if (user != actor.user) {
    if (auto ok = opened->access.require(core::permission::manage_messages); !ok) return base::pass(ok);
  }
  auto emoji = load_emoji(tx, key);
  if (!emoji || !tx.remove_reaction(id, user, key)) return base::not_found("reaction");
  tx.append_event(opened->access.stream(), context.now_ms, core::ReactionRemoved{channel, id, user, *std::move(emoji)});
  return view_of(tx, opened->access, id);
}

Result<MessageViewRef> clear_reactions_with(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                            core::MessageId id, const core::ReactionKey& key) {
  auto opened = open_message(tx, context, actor, channel, id);
  if (!opened) return base::pass(opened);
  if (auto ok = opened->access.require(core::permission::manage_messages); !ok) return base::pass(ok);
  auto& reactions = opened->message.reactions;
  const auto at = std::ranges::find_if(reactions, [&](const auto& reaction) { return is_key_of(reaction, key); });
  if (at == reactions.end() || !tx.remove_reactions_of(id, key)) return base::not_found("reaction");
  core::ReactionsOfEmojiCleared told{channel, id, std::move(at->emoji), std::move(at->users)};
  tx.append_event(opened->access.stream(), context.now_ms, std::move(told));
  return view_of(tx, opened->access, id);
}

Result<MessageViewRef> clear_reactions(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                       core::MessageId id) {
  auto opened = open_message(tx, context, actor, channel, id);
  if (!opened) return base::pass(opened);
  if (auto ok = require_power_over(opened->access, opened->message); !ok) return base::pass(ok);
  if (tx.clear_reactions(id) == 0) return base::not_found("reaction");
  tx.append_event(opened->access.stream(), context.now_ms, core::ReactionsCleared{channel, id});
  return view_of(tx, opened->access, id);
}

}  // namespace service
