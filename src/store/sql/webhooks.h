// The table of webhooks. Same thread as its connection.
#pragma once

#include <optional>
#include <vector>

#include "core/community.h"
#include "store/sql/connection.h"

namespace store::sql {

class Webhooks {
 public:
  explicit Webhooks(Connection& db) : db_(db) {}

  std::optional<core::Webhook> find(core::WebhookId id);
  std::vector<core::Webhook> of_channel(core::ChannelId channel);
  void put(const core::Webhook& webhook);
  bool erase(core::WebhookId id);
  void erase_of(core::ChannelId channel);

 private:
  Connection& db_;
};

}  // namespace store::sql
