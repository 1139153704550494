// How people prove that they are the owner of an account (bonfire-rest 3.2, 4.1): password, second factor, tickets. The
// first half runs on the loop's thread, the second inside a unit of work.
#pragma once

#include "base/task.h"
#include "proto/bonfire/routes/context.h"
#include "proto/bonfire/wire_account.h"
#include "service/actor.h"
#include "store/store.h"

#include <string>
#include <vector>

namespace bonfire {

/// unauthenticated "credentials" when it is wrong, which is counted; forbidden "locked" while too many were wrong.
base::Task<base::Result<void>> check_own_password(RoutesContext& context, service::Context now, core::UserId user,
                                                  std::string password);
/// The one answer in `given`, by a method that the account has: forbidden "method", unauthenticated "credentials" or "code",
/// forbidden "locked"; invalid "body" when there is not exactly one. A code is used up.
base::Task<base::Result<void>> check_answer(RoutesContext& context, service::Context now, core::UserId user,
                                            MfaResponse given);

/// How the owner of the account can prove it (4.1).
std::vector<MfaMethod> methods_of(const core::Account& account);

/// X-MFA-Ticket.
std::string ticket_of(const http::Request& request);
/// Uses the ticket up. unauthenticated "ticket" when there is none, otherwise as service::take_ticket.
base::Result<void> require_ticket(store::Transaction& tx, service::Context now, core::UserId user,
                                  const std::string& ticket);
/// Likewise, but an account without a second factor needs none (3.2: older clients do not know of tickets there).
base::Result<void> require_ticket_of_factor(store::Transaction& tx, service::Context now, core::UserId user,
                                            const std::string& ticket);

/// For words of mails, where unknown ones, old ones and those for something else are all the same: unauthenticated "secret".
base::Error as_bad_word(const base::Error& error);

}  // namespace bonfire
