// The reading half of the SQL adapter. A template over the port, because a Transaction is a Reader too. Runs on the thread
// of its tables' connection.
#pragma once

#include "core/named_files.h"
#include "store/sql/tables.h"
#include "store/store.h"

namespace store::sql {

template <typename Port>
class SqlReaderOf : public Port {
 public:
  explicit SqlReaderOf(Tables& tables) : tables_(tables) {}

  std::optional<core::User> user(core::UserId id) override { return tables_.users.find(id); }
  std::optional<core::User> user_by_username(std::string_view username) override {
    return tables_.users.find_by_username(username);
  }
  std::optional<core::User> user_by_tag(std::string_view folded_name, std::uint16_t discriminator) override {
    return tables_.users.find_by_tag(folded_name, discriminator);
  }
  std::vector<std::uint16_t> discriminators_of(std::string_view folded_name) override {
    return tables_.users.discriminators_of(folded_name);
  }
  std::optional<core::Account> account(core::UserId id) override { return tables_.users.account(id); }
  std::optional<core::Account> account_by_email(std::string_view key) override {
    return tables_.users.account_by_email(key);
  }
  std::optional<core::LoginSession> login_session(core::LoginSessionId id) override { return tables_.logins.find(id); }
  std::optional<core::LoginSession> login_session_by_token(const core::TokenHash& hash) override {
    return tables_.logins.find_by_token(hash);
  }
  std::vector<core::LoginSession> login_sessions_of(core::UserId user) override { return tables_.logins.of_user(user); }
  std::optional<core::OneTimeCode> one_time_code(core::UserId user, core::CodePurpose purpose) override {
    return tables_.codes.find(user, purpose);
  }
  std::optional<core::Secret> secret(const core::TokenHash& hash) override { return tables_.secrets.find(hash); }
  core::Relation relation(core::UserId from, core::UserId to) override { return tables_.relations.find(from, to); }
  std::vector<core::Relationship> relationships_of(core::UserId user) override { return tables_.relations.of_user(user); }
  std::optional<core::Bot> bot(core::UserId id) override { return tables_.bots.find(id); }
  std::vector<core::Bot> bots_of(core::UserId owner) override { return tables_.bots.of_owner(owner); }
  std::vector<std::pair<std::string, core::Setting>> settings(core::UserId user,
                                                              std::span<const std::string> keys) override {
    return tables_.settings.of_user(user, keys);
  }
  std::vector<core::ReadState> read_states_of(core::UserId user) override { return tables_.read_states.of_user(user); }
  std::vector<core::UserId> accounts_due_for_deletion(std::int64_t now_ms, std::uint32_t limit) override {
    return tables_.users.due_for_deletion(now_ms, limit);
  }
  std::vector<core::UserId> user_ids(core::UserId after, std::uint32_t limit) override {
    return tables_.users.ids(after, limit);
  }

