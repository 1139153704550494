// The reading half of the memory adapter. A template over the port, because a Transaction is a Reader too.
#pragma once

#include <algorithm>
#include <limits>

#include "store/memory/rows.h"
#include "store/store.h"

namespace store::memory {

template <typename Port>
class MemoryReader : public Port {
 public:
  explicit MemoryReader(Rows& rows) : rows_(rows) {}

  std::optional<core::User> user(core::UserId id) override { return rows_.users.get(id); }
  std::optional<core::User> user_by_username(std::string_view username) override {
    const core::UserId* id = rows_.usernames.find(std::string(username));
    return id ? rows_.users.get(*id) : std::nullopt;
  }
  std::optional<core::Account> account(core::UserId id) override { return rows_.accounts.get(id); }
  std::optional<core::Account> account_by_email(std::string_view email) override {
    const core::UserId* id = rows_.emails.find(std::string(email));
    return id ? rows_.accounts.get(*id) : std::nullopt;
  }
  std::optional<core::LoginSession> login_session(core::LoginSessionId id) override { return rows_.logins.get(id); }
  std::optional<core::LoginSession> login_session_by_token(const core::TokenHash& hash) override {
    const core::LoginSessionId* id = rows_.tokens.find(hash);
    return id ? rows_.logins.get(*id) : std::nullopt;
  }
  std::vector<core::LoginSession> login_sessions_of(core::UserId user) override {
    return select(rows_.logins, [&](const core::LoginSession& s) { return s.user_id == user; });
  }
  std::optional<core::OneTimeCode> one_time_code(core::UserId user, core::CodePurpose purpose) override {
    return rows_.codes.get({user, purpose});
  }
  std::vector<core::UserId> user_ids(core::UserId after, std::uint32_t limit) override {
    return keys_above(rows_.users, after, limit);
  }

  std::vector<core::CommunityId> community_ids(core::CommunityId after, std::uint32_t limit) override {
    return keys_above(rows_.communities, after, limit);
  }
  std::optional<core::Community> community(core::CommunityId id) override { return rows_.communities.get(id); }
  std::optional<core::Community> community_by_slug(std::string_view slug) override {
    const core::CommunityId* id = rows_.slugs.find(std::string(slug));
    return id ? rows_.communities.get(*id) : std::nullopt;
  }
  std::uint32_t communities_owned_by(core::UserId user) override {
    auto owned = select(rows_.communities, [&](const core::Community& c) { return c.owner == user; });
    return static_cast<std::uint32_t>(owned.size());
  }
  std::vector<core::CommunityId> communities_of(core::UserId user) override {
    std::vector<core::CommunityId> found;
    const auto& rows = rows_.memberships.rows();
    for (auto it = rows.lower_bound({user, core::CommunityId(0)}); it != rows.end() && it->first.first == user; ++it) {
      found.push_back(it->first.second);
    }
    return found;
  }
  std::optional<core::CommunitySnapshot> community_snapshot(core::CommunityId id) override {
    auto row = community(id);
    if (!row) return std::nullopt;
    core::CommunitySnapshot snapshot;
    snapshot.state.community = std::move(*row);
    snapshot.state.number = stream_number(core::stream_of(id));
    snapshot.state.categories = categories_of(id);
    snapshot.state.channels = channels_of(id);
    snapshot.state.roles = roles_of(id);
    snapshot.state.emojis = select(rows_.emojis, [&](const core::Emoji& e) { return e.community == id; });
    const auto& members = rows_.members.rows();
    for (auto it = members.lower_bound({id, core::UserId(0)}); it != members.end() && it->first.first == id; ++it) {
      const core::User* person = rows_.users.find(it->first.second);
      if (!person) continue;
      snapshot.state.members.emplace_back(it->second);
      snapshot.users.push_back(*person);
    }
    return snapshot;
  }
  std::vector<core::Category> categories_of(core::CommunityId id) override {
    auto found = select(rows_.categories, [&](const core::Category& c) { return c.community == id; });
    std::ranges::stable_sort(found, {}, &core::Category::position);
    return found;
  }
  std::vector<core::Channel> channels_of(core::CommunityId id) override {
    auto found = select(rows_.channels, [&](const core::Channel& c) { return c.community == id; });
    std::ranges::stable_sort(found, {}, [&](const core::Channel& c) {
      const core::Category* category = rows_.categories.find(c.category);
      return std::pair(category ? category->position : std::numeric_limits<std::uint32_t>::max(), c.position);
    });
    return found;
  }
  std::vector<core::Role> roles_of(core::CommunityId id) override {
    auto found = select(rows_.roles, [&](const core::Role& r) { return r.community == id; });
    std::ranges::stable_sort(found, {}, &core::Role::rank);
    return found;
  }
  std::optional<core::Channel> channel(core::ChannelId id) override { return rows_.channels.get(id); }
  std::optional<core::Member> member(core::CommunityId community, core::UserId user) override {
    return rows_.members.get({community, user});
  }
  bool is_banned(core::CommunityId community, core::UserId user) override { return rows_.bans.find({community, user}); }
  std::optional<core::Emoji> emoji(core::EmojiId id) override { return rows_.emojis.get(id); }

