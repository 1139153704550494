// The tables of categories and of channels. Same thread as their connection.
#pragma once

#include <optional>
#include <vector>

#include "core/community.h"
#include "store/sql/connection.h"

namespace store::sql {

class Categories {
 public:
  explicit Categories(Connection& db) : db_(db) {}

  std::vector<core::Category> of_community(core::CommunityId id);
  void put(const core::Category& category);
  void erase(core::CategoryId id);
  void erase_of(core::CommunityId id);

 private:
  Connection& db_;
};

class Channels {
 public:
  explicit Channels(Connection& db) : db_(db) {}

  std::optional<core::Channel> find(core::ChannelId id);
  std::vector<core::Channel> of_community(core::CommunityId id);
  void put(const core::Channel& channel);
  /// The channel's messages and what people have read of them are out of reach from now on; the rows go later, see Cleaner.
  bool erase(core::ChannelId id);

 private:
  Connection& db_;
};

}  // namespace store::sql
