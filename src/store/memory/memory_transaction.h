// The writing half of the memory adapter: one unit's transaction. Changes go into the journal of the rows.
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
  bool delete_login_session(core::LoginSessionId id) override;
  void put_one_time_code(const core::OneTimeCode& code) override;
  void delete_one_time_code(core::UserId user, core::CodePurpose purpose) override;

  void insert_community(const core::Community& community) override;
  void update_community(const core::Community& community) override;
  void insert_member(const core::Member& member) override;
  void update_member(const core::Member& member) override;
  bool delete_member(core::CommunityId community, core::UserId user) override;
  void put_ban(const core::Ban& ban) override;
  bool delete_ban(core::CommunityId community, core::UserId user) override;
  void put_role(const core::Role& role) override;
  void put_category(const core::Category& category) override;
  void delete_category(core::CategoryId id) override;
  void put_channel(const core::Channel& channel) override;
  void delete_channel(core::ChannelId id) override;
  void put_emoji(const core::Emoji& emoji) override;
  void delete_emoji(core::EmojiId id) override;

  void insert_message(const core::Message& message) override;
  void update_message(const core::Message& message) override;
  void delete_message(core::MessageId id) override;
  bool add_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) override;
  bool remove_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) override;
  std::uint32_t clear_reactions(core::MessageId message) override;

  void insert_file(const core::File& file) override;
  core::EventRef append_event(core::StreamId stream, std::int64_t time_ms, core::EventBody body) override;

 private:
  base::Clock& clock_;
};

}  // namespace store::memory
