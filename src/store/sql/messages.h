// The table of messages. Same thread as its connection. A message is out of reach when its channel is gone.
#pragma once

#include <optional>
#include <vector>

#include "core/message.h"
#include "store/sql/connection.h"
#include "store/store.h"

namespace store::sql {

class Messages {
 public:
  explicit Messages(Connection& db) : db_(db) {}

  /// Without reactions; see Reactions::load.
  std::optional<core::Message> find(core::MessageId id);
  std::vector<core::Message> of_channel(core::ChannelId channel, const Reader::MessageRange& range);
  void insert(const core::Message& message);
  void update(const core::Message& message);
  void erase(core::MessageId id);

 private:
  Connection& db_;
};

}  // namespace store::sql
