// The writing half of the SQL adapter: what a unit of work sees. One object serves all units of the writer, one after
// another. Writer thread.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "core/id_generator.h"
#include "store/sql/sql_reader.h"
#include "store/sql/stream_heads.h"

namespace store::sql {

class SqlTransaction final : public SqlReaderOf<Transaction> {
 public:
  SqlTransaction(Tables& tables, WordChanges& words, StreamHeads& heads, core::IdGenerator& ids, const base::Clock& clock)
      : SqlReaderOf(tables), words_(words), heads_(heads), ids_(ids), clock_(clock) {}

  std::uint64_t next_id() override { return ids_.next(clock_.unix_ms()); }

  void insert_user(const core::User& user, const core::Account& account) override { tables_.users.insert(user, account); }
  void update_user(const core::User& user) override { tables_.users.update(user); }
  void update_account(const core::Account& account) override { tables_.users.update_account(account); }
  void insert_login_session(const core::LoginSession& session) override { tables_.logins.insert(session); }
  bool delete_login_session(core::LoginSessionId id) override { return tables_.logins.erase(id); }
  void put_one_time_code(const core::OneTimeCode& code) override { tables_.codes.put(code); }
  void delete_one_time_code(core::UserId user, core::CodePurpose purpose) override { tables_.codes.erase(user, purpose); }

  void update_login_session(const core::LoginSession& session) override { tables_.logins.update(session); }
  void put_secret(const core::Secret& secret) override { tables_.secrets.put(secret); }
  bool delete_secret(const core::TokenHash& hash) override { return tables_.secrets.erase(hash); }
  void delete_secrets_of(core::UserId user, core::SecretPurpose purpose) override {
    tables_.secrets.erase_of(user, purpose);
  }
  void put_relation(core::UserId from, core::UserId to, core::Relation relation) override {
    tables_.relations.put(from, to, relation);
  }
  void put_bot(const core::Bot& bot) override { tables_.bots.put(bot); }
  void delete_bot(core::UserId id) override { tables_.bots.erase(id); }
  void put_setting(core::UserId user, const std::string& key, const core::Setting& setting) override {
    tables_.settings.put(user, key, setting);
  }
  void put_read(core::UserId user, core::ChannelId channel, core::MessageId last_read) override {
    tables_.read_states.put(user, channel, last_read);
  }
  void add_mention(core::UserId user, core::ChannelId channel, core::MessageId message) override {
    tables_.read_states.add_mention(user, channel, message);
  }
  void forget_person(core::UserId user) override {
    tables_.settings.erase_of(user);
    tables_.read_states.erase_of(user);
    tables_.relations.erase_of(user);
    tables_.secrets.erase_of(user);
    tables_.members.forget_timeouts_of(user);
  }

  void insert_community(const core::Community& community) override { tables_.communities.insert(community); }
  void update_community(const core::Community& community) override { tables_.communities.update(community); }
  void insert_member(const core::Member& member) override { tables_.members.insert(member); }
  void update_member(const core::Member& member) override { tables_.members.update(member); }
  bool delete_member(core::CommunityId community, core::UserId user) override {
    return tables_.members.erase(community, user);
  }
  void keep_timeout(core::CommunityId community, core::UserId user, std::optional<std::int64_t> until_ms) override {
    tables_.members.keep_timeout(community, user, until_ms);
  }
  void put_ban(const core::Ban& ban) override { tables_.bans.put(ban); }
  bool delete_ban(core::CommunityId community, core::UserId user) override { return tables_.bans.erase(community, user); }
  void put_role(const core::Role& role) override { tables_.roles.put(role); }
  void delete_role(core::RoleId id) override;
  void delete_community(core::CommunityId id) override;
  void put_invite(const core::Invite& invite) override { tables_.invites.put(invite); }
  bool delete_invite(std::string_view code) override { return tables_.invites.erase(code); }
  void put_webhook(const core::Webhook& webhook) override { tables_.webhooks.put(webhook); }
  bool delete_webhook(core::WebhookId id) override { return tables_.webhooks.erase(id); }
  void insert_audit_entry(const core::AuditEntry& entry) override { tables_.audit_entries.insert(entry); }
  void delete_audit_entries_before(std::int64_t time_ms) override { tables_.audit_entries.erase_before(time_ms); }
  void insert_report(core::ReportId id, core::UserId author, const std::string& text) override {
    tables_.reports.insert(id, author, text);
  }
  void put_category(const core::Category& category) override { tables_.categories.put(category); }
  void delete_category(core::CategoryId id) override { tables_.categories.erase(id); }
  void put_channel(const core::Channel& channel) override { tables_.channels.put(channel); }
  void delete_channel(core::ChannelId id) override;
  void put_emoji(const core::Emoji& emoji) override { tables_.emojis.put(emoji); }
  void detach_emoji(core::EmojiId id) override;

  void insert_message(const core::Message& message) override;
  void update_message(const core::Message& message) override;
  void delete_message(core::MessageId id) override;
  bool add_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) override {
    return tables_.reactions.add(message, user, key);
  }
  bool remove_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) override {
    return tables_.reactions.remove(message, user, key);
  }
  std::uint32_t clear_reactions(core::MessageId message) override { return tables_.reactions.clear(message); }

  bool remove_reactions_of(core::MessageId message, const core::ReactionKey& key) override {
    return tables_.reactions.remove_of(message, key);
  }

  void insert_file(const core::File& file) override { tables_.files.insert(file); }
  void use_file(core::FileId id) override { tables_.files.use(id); }
  void delete_file(core::FileId id) override { tables_.files.erase(id); }

  std::uint64_t stream_number(core::StreamId stream) override { return heads_.number(stream); }
  core::EventRef append_event(core::StreamId stream, std::int64_t time_ms, core::EventBody body) override;

  /// The events of the running batch, those of the running unit last.
  std::vector<core::EventRef> appended;
  /// Somebody has to clean up after a channel; set by any unit, also by one that failed.
  bool channels_deleted = false;

 private:
  WordChanges& words_;
  StreamHeads& heads_;
  core::IdGenerator& ids_;
  const base::Clock& clock_;
};

}  // namespace store::sql
