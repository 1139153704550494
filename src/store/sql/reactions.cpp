// The table of reactions. See reactions.h.
#include "store/sql/reactions.h"

#include <algorithm>

namespace store::sql {
namespace {

// The position only orders the rows of one message, so that a number may come again after its row is gone.
constexpr const char kLoad[] =
    "SELECT r.emoji, r.text, r.user, e.community, e.file, e.name, e.uploader, e.animated, e.nsfw, e.detached "
    "FROM reactions r LEFT JOIN emojis e ON e.id = r.emoji WHERE r.message = $1 ORDER BY r.position";
constexpr const char kAdd[] =
    "INSERT INTO reactions (message, emoji, text, user) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (message, emoji, text, user) DO NOTHING";
constexpr const char kRemove[] = "DELETE FROM reactions WHERE message = $1 AND emoji = $2 AND text = $3 AND user = $4";
constexpr const char kRemoveOf[] = "DELETE FROM reactions WHERE message = $1 AND emoji = $2 AND text = $3";
constexpr const char kClear[] = "DELETE FROM reactions WHERE message = $1";
constexpr const char kEraseEmoji[] = "DELETE FROM reactions WHERE emoji = $1 AND emoji <> 0";

core::EmojiId emoji_of(const core::ReactionKey& key) {
  const auto* id = std::get_if<core::EmojiId>(&key);
  return id ? *id : core::EmojiId(0);
}
std::string_view text_of(const core::ReactionKey& key) {
  const auto* text = std::get_if<std::string>(&key);
  return text ? std::string_view(*text) : std::string_view();
}

}  // namespace

void Reactions::load(core::Message& message) {
  Rows rows = db_.query(kLoad, message.id);
  std::vector<core::ReactionKey> keys;
  while (rows.next()) {
    core::Emoji emoji;
    std::string text;
    core::UserId user;
    rows.read(emoji.id, text, user, emoji.community, emoji.file, emoji.name, emoji.uploader, emoji.animated, emoji.nsfw,
              emoji.detached);
    const bool custom = emoji.id.value != 0;
    core::ReactionKey key = custom ? core::ReactionKey(emoji.id) : core::ReactionKey(text);
    const auto at = static_cast<std::size_t>(std::ranges::find(keys, key) - keys.begin());
    if (at == keys.size()) {
      keys.push_back(std::move(key));
      core::Reaction& added = message.reactions.emplace_back();
      if (custom) {
        added.emoji = std::move(emoji);
      } else {
        added.emoji = std::move(text);
      }
    }
    message.reactions[at].users.push_back(user);
  }
}

bool Reactions::add(core::MessageId message, core::UserId user, const core::ReactionKey& key) {
  return db_.run(kAdd, message, emoji_of(key), text_of(key), user) != 0;
}

bool Reactions::remove(core::MessageId message, core::UserId user, const core::ReactionKey& key) {
  return db_.run(kRemove, message, emoji_of(key), text_of(key), user) != 0;
}

bool Reactions::remove_of(core::MessageId message, const core::ReactionKey& key) {
  return db_.run(kRemoveOf, message, emoji_of(key), text_of(key)) != 0;
}

std::uint32_t Reactions::clear(core::MessageId message) { return static_cast<std::uint32_t>(db_.run(kClear, message)); }
void Reactions::erase_emoji(core::EmojiId id) { db_.run(kEraseEmoji, id); }

}  // namespace store::sql
