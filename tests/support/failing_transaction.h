// FailingTransaction: hands every call on to a real transaction, except the n-th, which throws as a store does that has
// failed. Run a use case with n = 1, 2, 3, ... and nothing of it may be left behind.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "store/store.h"

namespace testing_support {

struct StorageFailure : std::runtime_error {
  StorageFailure() : std::runtime_error("storage failure") {}
};

class FailingTransaction final : public store::Transaction {
 public:
  /// `fail_at` 0: never.
  FailingTransaction(store::Transaction& real, std::uint32_t fail_at) : real_(real), fail_at_(fail_at) {}
  std::uint32_t calls() const { return calls_; }

  // clang-format off
  std::optional<core::User> user(core::UserId id) override { return next().user(id); }
  std::optional<core::User> user_by_username(std::string_view username) override { return next().user_by_username(username); }
  std::optional<core::User> user_by_tag(std::string_view folded_name, std::uint16_t discriminator) override { return next().user_by_tag(folded_name, discriminator); }
  std::vector<std::uint16_t> discriminators_of(std::string_view folded_name) override { return next().discriminators_of(folded_name); }
  std::optional<core::Account> account(core::UserId id) override { return next().account(id); }
  std::optional<core::Account> account_by_email(std::string_view key) override { return next().account_by_email(key); }
  std::optional<core::LoginSession> login_session(core::LoginSessionId id) override { return next().login_session(id); }
  std::optional<core::LoginSession> login_session_by_token(const core::TokenHash& hash) override { return next().login_session_by_token(hash); }
  std::vector<core::LoginSession> login_sessions_of(core::UserId user) override { return next().login_sessions_of(user); }
  std::optional<core::OneTimeCode> one_time_code(core::UserId user, core::CodePurpose purpose) override { return next().one_time_code(user, purpose); }
  std::optional<core::Secret> secret(const core::TokenHash& hash) override { return next().secret(hash); }
  core::Relation relation(core::UserId from, core::UserId to) override { return next().relation(from, to); }
  std::vector<core::Relationship> relationships_of(core::UserId user) override { return next().relationships_of(user); }
  std::optional<core::Bot> bot(core::UserId id) override { return next().bot(id); }
  std::vector<core::Bot> bots_of(core::UserId owner) override { return next().bots_of(owner); }
  std::vector<std::pair<std::string, core::Setting>> settings(core::UserId user, std::span<const std::string> keys) override { return next().settings(user, keys); }
  std::vector<core::ReadState> read_states_of(core::UserId user) override { return next().read_states_of(user); }
  std::vector<core::UserId> accounts_due_for_deletion(std::int64_t now_ms, std::uint32_t limit) override { return next().accounts_due_for_deletion(now_ms, limit); }
  std::vector<core::UserId> user_ids(core::UserId after, std::uint32_t limit) override { return next().user_ids(after, limit); }
  std::vector<core::CommunityId> community_ids(core::CommunityId after, std::uint32_t limit) override { return next().community_ids(after, limit); }
  std::optional<core::Community> community(core::CommunityId id) override { return next().community(id); }
  std::optional<core::Community> community_by_slug(std::string_view slug) override { return next().community_by_slug(slug); }
  std::uint32_t communities_owned_by(core::UserId user) override { return next().communities_owned_by(user); }
  std::vector<core::CommunityId> communities_of(core::UserId user) override { return next().communities_of(user); }
  std::optional<core::CommunityId> direct_space(core::UserId one, core::UserId other) override { return next().direct_space(one, other); }
  std::optional<core::CommunityId> saved_space(core::UserId user) override { return next().saved_space(user); }
  std::optional<core::CommunitySnapshot> community_snapshot(core::CommunityId id) override { return next().community_snapshot(id); }
  std::vector<core::Category> categories_of(core::CommunityId id) override { return next().categories_of(id); }
  std::vector<core::Channel> channels_of(core::CommunityId id) override { return next().channels_of(id); }
  std::vector<core::Role> roles_of(core::CommunityId id) override { return next().roles_of(id); }
  std::optional<core::Channel> channel(core::ChannelId id) override { return next().channel(id); }
  std::optional<core::Member> member(core::CommunityId community, core::UserId user) override { return next().member(community, user); }
  std::vector<core::Member> members_of(core::CommunityId community) override { return next().members_of(community); }
  std::uint32_t member_count(core::CommunityId community) override { return next().member_count(community); }
  bool is_banned(core::CommunityId community, core::UserId user) override { return next().is_banned(community, user); }
  std::vector<core::Ban> bans_of(core::CommunityId community) override { return next().bans_of(community); }
  std::optional<core::Emoji> emoji(core::EmojiId id) override { return next().emoji(id); }
  std::vector<core::Emoji> emojis_of(core::CommunityId community) override { return next().emojis_of(community); }
  std::optional<core::Invite> invite(std::string_view code) override { return next().invite(code); }
  std::vector<core::Invite> invites_of(core::CommunityId community) override { return next().invites_of(community); }
  std::optional<core::Webhook> webhook(core::WebhookId id) override { return next().webhook(id); }
  std::vector<core::Webhook> webhooks_of(core::ChannelId channel) override { return next().webhooks_of(channel); }
  std::vector<core::AuditEntry> audit_entries(const AuditQuery& query) override { return next().audit_entries(query); }
  std::optional<core::Message> message(core::MessageId id) override { return next().message(id); }
  std::vector<core::Message> messages(core::ChannelId channel, const MessageRange& range) override { return next().messages(channel, range); }
  core::MessageId last_message(core::ChannelId channel) override { return next().last_message(channel); }
  std::vector<core::Message> search_messages(const MessageSearch& search) override { return next().search_messages(search); }
  std::vector<std::pair<core::ChannelId, core::MessageId>> messages_by(core::CommunityId community, core::UserId author, std::int64_t since_ms) override { return next().messages_by(community, author, since_ms); }
  std::optional<core::File> file(core::FileId id, core::FileBucket bucket) override { return next().file(id, bucket); }
  std::vector<core::File> files(std::span<const core::FileId> ids) override { return next().files(ids); }
  std::vector<core::File> unused_files(core::FileId before, std::uint32_t limit) override { return next().unused_files(before, limit); }
  bool has_content(const std::array<unsigned char, 32>& content_hash) override { return next().has_content(content_hash); }
  std::uint64_t stream_number(core::StreamId stream) override { return next().stream_number(stream); }
  std::vector<core::EventRef> events(core::StreamId stream, std::uint64_t after, std::uint32_t limit) override { return next().events(stream, after, limit); }

