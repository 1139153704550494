// The writing half of the memory adapter: one unit's transaction. Changes go into the journal of the rows. The functions are
// in three sources: transaction_people.cpp, transaction_communities.cpp, transaction_messages.cpp.
#pragma once

#include "base/clock.h"
#include "store/memory/memory_reader.h"

namespace store::memory {

class MemoryTransaction final : public MemoryReader<Transaction> {
 public:
  MemoryTransaction(Rows& rows, base::Clock& clock) : MemoryReader(rows), clock_(clock) {}

  std::uint64_t next_id() override { return rows_.ids.next(clock_.unix_ms()); }

  void insert_user(const core::User& user, const core::Account& account) override;
  void update_user(const core::User& user) override;
  void update_account(const core::Account& account) override;
  void insert_login_session(const core::LoginSession& session) override;
  void update_login_session(const core::LoginSession& session) override;
  bool delete_login_session(core::LoginSessionId id) override;
  void put_one_time_code(const core::OneTimeCode& code) override;
  void delete_one_time_code(core::UserId user, core::CodePurpose purpose) override;
  void put_secret(const core::Secret& secret) override;
  bool delete_secret(const core::TokenHash& hash) override;
  void delete_secrets_of(core::UserId user, core::SecretPurpose purpose) override;
  void put_relation(core::UserId from, core::UserId to, core::Relation relation) override;
  void put_bot(const core::Bot& bot) override;
  void delete_bot(core::UserId id) override;
  void put_setting(core::UserId user, const std::string& key, const core::Setting& setting) override;
  void put_read(core::UserId user, core::ChannelId channel, core::MessageId last_read) override;
  void add_mention(core::UserId user, core::ChannelId channel, core::MessageId message) override;
  void forget_person(core::UserId user) override;

  void insert_community(const core::Community& community) override;
  void update_community(const core::Community& community) override;
  void delete_community(core::CommunityId id) override;
  void insert_member(const core::Member& member) override;
  void update_member(const core::Member& member) override;
  bool delete_member(core::CommunityId community, core::UserId user) override;
  void keep_timeout(core::CommunityId community, core::UserId user, std::optional<std::int64_t> until_ms) override;
  void put_ban(const core::Ban& ban) override;
  bool delete_ban(core::CommunityId community, core::UserId user) override;
  void put_role(const core::Role& role) override;
  void delete_role(core::RoleId id) override;
  void put_invite(const core::Invite& invite) override;
  bool delete_invite(std::string_view code) override;
  void put_webhook(const core::Webhook& webhook) override;
  bool delete_webhook(core::WebhookId id) override;
  void insert_audit_entry(const core::AuditEntry& entry) override;
  void delete_audit_entries_before(std::int64_t time_ms) override;
  void insert_report(core::ReportId id, core::UserId author, const std::string& text) override;
  void put_category(const core::Category& category) override;
  void delete_category(core::CategoryId id) override;
  void put_channel(const core::Channel& channel) override;
  void delete_channel(core::ChannelId id) override;
  void put_emoji(const core::Emoji& emoji) override;
  void detach_emoji(core::EmojiId id) override;

  void insert_message(const core::Message& message) override;
  void update_message(const core::Message& message) override;
  void delete_message(core::MessageId id) override;
  bool add_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) override;
  bool remove_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) override;
  bool remove_reactions_of(core::MessageId message, const core::ReactionKey& key) override;
  std::uint32_t clear_reactions(core::MessageId message) override;

  void insert_file(const core::File& file) override;
  void use_file(core::FileId id) override;
  void delete_file(core::FileId id) override;
  core::EventRef append_event(core::StreamId stream, std::int64_t time_ms, core::EventBody body) override;

 private:
  base::Clock& clock_;
};

}  // namespace store::memory
