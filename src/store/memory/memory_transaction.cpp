// The writing half of the memory adapter. See memory_transaction.h.
#include "store/memory/memory_transaction.h"

#include <stdexcept>

namespace store::memory {
namespace {

/// Units check first; coming here with a taken key or a missing row is a defect of the unit.
void expect(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

template <typename Key, typename Value>
void insert(Table<Key, Value>& table, const Key& key, const Value& value, const char* taken) {
  expect(!table.find(key), taken);
  table.put(key, value);
}

template <typename Key>
void move_name(Table<std::string, Key>& names, const std::string& from, const std::string& to, Key id, const char* taken) {
  if (from == to) return;
  if (!from.empty()) names.erase(from);
  if (!to.empty()) insert(names, to, id, taken);
}

}  // namespace

void MemoryTransaction::insert_user(const core::User& user, const core::Account& account) {
  insert(rows_.users, user.id, user, "user exists");
  insert(rows_.accounts, user.id, account, "account exists");
  move_name(rows_.usernames, {}, user.username, user.id, "username taken");
  move_name(rows_.emails, {}, account.email, user.id, "address taken");
}

void MemoryTransaction::update_user(const core::User& user) {
  const core::User* old = rows_.users.find(user.id);
  const core::Account* account = rows_.accounts.find(user.id);
  expect(old && account, "no such user");
  auto name_of = [](const core::User& u) { return u.deleted ? std::string() : u.username; };
  auto email_of = [&](const core::User& u) { return u.deleted ? std::string() : account->email; };
  move_name(rows_.usernames, name_of(*old), name_of(user), user.id, "username taken");
  move_name(rows_.emails, email_of(*old), email_of(user), user.id, "address taken");
  rows_.users.put(user.id, user);
}

void MemoryTransaction::update_account(const core::Account& account) {
  const core::User* user = rows_.users.find(account.user_id);
  const core::Account* old = rows_.accounts.find(account.user_id);
  expect(user && old, "no such account");
  if (!user->deleted) move_name(rows_.emails, old->email, account.email, account.user_id, "address taken");
  rows_.accounts.put(account.user_id, account);
}

void MemoryTransaction::insert_login_session(const core::LoginSession& session) {
  insert(rows_.logins, session.id, session, "login session exists");
  insert(rows_.tokens, session.token_hash, session.id, "token exists");
}

bool MemoryTransaction::delete_login_session(core::LoginSessionId id) {
  const core::LoginSession* session = rows_.logins.find(id);
  if (!session) return false;
  rows_.tokens.erase(session->token_hash);
  return rows_.logins.erase(id);
}

void MemoryTransaction::put_one_time_code(const core::OneTimeCode& code) {
  rows_.codes.put({code.user_id, code.purpose}, code);
}
void MemoryTransaction::delete_one_time_code(core::UserId user, core::CodePurpose purpose) {
  rows_.codes.erase({user, purpose});
}

void MemoryTransaction::insert_community(const core::Community& community) {
  insert(rows_.communities, community.id, community, "community exists");
  move_name(rows_.slugs, {}, community.slug, community.id, "slug taken");
}

void MemoryTransaction::update_community(const core::Community& community) {
  const core::Community* old = rows_.communities.find(community.id);
  expect(old, "no such community");
  move_name(rows_.slugs, old->slug, community.slug, community.id, "slug taken");
  rows_.communities.put(community.id, community);
}

void MemoryTransaction::insert_member(const core::Member& member) {
  insert(rows_.members, {member.community, member.user}, member, "member exists");
  rows_.memberships.put({member.user, member.community}, {});
}

void MemoryTransaction::update_member(const core::Member& member) {
  expect(rows_.members.find({member.community, member.user}), "no such member");
  rows_.members.put({member.community, member.user}, member);
}

bool MemoryTransaction::delete_member(core::CommunityId community, core::UserId user) {
  rows_.memberships.erase({user, community});
  return rows_.members.erase({community, user});
}

void MemoryTransaction::put_ban(const core::Ban& ban) { rows_.bans.put({ban.community, ban.user}, ban); }
bool MemoryTransaction::delete_ban(core::CommunityId community, core::UserId user) {
  return rows_.bans.erase({community, user});
}
void MemoryTransaction::put_role(const core::Role& role) { rows_.roles.put(role.id, role); }
void MemoryTransaction::put_category(const core::Category& category) { rows_.categories.put(category.id, category); }
void MemoryTransaction::delete_category(core::CategoryId id) { rows_.categories.erase(id); }
void MemoryTransaction::put_channel(const core::Channel& channel) { rows_.channels.put(channel.id, channel); }

void MemoryTransaction::delete_channel(core::ChannelId id) {
  if (!rows_.channels.erase(id)) return;
  std::vector<core::MessageId> gone;
  const auto& rows = rows_.history.rows();
  for (auto it = rows.lower_bound({id, core::MessageId(0)}); it != rows.end() && it->first.first == id; ++it) {
    gone.push_back(it->first.second);
  }
  for (core::MessageId message : gone) delete_message(message);
}

void MemoryTransaction::put_emoji(const core::Emoji& emoji) { rows_.emojis.put(emoji.id, emoji); }

void MemoryTransaction::delete_emoji(core::EmojiId id) {
  rows_.emojis.erase(id);
  std::vector<std::pair<core::MessageId, std::vector<ReactionRow>>> changed;
  for (const auto& [message, reactions] : rows_.reactions.rows()) {
    std::vector<ReactionRow> left = reactions;
    if (std::erase_if(left, [&](const ReactionRow& r) { return r.key == core::ReactionKey(id); }) == 0) continue;
    changed.emplace_back(message, std::move(left));
  }
  for (auto& [message, left] : changed) rows_.reactions.put(message, std::move(left));
}

void MemoryTransaction::insert_message(const core::Message& message) {
  core::Message row = message;
  row.reactions.clear();
  insert(rows_.messages, message.id, row, "message exists");
  rows_.history.put({message.channel, message.id}, {});
}

void MemoryTransaction::update_message(const core::Message& message) {
  const core::Message* old = rows_.messages.find(message.id);
  expect(old, "no such message");
  core::Message row = *old;
  row.content = message.content;
  row.attachments = message.attachments;
  row.embeds = message.embeds;
  row.edited_ms = message.edited_ms;
  rows_.messages.put(message.id, std::move(row));
}

void MemoryTransaction::delete_message(core::MessageId id) {
  const core::Message* old = rows_.messages.find(id);
  if (!old) return;
  rows_.history.erase({old->channel, id});
  rows_.reactions.erase(id);
  rows_.messages.erase(id);
}

bool MemoryTransaction::add_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) {
  auto rows = rows_.reactions.get(message).value_or(std::vector<ReactionRow>());
  ReactionRow row{user, key};
  if (std::ranges::find(rows, row) != rows.end()) return false;
  rows.push_back(std::move(row));
  rows_.reactions.put(message, std::move(rows));
  return true;
}

bool MemoryTransaction::remove_reaction(core::MessageId message, core::UserId user, const core::ReactionKey& key) {
  auto rows = rows_.reactions.get(message);
  if (!rows || std::erase(*rows, ReactionRow{user, key}) == 0) return false;
  rows_.reactions.put(message, std::move(*rows));
  return true;
}

std::uint32_t MemoryTransaction::clear_reactions(core::MessageId message) {
  auto rows = rows_.reactions.get(message);
  rows_.reactions.erase(message);
  return rows ? static_cast<std::uint32_t>(rows->size()) : 0;
}

void MemoryTransaction::insert_file(const core::File& file) { insert(rows_.files, file.id, file, "file exists"); }

core::EventRef MemoryTransaction::append_event(core::StreamId stream, std::int64_t time_ms, core::EventBody body) {
  const std::uint64_t number = stream_number(stream) + 1;
  auto event = std::make_shared<const core::Event>(core::Event{stream, number, time_ms, std::move(body)});
  rows_.heads.put(stream, number);
  rows_.events.put({stream, number}, event);
  rows_.announced.push_back(event);
  return event;
}

}  // namespace store::memory