  std::uint64_t next_id() override { return next().next_id(); }
  void insert_user(const core::User& user, const core::Account& account) override { next().insert_user(user, account); }
  void update_user(const core::User& user) override { next().update_user(user); }
  void update_account(const core::Account& account) override { next().update_account(account); }
  void insert_login_session(const core::LoginSession& session) override { next().insert_login_session(session); }
  bool delete_login_session(core::LoginSessionId id) override { return next().delete_login_session(id); }
  void put_one_time_code(const core::OneTimeCode& code) override { next().put_one_time_code(code); }
  void delete_one_time_code(core::UserId user, core::CodePurpose purpose) override { next().delete_one_time_code(user, purpose); }
  void update_login_session(const core::LoginSession& session) override { next().update_login_session(session); }
  void put_secret(const core::Secret& secret) override { next().put_secret(secret); }
  bool delete_secret(const core::TokenHash& hash) override { return next().delete_secret(hash); }
  void delete_secrets_of(core::UserId user, core::SecretPurpose purpose) override { next().delete_secrets_of(user, purpose); }
  void put_relation(core::UserId from, core::UserId to, core::Relation relation) override { next().put_relation(from, to, relation); }
  void put_bot(const core::Bot& bot) override { next().put_bot(bot); }
  void delete_bot(core::UserId id) override { next().delete_bot(id); }
  void put_setting(core::UserId user, const std::string& key, const core::Setting& setting) override { next().put_setting(user, key, setting); }
  void put_read(core::UserId user, core::ChannelId channel, core::MessageId last_read) override { next().put_read(user, channel, last_read); }
  void add_mention(core::UserId user, core::ChannelId channel, core::MessageId message) override { next().add_mention(user, channel, message); }
  void forget_person(core::UserId user) override { next().forget_person(user); }
  void insert_community(const core::Community& community) override { next().insert_community(community); }
  void update_community(const core::Community& community) override { next().update_community(community); }
  void insert_member(const core::Member& member) override { next().insert_member(member); }
  void update_member(const core::Member& member) override { next().update_member(member); }
  std::optional<std::int64_t> kept_timeout(core::CommunityId community, core::UserId id) override { return next().kept_timeout(community, id); }
  void keep_timeout(core::CommunityId community, core::UserId id, std::optional<std::int64_t> until_ms) override { next().keep_timeout(community, id, until_ms); }
  bool delete_member(core::CommunityId community, core::UserId user) override { return next().delete_member(community, user); }
  void put_ban(const core::Ban& ban) override { next().put_ban(ban); }
  bool delete_ban(core::CommunityId community, core::UserId user) override { return next().delete_ban(community, user); }
  void put_role(const core::Role& role) override { next().put_role(role); }
  void delete_role(core::RoleId id) override { next().delete_role(id); }
  void delete_community(core::CommunityId id) override { next().delete_community(id); }
  void put_invite(const core::Invite& invite) override { next().put_invite(invite); }
  bool delete_invite(std::string_view code) override { return next().delete_invite(code); }
  void put_webhook(const core::Webhook& webhook) override { next().put_webhook(webhook); }
  bool delete_webhook(core::WebhookId id) override { return next().delete_webhook(id); }
  void insert_audit_entry(const core::AuditEntry& entry) override { next().insert_audit_entry(entry); }
  void delete_audit_entries_before(std::int64_t time_ms) override { next().delete_audit_entries_before(time_ms); }
  void insert_report(core::ReportId id, core::UserId author, const std::string& text) override { next().insert_report(id, author, text); }
  void put_category(const core::Category& category) override { next().put_category(category); }
  void delete_category(core::CategoryId id) override { next().delete_category(id); }
  void put_channel(const core::Channel& channel) override { next().put_channel(channel); }
  void delete_channel(core::ChannelId id) override { next().delete_channel(id); }
  void put_emoji(const core::Emoji& emoji) override { next().put_emoji(emoji); }
  void detach_emoji(core::EmojiId id) override { next().detach_emoji(id); }
  void insert_message(const core::Message& message) override { next().insert_message(message); }
  void update_message(const core::Message& message) override { next().update_message(message); }
  void delete_message(core::MessageId id) override { next().delete_message(id); }
  bool add_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) override { return next().add_reaction(message, user, key); }
  bool remove_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) override { return next().remove_reaction(message, user, key); }
  std::uint32_t clear_reactions(core::MessageId message) override { return next().clear_reactions(message); }
  bool remove_reactions_of(core::MessageId message, const core::ReactionKey& key) override { return next().remove_reactions_of(message, key); }
  void insert_file(const core::File& file) override { next().insert_file(file); }
  void use_file(core::FileId id) override { next().use_file(id); }
  void delete_file(core::FileId id) override { next().delete_file(id); }
  core::EventRef append_event(core::StreamId stream, std::int64_t time_ms, core::EventBody body) override { return next().append_event(stream, time_ms, std::move(body)); }
  // clang-format on

 private:
  store::Transaction& next() {
    if (++calls_ == fail_at_) throw StorageFailure();
    return real_;
  }
  store::Transaction& real_;
  std::uint32_t fail_at_;
  std::uint32_t calls_ = 0;
};

}  // namespace testing_support
