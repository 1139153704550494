// The tables of how far people have read, and of what mentions them since then. Same thread as their connection.
#pragma once

#include <cstdint>
#include <vector>

#include "core/user.h"
#include "store/sql/connection.h"

namespace store::sql {

class ReadStates {
 public:
  explicit ReadStates(Connection& db) : db_(db) {}

  std::vector<core::ReadState> of_user(core::UserId user);
  void put(core::UserId user, core::ChannelId channel, core::MessageId last_read);
  void add_mention(core::UserId user, core::ChannelId channel, core::MessageId message);
  void erase_of(core::UserId user);
  /// Deletes up to `limit` people's state of a channel that is gone; returns how many.
  std::int64_t prune(core::ChannelId channel, std::uint32_t limit);

 private:
  Connection& db_;
};

}  // namespace store::sql
