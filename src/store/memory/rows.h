// The tables of a MemoryStore. The same nouns as the SQL tables, in plain maps; used under the store's lock.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/event.h"
#include "core/id_generator.h"
#include "store/memory/table.h"

namespace store::memory {

struct ReactionRow {
  core::UserId user;
  core::ReactionKey key;
  friend bool operator==(const ReactionRow&, const ReactionRow&) = default;
};

/// Says that a key is there; the second half of an index.
struct Present {};

struct Rows {
  Journal journal;
  core::IdGenerator ids;
  std::vector<core::EventRef> announced;  // by the unit that runs

  Table<core::UserId, core::User> users{journal};
  Table<core::UserId, core::Account> accounts{journal};
  Table<std::string, core::UserId> usernames{journal};  // of users that are not deleted
  Table<std::string, core::UserId> emails{journal};
  Table<core::LoginSessionId, core::LoginSession> logins{journal};
  Table<core::TokenHash, core::LoginSessionId> tokens{journal};
  Table<std::pair<core::UserId, core::CodePurpose>, core::OneTimeCode> codes{journal};

  Table<core::CommunityId, core::Community> communities{journal};
  Table<std::string, core::CommunityId> slugs{journal};
  Table<std::pair<core::CommunityId, core::UserId>, core::Member> members{journal};
  Table<std::pair<core::UserId, core::CommunityId>, Present> memberships{journal};
  Table<std::pair<core::CommunityId, core::UserId>, core::Ban> bans{journal};
  Table<core::RoleId, core::Role> roles{journal};
  Table<core::CategoryId, core::Category> categories{journal};
  Table<core::ChannelId, core::Channel> channels{journal};
  Table<core::EmojiId, core::Emoji> emojis{journal};

  Table<core::MessageId, core::Message> messages{journal};  // without their reactions
  Table<std::pair<core::ChannelId, core::MessageId>, Present> history{journal};
  Table<core::MessageId, std::vector<ReactionRow>> reactions{journal};  // in the order of reacting
  Table<core::FileId, core::File> files{journal};

  Table<core::StreamId, std::uint64_t> heads{journal};
  Table<std::pair<core::StreamId, std::uint64_t>, core::EventRef> events{journal};
};

}  // namespace store::memory