  std::optional<core::Message> message(core::MessageId id) override {
    const core::Message* row = rows_.messages.find(id);
    return row ? std::optional<core::Message>(whole(*row)) : std::nullopt;
  }
  std::vector<core::Message> messages(core::ChannelId channel, const Reader::MessageRange& range) override {
    const auto& rows = rows_.history.rows();
    auto first = range.after ? rows.upper_bound({channel, *range.after}) : rows.lower_bound({channel, core::MessageId(0)});
    auto it = range.before ? rows.lower_bound({channel, *range.before})
                           : rows.upper_bound({channel, core::MessageId(std::numeric_limits<std::uint64_t>::max())});
    std::vector<core::Message> found;
    if (range.before && range.after && range.before->value <= range.after->value) return found;
    while (it != first && found.size() < range.limit) {
      --it;
      found.push_back(whole(*rows_.messages.find(it->first.second)));
    }
    std::ranges::reverse(found);
    return found;
  }

  std::optional<core::File> file(core::FileId id, core::FileBucket bucket) override {
    auto row = rows_.files.get(id);
    return row && row->bucket == bucket ? row : std::nullopt;
  }

  std::uint64_t stream_number(core::StreamId stream) override {
    const std::uint64_t* head = rows_.heads.find(stream);
    return head ? *head : 0;
  }
  std::vector<core::EventRef> events(core::StreamId stream, std::uint64_t after, std::uint32_t limit) override {
    std::vector<core::EventRef> found;
    const auto& rows = rows_.events.rows();
    auto it = rows.upper_bound({stream, after});
    for (; it != rows.end() && it->first.first == stream && found.size() < limit; ++it) found.push_back(it->second);
    return found;
  }

 protected:
  template <typename Key, typename Value, typename Wanted>
  static std::vector<Value> select(const Table<Key, Value>& table, Wanted wanted) {
    std::vector<Value> found;
    for (const auto& [key, value] : table.rows()) {
      if (wanted(value)) found.push_back(value);
    }
    return found;
  }

  template <typename Key, typename Value>
  static std::vector<Key> keys_above(const Table<Key, Value>& table, Key after, std::uint32_t limit) {
    std::vector<Key> found;
    const auto& rows = table.rows();
    for (auto it = rows.upper_bound(after); it != rows.end() && found.size() < limit; ++it) found.push_back(it->first);
    return found;
  }

  Rows& rows_;

 private:
  /// With its reactions, and as told by somebody who may be gone by now.
  core::Message whole(const core::Message& row) const {
    core::Message message = row;
    if (const core::Channel* channel = rows_.channels.find(row.channel)) message.community = channel->community;
    const core::User* author = rows_.users.find(row.author);
    if (author && author->deleted) message.author = core::kDeletedUser;
    const std::vector<ReactionRow>* reactions = rows_.reactions.find(row.id);
    if (!reactions) return message;
    std::vector<core::ReactionKey> keys;
    for (const ReactionRow& r : *reactions) {
      auto at = static_cast<std::size_t>(std::ranges::find(keys, r.key) - keys.begin());
      if (at == keys.size()) {
        keys.push_back(r.key);
        core::Reaction& added = message.reactions.emplace_back();
        if (const auto* text = std::get_if<std::string>(&r.key)) {
          added.emoji = *text;
        } else {
          added.emoji = *rows_.emojis.find(std::get<core::EmojiId>(r.key));
        }
      }
      message.reactions[at].users.push_back(r.user);
    }
    return message;
  }
};

}  // namespace store::memory
