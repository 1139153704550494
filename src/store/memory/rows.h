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

struct ReportRow {
  core::UserId author;
  std::string text;
};

/// A folded tag name with its discriminator.
using Tag = std::pair<std::string, std::uint16_t>;

/// Says that a key is there; the second half of an index.
struct Present {};

struct Rows {
  Journal journal;
  core::IdGenerator ids;
  std::vector<core::EventRef> announced;  // by the unit that runs

  Table<core::UserId, core::User> users{journal};
  Table<core::UserId, core::Account> accounts{journal};
  Table<std::string, core::UserId> usernames{journal};  // of users that are not deleted
  Table<std::string, core::UserId> emails{journal};     // by their keys, or by themselves
  Table<Tag, core::UserId> tags{journal};               // likewise, of those who can be addressed
  Table<core::LoginSessionId, core::LoginSession> logins{journal};
  Table<core::TokenHash, core::LoginSessionId> tokens{journal};
  Table<std::pair<core::UserId, core::CodePurpose>, core::OneTimeCode> codes{journal};
  Table<core::TokenHash, core::Secret> secrets{journal};
  Table<std::pair<core::UserId, core::UserId>, core::Relation> relations{journal};  // from, to; never `none`
  Table<core::UserId, core::Bot> bots{journal};
  Table<std::pair<core::UserId, std::string>, core::Setting> settings{journal};
  Table<std::pair<core::UserId, core::ChannelId>, core::ReadState> read_states{journal};

  Table<core::CommunityId, core::Community> communities{journal};
  Table<std::string, core::CommunityId> slugs{journal};  // private spaces have none
  Table<std::pair<core::CommunityId, core::UserId>, core::Member> members{journal};
  Table<std::pair<core::UserId, core::CommunityId>, Present> memberships{journal};
  Table<std::pair<core::CommunityId, core::UserId>, std::int64_t> kept_timeouts{journal};
  Table<std::pair<core::CommunityId, core::UserId>, core::Ban> bans{journal};
  Table<core::RoleId, core::Role> roles{journal};
  Table<core::CategoryId, core::Category> categories{journal};
  Table<core::ChannelId, core::Channel> channels{journal};  // without their last message
  Table<core::EmojiId, core::Emoji> emojis{journal};        // detached ones too
  Table<std::string, core::Invite> invites{journal};
  Table<core::WebhookId, core::Webhook> webhooks{journal};
  Table<core::AuditEntryId, core::AuditEntry> audit{journal};
  Table<core::ReportId, ReportRow> reports{journal};

  Table<core::MessageId, core::Message> messages{journal};  // without their reactions
  Table<std::pair<core::ChannelId, core::MessageId>, Present> history{journal};
  Table<core::MessageId, std::vector<ReactionRow>> reactions{journal};  // in the order of reacting
  Table<core::FileId, core::File> files{journal};

  Table<core::StreamId, std::uint64_t> heads{journal};
  Table<std::pair<core::StreamId, std::uint64_t>, core::EventRef> events{journal};
};

}  // namespace store::memory
