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
  std::optional<core::User> user_by_username(std::string_view name) override { return next().user_by_username(name); }
  std::vector<core::UserId> user_ids(core::UserId after, std::uint32_t limit) override { return next().user_ids(after, limit); }
  std::vector<core::CommunityId> community_ids(core::CommunityId after, std::uint32_t limit) override { return next().community_ids(after, limit); }
  std::optional<core::Account> account(core::UserId id) override { return next().account(id); }
  std::optional<core::Account> account_by_email(std::string_view email) override { return next().account_by_email(email); }
  std::optional<core::LoginSession> login_session(core::LoginSessionId id) override { return next().login_session(id); }
  std::optional<core::LoginSession> login_session_by_token(const core::TokenHash& hash) override { return next().login_session_by_token(hash); }
  std::vector<core::LoginSession> login_sessions_of(core::UserId id) override { return next().login_sessions_of(id); }
  std::optional<core::OneTimeCode> one_time_code(core::UserId id, core::CodePurpose purpose) override { return next().one_time_code(id, purpose); }
  std::optional<core::Community> community(core::CommunityId id) override { return next().community(id); }
  std::optional<core::Community> community_by_slug(std::string_view slug) override { return next().community_by_slug(slug); }
  std::uint32_t communities_owned_by(core::UserId id) override { return next().communities_owned_by(id); }
  std::vector<core::CommunityId> communities_of(core::UserId id) override { return next().communities_of(id); }
  std::optional<core::CommunitySnapshot> community_snapshot(core::CommunityId id) override { return next().community_snapshot(id); }
  std::vector<core::Category> categories_of(core::CommunityId id) override { return next().categories_of(id); }
  std::vector<core::Channel> channels_of(core::CommunityId id) override { return next().channels_of(id); }
  std::vector<core::Role> roles_of(core::CommunityId id) override { return next().roles_of(id); }
  std::optional<core::Channel> channel(core::ChannelId id) override { return next().channel(id); }
  std::optional<core::Member> member(core::CommunityId community, core::UserId id) override { return next().member(community, id); }
  bool is_banned(core::CommunityId community, core::UserId id) override { return next().is_banned(community, id); }
  std::optional<core::Emoji> emoji(core::EmojiId id) override { return next().emoji(id); }
  std::optional<core::Message> message(core::MessageId id) override { return next().message(id); }
  std::vector<core::Message> messages(core::ChannelId channel, const MessageRange& range) override { return next().messages(channel, range); }
  std::optional<core::File> file(core::FileId id, core::FileBucket bucket) override { return next().file(id, bucket); }
  std::uint64_t stream_number(core::StreamId stream) override { return next().stream_number(stream); }
  std::vector<core::EventRef> events(core::StreamId stream, std::uint64_t after, std::uint32_t limit) override { return next().events(stream, after, limit); }

  std::uint64_t next_id() override { return next().next_id(); }
  void insert_user(const core::User& user, const core::Account& account) override { next().insert_user(user, account); }
  void update_user(const core::User& user) override { next().update_user(user); }
  void update_account(const core::Account& account) override { next().update_account(account); }
  void insert_login_session(const core::LoginSession& session) override { next().insert_login_session(session); }
  bool delete_login_session(core::LoginSessionId id) override { return next().delete_login_session(id); }
  void put_one_time_code(const core::OneTimeCode& code) override { next().put_one_time_code(code); }
  void delete_one_time_code(core::UserId id, core::CodePurpose purpose) override { next().delete_one_time_code(id, purpose); }
  void insert_community(const core::Community& community) override { next().insert_community(community); }
  void update_community(const core::Community& community) override { next().update_community(community); }
  void insert_member(const core::Member& member) override { next().insert_member(member); }
  void update_member(const core::Member& member) override { next().update_member(member); }
  bool delete_member(core::CommunityId community, core::UserId id) override { return next().delete_member(community, id); }
  void put_ban(const core::Ban& ban) override { next().put_ban(ban); }
  bool delete_ban(core::CommunityId community, core::UserId id) override { return next().delete_ban(community, id); }
  void put_role(const core::Role& role) override { next().put_role(role); }
  void put_category(const core::Category& category) override { next().put_category(category); }
  void delete_category(core::CategoryId id) override { next().delete_category(id); }
  void put_channel(const core::Channel& channel) override { next().put_channel(channel); }
  void delete_channel(core::ChannelId id) override { next().delete_channel(id); }
  void put_emoji(const core::Emoji& emoji) override { next().put_emoji(emoji); }
  void delete_emoji(core::EmojiId id) override { next().delete_emoji(id); }
  void insert_message(const core::Message& message) override { next().insert_message(message); }
  void update_message(const core::Message& message) override { next().update_message(message); }
  void delete_message(core::MessageId id) override { next().delete_message(id); }
  bool add_reaction(core::MessageId id, core::UserId user, const core::ReactionKey& key) override { return next().add_reaction(id, user, key); }
  bool remove_reaction(core::MessageId id, core::UserId user, const core::ReactionKey& key) override { return next().remove_reaction(id, user, key); }
  std::uint32_t clear_reactions(core::MessageId id) override { return next().clear_reactions(id); }
  void insert_file(const core::File& file) override { next().insert_file(file); }
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
