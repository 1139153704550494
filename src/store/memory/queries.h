// What the memory adapter reads in more than one step: free functions over its rows, each as the function of the same name
// in store.h promises. Used under the store's lock.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "store/memory/rows.h"
#include "store/store.h"

namespace store::memory {

// people
std::vector<core::Relationship> relationships_of(const Rows& rows, core::UserId user);
std::vector<std::pair<std::string, core::Setting>> settings(const Rows& rows, core::UserId user,
                                                            std::span<const std::string> keys);
std::vector<core::ReadState> read_states_of(const Rows& rows, core::UserId user);
std::vector<core::UserId> accounts_due_for_deletion(const Rows& rows, std::int64_t now_ms, std::uint32_t limit);

// communities
std::vector<core::CommunityId> communities_of(const Rows& rows, core::UserId user);
/// The space of that kind which has both among its members; they may be the same person.
std::optional<core::CommunityId> shared_space(const Rows& rows, core::UserId one, core::UserId other,
                                              core::CommunityKind kind);
std::vector<core::Channel> channels_of(const Rows& rows, core::CommunityId id);
std::vector<core::AuditEntry> audit_entries(const Rows& rows, const Reader::AuditQuery& query);

// messages
/// With its reactions, and as told by somebody who may be gone by now.
core::Message whole(const Rows& rows, const core::Message& row);
std::vector<core::Message> messages(const Rows& rows, core::ChannelId channel, const Reader::MessageRange& range);
core::MessageId last_message(const Rows& rows, core::ChannelId channel);
std::vector<core::Message> search_messages(const Rows& rows, const Reader::MessageSearch& search);
std::vector<std::pair<core::ChannelId, core::MessageId>> messages_by(const Rows& rows, core::CommunityId community,
                                                                     core::UserId author, std::int64_t since_ms);

// files
std::vector<core::File> files(const Rows& rows, std::span<const core::FileId> ids);

}  // namespace store::memory
