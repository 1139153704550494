// See account_end.h. Run inside a unit of work.
#include "service/account_end.h"

#include <algorithm>
#include <utility>

#include "service/account_changes.h"

namespace service {

using base::ErrorKind;

namespace {

bool is_reserved(core::UserId id) { return id == core::kSystemUser || id == core::kDeletedUser; }

Result<core::Account> load_own(store::Reader& reader, core::UserId id) {
  if (is_reserved(id)) return base::fail(ErrorKind::forbidden, "user", "a reserved account");
  return load_account(reader, id);
}

void delete_space(store::Transaction& tx, Context context, core::CommunityId id) {
  tx.delete_community(id);
  tx.append_event(core::stream_of(id), context.now_ms, core::CommunityDeleted{});
}

/// The group's other members are not none.
void hand_over(store::Transaction& tx, Context context, core::Community group, const std::vector<core::Member>& others) {
  const auto first = std::min_element(others.begin(), others.end(), [](const core::Member& a, const core::Member& b) {
    return std::pair(a.joined_ms, a.user) < std::pair(b.joined_ms, b.user);
  });
  core::CommunityEdit edit;
  edit.owner = first->user;
  edit.apply_to(group);
  tx.update_community(group);
  tx.append_event(core::stream_of(group.id), context.now_ms, core::CommunityUpdated{edit});
}

void leave(store::Transaction& tx, Context context, core::CommunityId id, core::UserId user) {
  const auto community = tx.community(id);
  if (community && core::is_private(community->kind)) {
    std::vector<core::Member> others = tx.members_of(id);
    std::erase_if(others, [user](const core::Member& member) { return member.user == user; });
    if (others.empty()) return delete_space(tx, context, id);
    if (community->kind == core::CommunityKind::group && community->owner == user) {
      hand_over(tx, context, *community, others);
    }
  }
  tx.delete_member(id, user);
  tx.append_event(core::stream_of(id), context.now_ms, core::MemberLeft{user});
}

}  // namespace

Result<void> disable_account(store::Transaction& tx, Context context, core::UserId user) {
  auto account = load_own(tx, user);
  if (!account) return base::pass(account);
  account->security.disabled = true;
  tx.update_account(*account);
  return delete_logins(tx, context, user);
}

Result<void> enable_account(store::Transaction& tx, Context, core::UserId user) {
  auto account = load_own(tx, user);
  if (!account) return base::pass(account);
  account->security.disabled = false;
  account->security.deletion_due_ms.reset();
  tx.update_account(*account);
  return {};
}

Result<void> schedule_deletion(store::Transaction& tx, Context context, core::UserId user, std::int64_t delay_ms) {
  auto account = load_own(tx, user);
  if (!account) return base::pass(account);
  if (delay_ms <= 0) return delete_account(tx, context, user);
  account->security.disabled = true;
  account->security.deletion_due_ms = context.now_ms + delay_ms;
  tx.update_account(*account);
  return delete_logins(tx, context, user);
}

Result<std::uint32_t> delete_due_accounts(store::Transaction& tx, Context context, std::uint32_t limit) {
  const std::vector<core::UserId> due = tx.accounts_due_for_deletion(context.now_ms, limit);
  for (const core::UserId user : due) {
    if (auto ok = delete_account(tx, context, user); !ok) return base::pass(ok);
  }
  return static_cast<std::uint32_t>(due.size());
}

Result<void> delete_account(store::Transaction& tx, Context context, core::UserId id, std::uint32_t flags) {
  if (is_reserved(id)) return base::fail(ErrorKind::forbidden, "user", "a reserved account");
  auto user = find_user(tx, id);
  if (!user) return base::pass(user);
  for (const core::Bot& bot : tx.bots_of(id)) {
    if (auto ok = delete_account(tx, context, bot.id); !ok) return ok;
  }

  // What is left of the person is a number; the username stays for the operator alone.
  core::User gone;
  gone.id = id;
  gone.username = user->username;
  gone.bot = user->bot;
  gone.bot_owner = user->bot_owner;
  gone.deleted = true;
  gone.flags = flags | core::user_flag::deleted;
  gone.revision = next_revision(tx, id);
  tx.append_event(core::stream_of(id), context.now_ms, core::UserDeleted{gone.flags});

  for (core::CommunityId community : tx.communities_of(id)) leave(tx, context, community, id);
  for (const core::Relationship& known : tx.relationships_of(id)) {
    tx.append_event(core::stream_of(known.other), context.now_ms, core::RelationshipChanged{gone, core::Relation::none});
  }
  for (const core::LoginSession& session : tx.login_sessions_of(id)) tx.delete_login_session(session.id);
  tx.delete_one_time_code(id, core::CodePurpose::verify_email);
  tx.delete_one_time_code(id, core::CodePurpose::reset_password);
  tx.forget_person(id);
  if (tx.bot(id)) tx.delete_bot(id);
  core::Account account;
  account.user_id = id;
  tx.update_user(gone);
  tx.update_account(account);
  return {};
}

}  // namespace service
