// The reading half of the memory adapter. A template over the port, because a Transaction is a Reader too. Whatever takes
// more than a look at one table is in queries.h.
#pragma once

#include <algorithm>
#include <limits>

#include "core/named_files.h"
#include "store/memory/queries.h"
#include "store/memory/rows.h"
#include "store/store.h"

namespace store::memory {

template <typename Port>
class MemoryReader : public Port {
 public:
  explicit MemoryReader(Rows& rows) : rows_(rows) {}

  // people
  std::optional<core::User> user(core::UserId id) override { return rows_.users.get(id); }
  std::optional<core::User> user_by_username(std::string_view username) override {
    const core::UserId* id = rows_.usernames.find(std::string(username));
    return id ? rows_.users.get(*id) : std::nullopt;
  }
  std::optional<core::User> user_by_tag(std::string_view folded_name, std::uint16_t discriminator) override {
    const core::UserId* id = rows_.tags.find({std::string(folded_name), discriminator});
    return id ? rows_.users.get(*id) : std::nullopt;
  }
  std::vector<std::uint16_t> discriminators_of(std::string_view folded_name) override {
    std::vector<std::uint16_t> taken;
    const auto& rows = rows_.tags.rows();
    for (auto it = rows.lower_bound({std::string(folded_name), 0}); it != rows.end() && it->first.first == folded_name;
         ++it) {
      taken.push_back(it->first.second);
    }
    return taken;
  }
  std::optional<core::Account> account(core::UserId id) override { return rows_.accounts.get(id); }
  std::optional<core::Account> account_by_email(std::string_view key) override {
    const core::UserId* id = rows_.emails.find(std::string(key));
    return id ? rows_.accounts.get(*id) : std::nullopt;
  }
  std::optional<core::LoginSession> login_session(core::LoginSessionId id) override { return rows_.logins.get(id); }
  std::optional<core::LoginSession> login_session_by_token(const core::TokenHash& hash) override {
    const core::LoginSessionId* id = rows_.tokens.find(hash);
    return id ? rows_.logins.get(*id) : std::nullopt;
  }
  std::vector<core::LoginSession> login_sessions_of(core::UserId user) override {
    return rows_.logins.select([&](const core::LoginSession& s) { return s.user_id == user; });
  }
  std::optional<core::OneTimeCode> one_time_code(core::UserId user, core::CodePurpose purpose) override {
    return rows_.codes.get({user, purpose});
  }
  std::optional<core::Secret> secret(const core::TokenHash& hash) override { return rows_.secrets.get(hash); }
  core::Relation relation(core::UserId from, core::UserId to) override {
    return rows_.relations.get({from, to}).value_or(core::Relation::none);
  }
  std::vector<core::Relationship> relationships_of(core::UserId user) override {
    return memory::relationships_of(rows_, user);
  }
  std::optional<core::Bot> bot(core::UserId id) override { return rows_.bots.get(id); }
  std::vector<core::Bot> bots_of(core::UserId owner) override {
    return rows_.bots.select([&](const core::Bot& b) { return b.owner == owner; });
  }
  std::vector<std::pair<std::string, core::Setting>> settings(core::UserId user,
                                                              std::span<const std::string> keys) override {
    return memory::settings(rows_, user, keys);
  }
  std::vector<core::ReadState> read_states_of(core::UserId user) override { return memory::read_states_of(rows_, user); }
  std::vector<core::UserId> accounts_due_for_deletion(std::int64_t now_ms, std::uint32_t limit) override {
    return memory::accounts_due_for_deletion(rows_, now_ms, limit);
  }
  std::vector<core::UserId> user_ids(core::UserId after, std::uint32_t limit) override {
    return rows_.users.keys_above(after, limit);
  }