  std::vector<core::CommunityId> community_ids(core::CommunityId after, std::uint32_t limit) override {
    return tables_.communities.ids(after, limit);
  }
  std::optional<core::Community> community(core::CommunityId id) override { return tables_.communities.find(id); }
  std::optional<core::Community> community_by_slug(std::string_view slug) override {
    return tables_.communities.find_by_slug(slug);
  }
  std::uint32_t communities_owned_by(core::UserId user) override { return tables_.communities.owned_by(user); }
  std::vector<core::CommunityId> communities_of(core::UserId user) override { return tables_.members.communities_of(user); }
  std::optional<core::CommunityId> direct_space(core::UserId one, core::UserId other) override {
    return tables_.communities.direct_space(one, other);
  }
  std::optional<core::CommunityId> saved_space(core::UserId user) override { return tables_.communities.saved_space(user); }
  std::optional<core::CommunitySnapshot> community_snapshot(core::CommunityId id) override {
    auto row = tables_.communities.find(id);
    if (!row) return std::nullopt;
    core::CommunitySnapshot snapshot;
    snapshot.state.community = std::move(*row);
    snapshot.state.number = this->stream_number(core::stream_of(id));
    snapshot.state.categories = tables_.categories.of_community(id);
    snapshot.state.channels = tables_.channels.of_community(id);
    snapshot.state.roles = tables_.roles.of_community(id);
    snapshot.state.emojis = tables_.emojis.of_community(id);
    tables_.members.load(id, snapshot);
    snapshot.files = tables_.files.of(core::files_named_by(snapshot.state, snapshot.users));
    return snapshot;
  }
  std::vector<core::Category> categories_of(core::CommunityId id) override { return tables_.categories.of_community(id); }
  std::vector<core::Channel> channels_of(core::CommunityId id) override { return tables_.channels.of_community(id); }
  std::vector<core::Role> roles_of(core::CommunityId id) override { return tables_.roles.of_community(id); }
  std::optional<core::Channel> channel(core::ChannelId id) override { return tables_.channels.find(id); }
  std::optional<core::Member> member(core::CommunityId community, core::UserId user) override {
    return tables_.members.find(community, user);
  }
  std::vector<core::Member> members_of(core::CommunityId community) override {
    return tables_.members.of_community(community);
  }
  std::optional<std::int64_t> kept_timeout(core::CommunityId community, core::UserId user) override {
    return tables_.members.kept_timeout(community, user);
  }
  std::uint32_t member_count(core::CommunityId community) override { return tables_.members.count(community); }
  bool is_banned(core::CommunityId community, core::UserId user) override { return tables_.bans.contains(community, user); }
  std::vector<core::Ban> bans_of(core::CommunityId community) override { return tables_.bans.of_community(community); }
  std::optional<core::Emoji> emoji(core::EmojiId id) override { return tables_.emojis.find(id); }
  std::vector<core::Emoji> emojis_of(core::CommunityId community) override { return tables_.emojis.of_community(community); }
  std::optional<core::Invite> invite(std::string_view code) override { return tables_.invites.find(code); }
  std::vector<core::Invite> invites_of(core::CommunityId community) override {
    return tables_.invites.of_community(community);
  }
  std::optional<core::Webhook> webhook(core::WebhookId id) override { return tables_.webhooks.find(id); }
  std::vector<core::Webhook> webhooks_of(core::ChannelId channel) override { return tables_.webhooks.of_channel(channel); }
  std::vector<core::AuditEntry> audit_entries(const Reader::AuditQuery& query) override {
    return tables_.audit_entries.find(query);
  }

  std::optional<core::Message> message(core::MessageId id) override {
    auto found = tables_.messages.find(id);
    if (found) tables_.reactions.load(*found);
    return found;
  }
  std::vector<core::Message> messages(core::ChannelId channel, const Reader::MessageRange& range) override {
    auto found = tables_.messages.of_channel(channel, range);
    for (core::Message& message : found) tables_.reactions.load(message);
    return found;
  }
  core::MessageId last_message(core::ChannelId channel) override { return tables_.messages.last(channel); }
  std::vector<core::Message> search_messages(const Reader::MessageSearch& search) override {
    auto found = tables_.word_search.find(search);
    for (core::Message& message : found) tables_.reactions.load(message);
    return found;
  }
  std::vector<std::pair<core::ChannelId, core::MessageId>> messages_by(core::CommunityId community, core::UserId author,
                                                                       std::int64_t since_ms) override {
    return tables_.messages.by(community, author, since_ms);
  }

  std::optional<core::File> file(core::FileId id, core::FileBucket bucket) override {
    return tables_.files.find(id, bucket);
  }
  std::vector<core::File> files(std::span<const core::FileId> ids) override { return tables_.files.of(ids); }
  std::vector<core::File> unused_files(core::FileId before, std::uint32_t limit) override {
    return tables_.files.unused(before, limit);
  }
  bool has_content(const std::array<unsigned char, 32>& content_hash) override {
    return tables_.files.has_content(content_hash);
  }

  std::uint64_t stream_number(core::StreamId stream) override { return tables_.events.head(stream); }
  std::vector<core::EventRef> events(core::StreamId stream, std::uint64_t after, std::uint32_t limit) override {
    return tables_.events.after(stream, after, limit);
  }

 protected:
  Tables& tables_;
};

using SqlReader = SqlReaderOf<Reader>;

}  // namespace store::sql
