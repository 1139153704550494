// What a unit changes about people. See memory_transaction.h.
#include <algorithm>

#include "core/names.h"
#include "store/memory/changes.h"
#include "store/memory/memory_transaction.h"

namespace store::memory {
namespace {

// The names under which a person can be found; those of somebody deleted are free.
std::string username_of(const core::User& user) { return user.deleted ? std::string() : user.username; }
std::string email_of(const core::User& user, const core::Account& account) {
  if (user.deleted) return {};
  return account.email_key.empty() ? account.email : account.email_key;
}
Tag tag_of(const core::User& user) {
  if (user.deleted || user.discriminator == 0) return {};
  return {core::fold_name(user.tag_name), user.discriminator};
}

}  // namespace

void MemoryTransaction::insert_user(const core::User& user, const core::Account& account) {
  insert(rows_.users, user.id, user, "user exists");
  insert(rows_.accounts, user.id, account, "account exists");
  move_name(rows_.usernames, {}, username_of(user), user.id, "username taken");
  move_name(rows_.emails, {}, email_of(user, account), user.id, "address taken");
  move_name(rows_.tags, {}, tag_of(user), user.id, "tag taken");
}

void MemoryTransaction::update_user(const core::User& user) {
  const core::User* old = rows_.users.find(user.id);
  const core::Account* account = rows_.accounts.find(user.id);
  expect(old && account, "no such user");
  move_name(rows_.usernames, username_of(*old), username_of(user), user.id, "username taken");
  move_name(rows_.emails, email_of(*old, *account), email_of(user, *account), user.id, "address taken");
  move_name(rows_.tags, tag_of(*old), tag_of(user), user.id, "tag taken");
  rows_.users.put(user.id, user);
}

void MemoryTransaction::update_account(const core::Account& account) {
  const core::User* user = rows_.users.find(account.user_id);
  const core::Account* old = rows_.accounts.find(account.user_id);
  expect(user && old, "no such account");
  move_name(rows_.emails, email_of(*user, *old), email_of(*user, account), account.user_id, "address taken");
  rows_.accounts.put(account.user_id, account);
}

void MemoryTransaction::insert_login_session(const core::LoginSession& session) {
  insert(rows_.logins, session.id, session, "login session exists");
  insert(rows_.tokens, session.token_hash, session.id, "token exists");
}

void MemoryTransaction::update_login_session(const core::LoginSession& session) {
  auto row = rows_.logins.get(session.id);
  expect(row.has_value(), "no such login session");
  row->name = session.name;
  row->push = session.push;
  rows_.logins.put(session.id, std::move(*row));
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

void MemoryTransaction::put_secret(const core::Secret& secret) { rows_.secrets.put(secret.hash, secret); }
bool MemoryTransaction::delete_secret(const core::TokenHash& hash) { return rows_.secrets.erase(hash); }
void MemoryTransaction::delete_secrets_of(core::UserId user, core::SecretPurpose purpose) {
  rows_.secrets.erase_if([&](const auto&, const core::Secret& s) { return s.user == user && s.purpose == purpose; });
}

void MemoryTransaction::put_relation(core::UserId from, core::UserId to, core::Relation relation) {
  if (relation == core::Relation::none) {
    rows_.relations.erase({from, to});
  } else {
    rows_.relations.put({from, to}, relation);
  }
}

void MemoryTransaction::put_bot(const core::Bot& bot) { rows_.bots.put(bot.id, bot); }
void MemoryTransaction::delete_bot(core::UserId id) { rows_.bots.erase(id); }

void MemoryTransaction::put_setting(core::UserId user, const std::string& key, const core::Setting& setting) {
  rows_.settings.put({user, key}, setting);
}

void MemoryTransaction::put_read(core::UserId user, core::ChannelId channel, core::MessageId last_read) {
  core::ReadState state = rows_.read_states.get({user, channel}).value_or(core::ReadState{channel, {}, {}});
  state.last_read = std::max(state.last_read, last_read);
  std::erase_if(state.mentions, [&](core::MessageId m) { return m <= state.last_read; });
  rows_.read_states.put({user, channel}, std::move(state));
}

void MemoryTransaction::add_mention(core::UserId user, core::ChannelId channel, core::MessageId message) {
  core::ReadState state = rows_.read_states.get({user, channel}).value_or(core::ReadState{channel, {}, {}});
  const auto place = std::ranges::lower_bound(state.mentions, message);
  if (message <= state.last_read || (place != state.mentions.end() && *place == message)) return;
  state.mentions.insert(place, message);
  rows_.read_states.put({user, channel}, std::move(state));
}

void MemoryTransaction::forget_person(core::UserId user) {
  auto first_is_user = [&](const auto& key, const auto&) { return key.first == user; };
  rows_.settings.erase_if(first_is_user);
  rows_.read_states.erase_if(first_is_user);
  rows_.relations.erase_if([&](const auto& key, core::Relation) { return key.first == user || key.second == user; });
  rows_.secrets.erase_if([&](const auto&, const core::Secret& s) { return s.user == user; });
  rows_.kept_timeouts.erase_if([&](const auto& key, std::int64_t) { return key.second == user; });
}

}  // namespace store::memory
