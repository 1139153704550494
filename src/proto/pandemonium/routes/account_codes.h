// Codes sent by mail: verifying an address, setting a forgotten password anew (pandemonium 5.4).
#pragma once

#include "proto/pandemonium/routes/context.h"

#include <cstdint>
#include <string>

namespace pandemonium {

void add_account_code_routes(http::Mount& mount, RoutesContext& context);
/// Mails a code that proves the address. Only with a mailer.
void mail_verification_code(RoutesContext& context, const std::string& address, std::int32_t code);

}  // namespace pandemonium
