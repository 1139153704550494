// The table of reactions, a row for each person and emoji. Same thread as its connection.
#pragma once

#include "core/message.h"
#include "store/sql/connection.h"

namespace store::sql {

class Reactions {
 public:
  explicit Reactions(Connection& db) : db_(db) {}

  /// Fills in the message's reactions: emojis by their earliest reaction, users in the order of reacting.
  void load(core::Message& message);
  bool add(core::MessageId message, core::UserId user, const core::ReactionKey& key);
  bool remove(core::MessageId message, core::UserId user, const core::ReactionKey& key);
  /// Everybody's with one emoji.
  bool remove_of(core::MessageId message, const core::ReactionKey& key);
  std::uint32_t clear(core::MessageId message);
  void erase_emoji(core::EmojiId id);

 private:
  Connection& db_;
};

}  // namespace store::sql