  // communities
  std::vector<core::CommunityId> community_ids(core::CommunityId after, std::uint32_t limit) override {
    return rows_.communities.keys_above(after, limit);
  }
  std::optional<core::Community> community(core::CommunityId id) override { return rows_.communities.get(id); }
  std::optional<core::Community> community_by_slug(std::string_view slug) override {
    const core::CommunityId* id = rows_.slugs.find(std::string(slug));
    return id ? rows_.communities.get(*id) : std::nullopt;
  }
  std::uint32_t communities_owned_by(core::UserId user) override {
    auto owned =
        rows_.communities.select([&](const core::Community& c) { return c.owner == user && !core::is_private(c.kind); });
    return static_cast<std::uint32_t>(owned.size());
  }
  std::vector<core::CommunityId> communities_of(core::UserId user) override { return memory::communities_of(rows_, user); }
  std::optional<core::CommunityId> direct_space(core::UserId one, core::UserId other) override {
    return one == other ? std::nullopt : shared_space(rows_, one, other, core::CommunityKind::direct);
  }
  std::optional<core::CommunityId> saved_space(core::UserId user) override {
    return shared_space(rows_, user, user, core::CommunityKind::saved);
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
    snapshot.state.emojis = emojis_of(id);
    for (const core::Member& member : members_of(id)) {
      const core::User* person = rows_.users.find(member.user);
      if (!person) continue;
      snapshot.state.members.emplace_back(member);
      snapshot.users.push_back(*person);
    }
    snapshot.files = files(core::files_named_by(snapshot.state, snapshot.users));
    return snapshot;
  }
  std::vector<core::Category> categories_of(core::CommunityId id) override {
    auto found = rows_.categories.select([&](const core::Category& c) { return c.community == id; });
    std::ranges::stable_sort(found, {}, &core::Category::position);
    return found;
  }
  std::vector<core::Channel> channels_of(core::CommunityId id) override { return memory::channels_of(rows_, id); }
  std::vector<core::Role> roles_of(core::CommunityId id) override {
    auto found = rows_.roles.select([&](const core::Role& r) { return r.community == id; });
    std::ranges::stable_sort(found, {}, &core::Role::rank);
    return found;
  }
  std::optional<core::Channel> channel(core::ChannelId id) override {
    auto row = rows_.channels.get(id);
    if (row) row->last_message = last_message(id);
    return row;
  }
  std::optional<core::Member> member(core::CommunityId community, core::UserId user) override {
    return rows_.members.get({community, user});
  }
  std::vector<core::Member> members_of(core::CommunityId community) override { return rows_.members.with_first(community); }
  std::optional<std::int64_t> kept_timeout(core::CommunityId community, core::UserId user) override {
    return rows_.kept_timeouts.get({community, user});
  }
  std::uint32_t member_count(core::CommunityId community) override {
    return static_cast<std::uint32_t>(members_of(community).size());
  }
  bool is_banned(core::CommunityId community, core::UserId user) override { return rows_.bans.find({community, user}); }
  std::vector<core::Ban> bans_of(core::CommunityId community) override { return rows_.bans.with_first(community); }
  std::optional<core::Emoji> emoji(core::EmojiId id) override { return rows_.emojis.get(id); }
  std::vector<core::Emoji> emojis_of(core::CommunityId community) override {
    return rows_.emojis.select([&](const core::Emoji& e) { return e.community == community && !e.detached; });
  }
  std::optional<core::Invite> invite(std::string_view code) override { return rows_.invites.get(std::string(code)); }
  std::vector<core::Invite> invites_of(core::CommunityId community) override {
    return rows_.invites.select([&](const core::Invite& i) { return i.community == community; });
  }
  std::optional<core::Webhook> webhook(core::WebhookId id) override { return rows_.webhooks.get(id); }
  std::vector<core::Webhook> webhooks_of(core::ChannelId channel) override {
    return rows_.webhooks.select([&](const core::Webhook& w) { return w.channel == channel; });
  }
  std::vector<core::AuditEntry> audit_entries(const Reader::AuditQuery& query) override {
    return memory::audit_entries(rows_, query);
  }

  // messages
  std::optional<core::Message> message(core::MessageId id) override {
    const core::Message* row = rows_.messages.find(id);
    return row ? std::optional<core::Message>(whole(rows_, *row)) : std::nullopt;
  }
  std::vector<core::Message> messages(core::ChannelId channel, const Reader::MessageRange& range) override {
    return memory::messages(rows_, channel, range);
  }
  core::MessageId last_message(core::ChannelId channel) override { return memory::last_message(rows_, channel); }
  std::vector<core::Message> search_messages(const Reader::MessageSearch& search) override {
    return memory::search_messages(rows_, search);
  }
  std::vector<std::pair<core::ChannelId, core::MessageId>> messages_by(core::CommunityId community, core::UserId author,
                                                                       std::int64_t since_ms) override {
    return memory::messages_by(rows_, community, author, since_ms);
  }

  // files
  std::optional<core::File> file(core::FileId id, core::FileBucket bucket) override {
    auto row = rows_.files.get(id);
    return row && row->bucket == bucket ? row : std::nullopt;
  }
  std::vector<core::File> files(std::span<const core::FileId> ids) override { return memory::files(rows_, ids); }
  std::vector<core::File> unused_files(core::FileId before, std::uint32_t limit) override {
    auto found = rows_.files.select([&](const core::File& f) { return !f.used && f.id < before; });
    if (found.size() > limit) found.resize(limit);
    return found;
  }
  bool has_content(const std::array<unsigned char, 32>& content_hash) override {
    return !rows_.files.select([&](const core::File& f) { return f.content_hash == content_hash; }).empty();
  }

  // event streams
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
  Rows& rows_;
};

}  // namespace store::memory
