// See account_proofs.h. Run inside a unit of work.
#include "service/account_proofs.h"

#include "service/account_changes.h"
#include "service/account_end.h"
#include "service/secrets.h"

namespace service {

using base::ErrorKind;
using core::SecretPurpose;

namespace {

Result<AddressProved> save_verified(store::Transaction& tx, Context context, core::UserId user,
                                    const std::string& new_email) {
  auto self = load_self(tx, user);
  if (!self) return base::pass(self);
  core::Account account = *tx.account(user);
  if (!new_email.empty()) {
    if (const auto holder = find_account_by_email(tx, new_email); holder && holder->user_id != user) {
      return base::fail(ErrorKind::already_exists, "email");
    }
    end_address_proofs(tx, user);
    end_password_resets(tx, user);
    set_email(account, new_email);
  }
  account.verified = true;
  tx.update_account(account);
  self->email = account.email;
  self->verified = true;
  save_and_tell(tx, context, *self);
  return AddressProved{user, !new_email.empty()};
}

}  // namespace

Result<AddressProved> prove_address(store::Transaction& tx, Context context, std::string_view word) {
  if (const auto verified = take_secret(tx, context, word, SecretPurpose::verify_email)) {
    return save_verified(tx, context, verified->user, {});
  }
  const auto moved = take_secret(tx, context, word, SecretPurpose::change_email);
  if (!moved) return base::pass(moved);
  return save_verified(tx, context, moved->user, moved->data);
}

Result<core::UserId> reset_password_by_mail(store::Transaction& tx, Context context, std::string_view word,
                                            const std::string& password_hash, bool end_logins) {
  const auto secret = take_secret(tx, context, word, SecretPurpose::reset_password);
  if (!secret) return base::pass(secret);
  const core::UserId user = secret->user;
  if (auto ok = set_password(tx, context, user, password_hash); !ok) return base::pass(ok);
  if (!tx.account(user)->verified) {
    if (auto ok = save_verified(tx, context, user, {}); !ok) return base::pass(ok);
  }
  if (end_logins) {
    if (auto ok = delete_logins(tx, context, user); !ok) return base::pass(ok);
  }
  return user;
}

Result<core::UserId> delete_account_by_mail(store::Transaction& tx, Context context, std::string_view word,
                                            std::int64_t delay_ms) {
  const auto secret = take_secret(tx, context, word, SecretPurpose::delete_account);
  if (!secret) return base::pass(secret);
  if (auto ok = schedule_deletion(tx, context, secret->user, delay_ms); !ok) return base::pass(ok);
  return secret->user;
}

}  // namespace service
