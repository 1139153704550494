// Making tickets. Runs inside a unit of work.
#include "proto/bonfire/routes/tickets.h"

#include "core/id_generator.h"
#include "service/authenticator.h"
#include "service/secrets.h"

namespace bonfire {

std::string make_ticket_word() { return service::make_token(48); }

MfaTicket put_ticket(store::Transaction& tx, service::Context now, core::SecretPurpose purpose, core::UserId user,
                     const std::string& word) {
  service::put_secret(tx, now, word, purpose, user);
  MfaTicket ticket;
  ticket.id = core::to_ulid(tx.next_id());
  ticket.account_id = user;
  ticket.token = word;
  ticket.validated = purpose == core::SecretPurpose::validated;
  ticket.authorised = purpose == core::SecretPurpose::authorised;
  return ticket;
}

}  // namespace bonfire
