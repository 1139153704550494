// Queries about people, communities and files. See queries.h.
#include <algorithm>
#include <limits>
#include <set>

#include "store/memory/queries.h"

namespace store::memory {

std::vector<core::Relationship> relationships_of(const Rows& rows, core::UserId user) {
  std::vector<core::Relationship> found;
  const auto& all = rows.relations.rows();
  for (auto it = all.lower_bound({user, core::UserId(0)}); it != all.end() && it->first.first == user; ++it) {
    found.push_back({it->first.second, it->second});
  }
  return found;
}

std::vector<std::pair<std::string, core::Setting>> settings(const Rows& rows, core::UserId user,
                                                            std::span<const std::string> keys) {
  std::vector<std::pair<std::string, core::Setting>> found;
  for (const std::string& key : keys) {
    if (const core::Setting* setting = rows.settings.find({user, key})) found.emplace_back(key, *setting);
  }
  if (!keys.empty()) return found;
  const auto& all = rows.settings.rows();
  for (auto it = all.lower_bound({user, std::string()}); it != all.end() && it->first.first == user; ++it) {
    found.emplace_back(it->first.second, it->second);
  }
  return found;
}

std::vector<core::ReadState> read_states_of(const Rows& rows, core::UserId user) {
  return rows.read_states.with_first(user);
}

std::vector<core::UserId> accounts_due_for_deletion(const Rows& rows, std::int64_t now_ms, std::uint32_t limit) {
  auto due = rows.accounts.select([&](const core::Account& a) {
    const core::User* user = rows.users.find(a.user_id);
    return a.security.deletion_due_ms && *a.security.deletion_due_ms <= now_ms && user && !user->deleted;
  });
  std::ranges::stable_sort(due, {}, [](const core::Account& a) { return *a.security.deletion_due_ms; });
  std::vector<core::UserId> found;
  for (const core::Account& account : due) {
    if (found.size() < limit) found.push_back(account.user_id);
  }
  return found;
}

std::vector<core::CommunityId> communities_of(const Rows& rows, core::UserId user) {
  std::vector<core::CommunityId> found;
  const auto& all = rows.memberships.rows();
  for (auto it = all.lower_bound({user, core::CommunityId(0)}); it != all.end() && it->first.first == user; ++it) {
    found.push_back(it->first.second);
  }
  return found;
}

std::optional<core::CommunityId> shared_space(const Rows& rows, core::UserId one, core::UserId other,
                                              core::CommunityKind kind) {
  for (core::CommunityId id : communities_of(rows, one)) {
    const core::Community* community = rows.communities.find(id);
    if (community && community->kind == kind && rows.members.find({id, other})) return id;
  }
  return std::nullopt;
}

std::vector<core::Channel> channels_of(const Rows& rows, core::CommunityId id) {
  auto found = rows.channels.select([&](const core::Channel& c) { return c.community == id; });
  for (core::Channel& channel : found) channel.last_message = last_message(rows, channel.id);
  std::ranges::stable_sort(found, {}, [&](const core::Channel& c) {
    const core::Category* category = rows.categories.find(c.category);
    return std::pair(category ? category->position : std::numeric_limits<std::uint32_t>::max(), c.position);
  });
  return found;
}

std::vector<core::AuditEntry> audit_entries(const Rows& rows, const Reader::AuditQuery& query) {
  auto found = rows.audit.select([&](const core::AuditEntry& e) {
    return e.community == query.community && (!query.user || e.user == *query.user) &&
           (!query.target || e.target == *query.target) &&
           (query.types.empty() || std::ranges::find(query.types, e.type) != query.types.end()) &&
           (!query.before || e.id < *query.before) && (!query.after || e.id > *query.after);
  });
  std::ranges::reverse(found);
  if (found.size() > query.limit) found.resize(query.limit);
  return found;
}

std::vector<core::File> files(const Rows& rows, std::span<const core::FileId> ids) {
  const std::set<core::FileId> wanted(ids.begin(), ids.end());
  std::vector<core::File> found;
  for (core::FileId id : wanted) {
    if (const core::File* file = rows.files.find(id)) found.push_back(*file);
  }
  return found;
}

}  // namespace store::memory
