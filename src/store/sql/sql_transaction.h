// The writing half of the SQL adapter: what a unit of work sees. One object serves all units of the writer, one after
// another. Writer thread.
#pragma once

#include <vector>

#include "base/clock.h"
#include "core/id_generator.h"
#include "store/sql/sql_reader.h"
#include "store/sql/stream_heads.h"

namespace store::sql {

class SqlTransaction final : public SqlReaderOf<Transaction> {
 public:
  SqlTransaction(Tables& tables, StreamHeads& heads, core::IdGenerator& ids, const base::Clock& clock)
      : SqlReaderOf(tables), heads_(heads), ids_(ids), clock_(clock) {}

  std::uint64_t next_id() override { return ids_.next(clock_.unix_ms()); }

  void insert_user(const core::User& user, const core::Account& account) override { tables_.users.insert(user, account); }
  void update_user(const core::User& user) override { tables_.users.update(user); }
  void update_account(const core::Account& account) override { tables_.users.update_account(account); }
  void insert_login_session(const core::LoginSession& session) override { tables_.logins.insert(session); }
  bool delete_login_session(core::LoginSessionId id) override { return tables_.logins.erase(id); }
  void put_one_time_code(const core::OneTimeCode& code) override { tables_.codes.put(code); }
  void delete_one_time_code(core::UserId user, core::CodePurpose purpose) override { tables_.codes.erase(user, purpose); }

  void insert_community(const core::Community& community) override { tables_.communities.insert(community); }
  void update_community(const core::Community& community) override { tables_.communities.update(community); }
  void insert_member(const core::Member& member) override { tables_.members.insert(member); }
  void update_member(const core::Member& member) override { tables_.members.update(member); }
  bool delete_member(core::CommunityId community, core::UserId user) override {
    return tables_.members.erase(community, user);
  }
  void put_ban(const core::Ban& ban) override { tables_.bans.put(ban); }
  bool delete_ban(core::CommunityId community, core::UserId user) override { return tables_.bans.erase(community, user); }
  void put_role(const core::Role& role) override { tables_.roles.put(role); }
  void put_category(const core::Category& category) override { tables_.categories.put(category); }
  void delete_category(core::CategoryId id) override { tables_.categories.erase(id); }
  void put_channel(const core::Channel& channel) override { tables_.channels.put(channel); }
  void delete_channel(core::ChannelId id) override { channels_deleted |= tables_.channels.erase(id); }
  void put_emoji(const core::Emoji& emoji) override { tables_.emojis.put(emoji); }
  void delete_emoji(core::EmojiId id) override {
    tables_.reactions.erase_emoji(id);
    tables_.emojis.erase(id);
  }

  void insert_message(const core::Message& message) override { tables_.messages.insert(message); }
  void update_message(const core::Message& message) override { tables_.messages.update(message); }
  void delete_message(core::MessageId id) override {
    tables_.reactions.clear(id);
    tables_.messages.erase(id);
  }
  bool add_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) override {
    return tables_.reactions.add(message, user, key);
  }
  bool remove_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) override {
    return tables_.reactions.remove(message, user, key);
  }
  std::uint32_t clear_reactions(core::MessageId message) override { return tables_.reactions.clear(message); }

  void insert_file(const core::File& file) override { tables_.files.insert(file); }

  std::uint64_t stream_number(core::StreamId stream) override { return heads_.number(stream); }
  core::EventRef append_event(core::StreamId stream, std::int64_t time_ms, core::EventBody body) override {
    auto event = std::make_shared<core::Event>();
    event->stream = stream;
    event->number = heads_.advance(stream);
    event->time_ms = time_ms;
    event->body = std::move(body);
    tables_.events.insert(*event);
    appended.push_back(event);
    return event;
  }

  /// The events of the running batch, those of the running unit last.
  std::vector<core::EventRef> appended;
  /// Somebody has to clean up after a channel; set by any unit, also by one that failed.
  bool channels_deleted = false;

 private:
  StreamHeads& heads_;
  core::IdGenerator& ids_;
  const base::Clock& clock_;
};

}  // namespace store::sql
