// The storage port. Rows and the event that tells of them are written in one transaction.
//
// A unit of work is a function. `read` runs it against one consistent snapshot on a reader thread; `write` runs it on the
// writer thread inside a transaction. Many units may share one commit (group commit): a unit that returns an error leaves no
// trace, the others are not affected. An adapter may run a unit again after a conflict, so it must have no effect outside
// the transaction (results are assigned, not appended). Units never block on anything but the store.
//
// Promises every adapter keeps (store/store_suite.h tests them):
//  - Units appear to run one after another, in an order that agrees with the event numbers of every stream.
//  - `done` is called only when the unit is durable as configured; on the writer thread; in commit order.
//  - The commit listener gets the events of a commit, in commit order and before the `done` of their units.
//  - next_id never returns an id twice nor a smaller one than before, across restarts too.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/unique_function.h"
#include "core/community_state.h"
#include "core/event.h"
#include "core/file.h"
#include "core/message.h"
#include "core/user.h"

namespace store {

using base::Result;

/// Reads as of one moment. Valid only inside the unit of work. Deleted users are found by id (their `deleted` is set), never
/// by name or address; an empty name or address is nobody's. Storage failures surface as an exception of the adapter's own,
/// which it turns into ErrorKind::unavailable for the whole unit; any other exception becomes ErrorKind::internal.
class Reader {
 public:
  virtual ~Reader() = default;

  // people
  virtual std::optional<core::User> user(core::UserId id) = 0;
  virtual std::optional<core::User> user_by_username(std::string_view username) = 0;
  /// `folded_name` is a tag name as core::fold_name gives it; that of a user is core::fold_name(tag_name). Names with
  /// discriminator 0 and those of deleted users are nobody's.
  virtual std::optional<core::User> user_by_tag(std::string_view folded_name, std::uint16_t discriminator) = 0;
  virtual std::vector<std::uint16_t> discriminators_of(std::string_view folded_name) = 0;  // taken ones, ascending
  virtual std::optional<core::Account> account(core::UserId id) = 0;
  /// `key` is an Account::email_key, or the address of an account that has no key. No two accounts have the same one.
  virtual std::optional<core::Account> account_by_email(std::string_view key) = 0;
  virtual std::optional<core::LoginSession> login_session(core::LoginSessionId id) = 0;
  virtual std::optional<core::LoginSession> login_session_by_token(const core::TokenHash& hash) = 0;
  virtual std::vector<core::LoginSession> login_sessions_of(core::UserId user) = 0;  // ascending id
  virtual std::optional<core::OneTimeCode> one_time_code(core::UserId user, core::CodePurpose purpose) = 0;
  virtual std::optional<core::Secret> secret(const core::TokenHash& hash) = 0;      // expired ones too
  virtual core::Relation relation(core::UserId from, core::UserId to) = 0;          // never self
  virtual std::vector<core::Relationship> relationships_of(core::UserId user) = 0;  // ascending, without `none`
  virtual std::optional<core::Bot> bot(core::UserId id) = 0;
  virtual std::vector<core::Bot> bots_of(core::UserId owner) = 0;  // ascending id
  /// Those of the keys that exist, in the order asked for; without any keys all settings, in the order of their keys' bytes.
  virtual std::vector<std::pair<std::string, core::Setting>> settings(core::UserId user,
                                                                      std::span<const std::string> keys) = 0;
  virtual std::vector<core::ReadState> read_states_of(core::UserId user) = 0;  // ascending channel
  /// The longest overdue first: AccountSecurity::deletion_due_ms up to now, and not deleted yet.
  virtual std::vector<core::UserId> accounts_due_for_deletion(std::int64_t now_ms, std::uint32_t limit) = 0;
  /// Everybody, deleted ones too: ids above `after`, ascending. For the operator.
  virtual std::vector<core::UserId> user_ids(core::UserId after, std::uint32_t limit) = 0;

