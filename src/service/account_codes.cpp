// Use cases: one-time codes sent by mail, and what they are for. See accounts.h; run inside a unit of work.
#include <utility>

#include "service/account_changes.h"
#include "service/accounts.h"

namespace service {

namespace {

/// Takes the outstanding code; invalid "code" when it is another one, too old, or there is none.
Result<void> use_code(store::Transaction& tx, Context context, core::UserId user, core::CodePurpose purpose,
                      std::int32_t code) {
  const auto outstanding = tx.one_time_code(user, purpose);
  if (!outstanding || outstanding->code != code || outstanding->expires_ms <= context.now_ms) {
    return base::invalid("code", "wrong or expired");
  }
  tx.delete_one_time_code(user, purpose);
  return {};
}

}  // namespace

Result<void> verify_email(store::Transaction& tx, Context context, core::UserId user, std::int32_t code) {
  auto self = load_self(tx, user);
  if (!self) return base::pass(self);
  if (auto ok = use_code(tx, context, user, core::CodePurpose::verify_email, code); !ok) return ok;
  core::Account account = *tx.account(user);
  account.verified = self->verified = true;
  tx.update_account(account);
  save_and_tell(tx, context, *self);
  return {};
}

Result<void> put_code(store::Transaction& tx, Context context, core::UserId user, core::CodePurpose purpose,
                      std::int32_t code) {
  if (auto found = find_user(tx, user); !found) return base::pass(found);
  tx.put_one_time_code(make_code(context, user, purpose, code));
  return {};
}

Result<void> reset_password(store::Transaction& tx, Context context, core::UserId user, std::int32_t code,
                            const std::string& password_hash) {
  auto account = load_account(tx, user);
  if (!account) return base::pass(account);
  if (auto ok = use_code(tx, context, user, core::CodePurpose::reset_password, code); !ok) return ok;
  account->password_hash = password_hash;
  tx.update_account(*account);
  return {};
}

Result<void> set_password(store::Transaction& tx, Context, core::UserId user, const std::string& password_hash) {
  auto account = load_account(tx, user);
  if (!account) return base::pass(account);
  account->password_hash = password_hash;
  account->security.failed_logins = 0;
  account->security.locked_until_ms = 0;
  tx.update_account(*account);
  end_password_resets(tx, user);
  return {};
}

}  // namespace service
