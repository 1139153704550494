// See policies.h. Run inside a unit of work.
#include "service/policies.h"

namespace service {

Result<void> acknowledge_policies(store::Transaction& tx, Context context, Actor actor) {
  auto account = tx.account(actor.user);
  if (!account) return base::fail(base::ErrorKind::unauthenticated);
  account->security.policy_seen_ms = context.now_ms;
  tx.update_account(*account);
  return {};
}

std::int64_t policies_seen_ms(store::Reader& reader, core::UserId user) {
  const auto account = reader.account(user);
  return account ? account->security.policy_seen_ms : 0;
}

}  // namespace service