  // communities
  virtual std::vector<core::CommunityId> community_ids(core::CommunityId after,
                                                       std::uint32_t limit) = 0;  // likewise; private spaces too
  virtual std::optional<core::Community> community(core::CommunityId id) = 0;
  virtual std::optional<core::Community> community_by_slug(std::string_view slug) = 0;
  virtual std::uint32_t communities_owned_by(core::UserId user) = 0;             // without private spaces
  virtual std::vector<core::CommunityId> communities_of(core::UserId user) = 0;  // ascending id; private spaces too
  /// The space of that kind which has both (the one) among its members.
  virtual std::optional<core::CommunityId> direct_space(core::UserId one, core::UserId other) = 0;
  virtual std::optional<core::CommunityId> saved_space(core::UserId user) = 0;
  /// Everything about a community, with the number of the last event it contains.
  virtual std::optional<core::CommunitySnapshot> community_snapshot(core::CommunityId id) = 0;
  virtual std::vector<core::Category> categories_of(core::CommunityId id) = 0;  // ascending position
  // Channel::last_message is filled in whenever a channel is read; what is written there is not kept.
  virtual std::vector<core::Channel> channels_of(core::CommunityId id) = 0;  // category order, then position
  virtual std::vector<core::Role> roles_of(core::CommunityId id) = 0;        // ascending rank
  virtual std::optional<core::Channel> channel(core::ChannelId id) = 0;
  virtual std::optional<core::Member> member(core::CommunityId community, core::UserId user) = 0;
  virtual std::vector<core::Member> members_of(core::CommunityId community) = 0;  // ascending user
  virtual std::uint32_t member_count(core::CommunityId community) = 0;
  /// What keep_timeout was told, also when that moment has passed.
  virtual std::optional<std::int64_t> kept_timeout(core::CommunityId community, core::UserId user) = 0;
  virtual bool is_banned(core::CommunityId community, core::UserId user) = 0;
  virtual std::vector<core::Ban> bans_of(core::CommunityId community) = 0;      // ascending user
  virtual std::optional<core::Emoji> emoji(core::EmojiId id) = 0;               // detached ones too
  virtual std::vector<core::Emoji> emojis_of(core::CommunityId community) = 0;  // ascending id, without detached ones
  virtual std::optional<core::Invite> invite(std::string_view code) = 0;
  virtual std::vector<core::Invite> invites_of(core::CommunityId community) = 0;  // ascending code
  virtual std::optional<core::Webhook> webhook(core::WebhookId id) = 0;
  virtual std::vector<core::Webhook> webhooks_of(core::ChannelId channel) = 0;  // ascending id
  struct AuditQuery {
    core::CommunityId community;
    std::optional<core::UserId> user;
    std::optional<std::uint64_t> target;
    std::vector<std::string> types;                   // none: all
    std::optional<core::AuditEntryId> before, after;  // neither is contained
    std::uint32_t limit = 50;
  };
  virtual std::vector<core::AuditEntry> audit_entries(const AuditQuery& query) = 0;  // newest first

  // messages, always whole: attachments, embeds, reactions (emojis by their earliest reaction, people in the order of
  // reacting). The author of one whose account is gone is kDeletedUser. Messages of a deleted channel are not found.
  virtual std::optional<core::Message> message(core::MessageId id) = 0;
  struct MessageRange {
    std::optional<core::MessageId> before;
    std::optional<core::MessageId> after;
    std::uint32_t limit = 50;
    bool oldest = false;  // the oldest of the range instead of the newest
    bool pinned = false;  // pinned ones only
  };
  /// The newest (or the oldest) `limit` messages in the range, in ascending order.
  virtual std::vector<core::Message> messages(core::ChannelId channel, const MessageRange& range) = 0;
  /// 0 when there is none.
  virtual core::MessageId last_message(core::ChannelId channel) = 0;
  struct MessageSearch {
    core::ChannelId channel;
    /// A word is a run of letters and digits. Each of these must be a word of the content, whatever the case; where
    /// there is none, nothing fits.
    std::string words;
    std::optional<core::MessageId> before, after;
    std::uint32_t limit = 50;
    enum class Order : std::uint8_t { relevance, newest, oldest } order = Order::relevance;
  };
  /// Those that fit, in the order asked for. By relevance: the more often the words occur in relation to the length, the
  /// earlier, as exactly as the adapter can.
  virtual std::vector<core::Message> search_messages(const MessageSearch& search) = 0;
  /// What the person wrote in the community since then (by the time in the ids), ascending by message.
  virtual std::vector<std::pair<core::ChannelId, core::MessageId>> messages_by(core::CommunityId community,
                                                                               core::UserId author,
                                                                               std::int64_t since_ms) = 0;

