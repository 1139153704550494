// Tickets of a second factor as clients see them (bonfire-rest 4.1).
#pragma once

#include "core/user.h"
#include "proto/bonfire/wire_account.h"
#include "service/actor.h"
#include "store/store.h"

#include <string>

namespace bonfire {

/// 64 characters.
std::string make_ticket_word();
/// Stores the word for one of the three kinds of ticket; inside a unit of work.
MfaTicket put_ticket(store::Transaction& tx, service::Context now, core::SecretPurpose purpose, core::UserId user,
                     const std::string& word);

}  // namespace bonfire
