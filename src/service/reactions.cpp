// Use cases about reactions. See messages.h; run inside a unit of work.
#include <algorithm>
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

}  // namespace

Result<MessageViewRef> add_reaction(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                    core::MessageId id, const core::ReactionKey& key) {
  auto access = open_channel(tx, context, actor, channel);
  if (!access) return base::pass(access);
  auto message = load_message(tx, *access, id);
  if (!message) return base::pass(message);
  if (auto ok = access->require(core::permission::react); !ok) return base::pass(ok);
  auto emoji = load_emoji(tx, key);
  if (!emoji) return base::not_found("emoji");
  if (!tx.add_reaction(id, actor.user, key)) return base::fail(ErrorKind::already_exists, "reaction");
  tx.append_event(access->stream(), context.now_ms, core::ReactionAdded{channel, id, actor.user, *std::move(emoji)});
  return view_of(tx, *access, id);
}

Result<MessageViewRef> remove_reaction(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                       core::MessageId id, const core::ReactionKey& key) {
  auto access = open_channel(tx, context, actor, channel);
  if (!access) return base::pass(access);
  auto message = load_message(tx, *access, id);
  if (!message) return base::pass(message);
  auto emoji = load_emoji(tx, key);
  if (!emoji || !tx.remove_reaction(id, actor.user, key)) return base::not_found("reaction");
  tx.append_event(access->stream(), context.now_ms, core::ReactionRemoved{channel, id, actor.user, *std::move(emoji)});
  return view_of(tx, *access, id);
}

Result<MessageViewRef> clear_reactions(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                       core::MessageId id) {
  auto access = open_channel(tx, context, actor, channel);
  if (!access) return base::pass(access);
  auto message = load_message(tx, *access, id);
  if (!message) return base::pass(message);
  if (auto ok = require_power_over(*access, *message); !ok) return base::pass(ok);
  if (tx.clear_reactions(id) == 0) return base::not_found("reaction");
  tx.append_event(access->stream(), context.now_ms, core::ReactionsCleared{channel, id});
  return view_of(tx, *access, id);
}

}  // namespace service