  virtual std::optional<core::File> file(core::FileId id, core::FileBucket bucket) = 0;
  /// Those of the ids that exist, whatever their bucket: each once, ascending.
  virtual std::vector<core::File> files(std::span<const core::FileId> ids) = 0;
  /// Files with an id below `before` that serve for nothing (core::File::used), ascending.
  virtual std::vector<core::File> unused_files(core::FileId before, std::uint32_t limit) = 0;
  /// Whether any file has this content.
  virtual bool has_content(const std::array<unsigned char, 32>& content_hash) = 0;

  // event streams
  virtual std::uint64_t stream_number(core::StreamId stream) = 0;  // 0 when nothing happened yet
  /// Up to `limit` events with a number above `after`, ascending. Fewer than asked for and not starting at after + 1:
  /// pruned.
  virtual std::vector<core::EventRef> events(core::StreamId stream, std::uint64_t after, std::uint32_t limit) = 0;
};

class Transaction : public Reader {
 public:
  /// A fresh id, larger than every one before.
  virtual std::uint64_t next_id() = 0;

  // Insert and update take whole values. A violated uniqueness and an update of what is not there are programmer errors here
  // (ErrorKind::internal): units check first, and nothing else runs in between.
  virtual void insert_user(const core::User& user, const core::Account& account) = 0;
  virtual void update_user(const core::User& user) = 0;  // also marks deleted, which frees name and address
  virtual void update_account(const core::Account& account) = 0;
  virtual void insert_login_session(const core::LoginSession& session) = 0;
  virtual bool delete_login_session(core::LoginSessionId id) = 0;
  virtual void put_one_time_code(const core::OneTimeCode& code) = 0;  // replaces one of the same user and purpose
  virtual void delete_one_time_code(core::UserId user, core::CodePurpose purpose) = 0;
  virtual void update_login_session(const core::LoginSession& session) = 0;  // name and push, nothing else
  virtual void put_secret(const core::Secret& secret) = 0;
  virtual bool delete_secret(const core::TokenHash& hash) = 0;
  virtual void delete_secrets_of(core::UserId user, core::SecretPurpose purpose) = 0;
  /// Of the one side only. None: removes it.
  virtual void put_relation(core::UserId from, core::UserId to, core::Relation relation) = 0;
  virtual void put_bot(const core::Bot& bot) = 0;  // inserts or replaces
  virtual void delete_bot(core::UserId id) = 0;
  virtual void put_setting(core::UserId user, const std::string& key, const core::Setting& setting) = 0;
  /// `last_read` only grows; mentions up to it are dropped, and such ones are not added.
  virtual void put_read(core::UserId user, core::ChannelId channel, core::MessageId last_read) = 0;
  virtual void add_mention(core::UserId user, core::ChannelId channel, core::MessageId message) = 0;
  /// What the person keeps here that nobody else needs: settings, read states, relations (both sides), secrets.
  virtual void forget_person(core::UserId user) = 0;

