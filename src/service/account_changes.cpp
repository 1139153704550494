// See account_changes.h.
#include "service/account_changes.h"

#include <utility>

#include "core/names.h"

namespace service {

Result<SelfUser> load_self(store::Reader& reader, core::UserId id) {
  auto user = find_user(reader, id);
  if (!user) return base::pass(user);
  auto account = reader.account(id);
  if (!account) return base::not_found("user");
  return SelfUser{*std::move(user), std::move(account->email), account->verified};
}

std::uint64_t next_revision(store::Reader& reader, core::UserId id) { return reader.stream_number(core::stream_of(id)) + 1; }

void save_and_tell(store::Transaction& tx, Context context, SelfUser& self) {
  self.user.revision = next_revision(tx, self.user.id);
  tx.update_user(self.user);
  tx.append_event(core::stream_of(self.user.id), context.now_ms, core::UserUpdated{self.user, self.email, self.verified});
}

void set_email(core::Account& account, const std::string& email) {
  account.email = email;
  account.email_key = core::email_key(email);
}

void end_address_proofs(store::Transaction& tx, core::UserId id) {
  tx.delete_one_time_code(id, core::CodePurpose::verify_email);
  tx.delete_secrets_of(id, core::SecretPurpose::verify_email);
  tx.delete_secrets_of(id, core::SecretPurpose::change_email);
}

void end_password_resets(store::Transaction& tx, core::UserId id) {
  tx.delete_one_time_code(id, core::CodePurpose::reset_password);
  tx.delete_secrets_of(id, core::SecretPurpose::reset_password);
}

Result<core::Account> load_account(store::Reader& reader, core::UserId id) {
  if (auto user = find_user(reader, id); !user) return base::pass(user);
  auto account = reader.account(id);
  if (!account) return base::not_found("user");
  return *std::move(account);
}

core::OneTimeCode make_code(Context context, core::UserId user, core::CodePurpose purpose, std::int32_t code) {
  constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;
  const std::int64_t valid_ms = purpose == core::CodePurpose::reset_password ? kDayMs : 7 * kDayMs;
  return {user, purpose, code, context.now_ms + valid_ms};
}

}  // namespace service
