// The table of messages. Same thread as its connection. A message is out of reach when its channel is gone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/message.h"
#include "store/sql/connection.h"
#include "store/store.h"

namespace store::sql {

class Messages {
 public:
  explicit Messages(Connection& db) : db_(db) {}

  // Without reactions; see Reactions::load.
  std::optional<core::Message> find(core::MessageId id);
  std::vector<core::Message> of_channel(core::ChannelId channel, const Reader::MessageRange& range);
  core::MessageId last(core::ChannelId channel);
  std::vector<std::pair<core::ChannelId, core::MessageId>> by(core::CommunityId community, core::UserId author,
                                                              std::int64_t since_ms);
  void insert(const core::Message& message);
  void update(const core::Message& message);
  void erase(core::MessageId id);

  /// What the word index knows of a message; also of those in channels that are gone.
  struct Text {
    core::ChannelId channel;
    std::optional<std::string> content;
  };
  std::optional<Text> text(core::MessageId id);

 private:
  Connection& db_;
};

}  // namespace store::sql