  virtual void insert_community(const core::Community& community) = 0;
  virtual void update_community(const core::Community& community) = 0;
  virtual void insert_member(const core::Member& member) = 0;
  virtual void update_member(const core::Member& member) = 0;
  virtual bool delete_member(core::CommunityId community, core::UserId user) = 0;
  /// The timeout of somebody who left, for the day they come back; none forgets it.
  virtual void keep_timeout(core::CommunityId community, core::UserId user, std::optional<std::int64_t> until_ms) = 0;
  virtual void put_ban(const core::Ban& ban) = 0;
  virtual bool delete_ban(core::CommunityId community, core::UserId user) = 0;
  virtual void put_role(const core::Role& role) = 0;
  virtual void delete_role(core::RoleId id) = 0;  // with the members' and the channels' use of it
  /// With categories, channels and all that goes with them, members, bans, invites, roles; its emojis become detached. Its
  /// stream and its audit entries stay.
  virtual void delete_community(core::CommunityId id) = 0;
  virtual void put_invite(const core::Invite& invite) = 0;
  virtual bool delete_invite(std::string_view code) = 0;
  virtual void put_webhook(const core::Webhook& webhook) = 0;  // inserts or replaces
  virtual bool delete_webhook(core::WebhookId id) = 0;
  virtual void insert_audit_entry(const core::AuditEntry& entry) = 0;
  virtual void delete_audit_entries_before(std::int64_t time_ms) = 0;  // by the time in the ids
  /// A person's complaint about something, kept for the operator; `text` is JSON.
  virtual void insert_report(core::ReportId id, core::UserId author, const std::string& text) = 0;
  virtual void put_category(const core::Category& category) = 0;  // inserts or replaces
  virtual void delete_category(core::CategoryId id) = 0;
  virtual void put_channel(const core::Channel& channel) = 0;  // inserts or replaces
  virtual void delete_channel(core::ChannelId id) = 0;         // with its messages, invites, webhooks, read states
  virtual void put_emoji(const core::Emoji& emoji) = 0;
  virtual void detach_emoji(core::EmojiId id) = 0;  // the row stays; the reactions made with it are deleted

  virtual void insert_message(const core::Message& message) = 0;  // not its reactions
  /// All but the reactions, and where and by whom it was written (the author may have been read as kDeletedUser).
  virtual void update_message(const core::Message& message) = 0;
  virtual void delete_message(core::MessageId id) = 0;
  virtual bool add_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) = 0;
  virtual bool remove_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) = 0;
  virtual std::uint32_t clear_reactions(core::MessageId message) = 0;                           // how many there were
  virtual bool remove_reactions_of(core::MessageId message, const core::ReactionKey& key) = 0;  // everybody's with one emoji

  virtual void insert_file(const core::File& file) = 0;
  virtual void use_file(core::FileId id) = 0;     // it serves for something now, see core::File::used
  virtual void delete_file(core::FileId id) = 0;  // the row

  /// Gives the event its stream's next number, which is stream_number(stream) + 1 before the call. It is announced once the
  /// transaction is committed. The number of a unit that fails is given out again. Fills Event::files with the files that
  /// the body names and that are there at this moment.
  ///
  /// A user's `revision` is the number of the event that tells of it, so a unit that changes a user does, in this order:
  ///   user.revision = tx.stream_number(core::stream_of(user.id)) + 1;
  ///   tx.update_user(user);
  ///   tx.append_event(core::stream_of(user.id), now_ms, core::UserUpdated{user, ...});
  virtual core::EventRef append_event(core::StreamId stream, std::int64_t time_ms, core::EventBody body) = 0;
};

class Store {
 public:
  using ReadUnit = base::UniqueFunction<void(Reader&)>;
  using WriteUnit = base::UniqueFunction<Result<void>(Transaction&)>;
  using Done = base::UniqueFunction<void(Result<void>)>;
  using CommitListener = base::UniqueFunction<void(std::span<const core::EventRef>)>;

  virtual ~Store() = default;

  /// Before the first write. Called on the writer thread for every commit that has events.
  virtual void set_commit_listener(CommitListener listener) = 0;
  /// `done` is called on a reader thread. Any thread may call. When the queue is longer than its limit, or the store is
  /// closed, `done` gets ErrorKind::unavailable at once, on the calling thread.
  virtual void read(ReadUnit unit, Done done) = 0;
  /// `done` is called on the writer thread. Any thread may call. Refused in the same way.
  virtual void write(WriteUnit unit, Done done) = 0;
  /// Finishes what was accepted, then refuses further units. Blocks.
  virtual void close() = 0;
};

}  // namespace store
