// What is mailed about accounts (bonfire-rest 4.1). Made inside a unit of work together with the word in the link, sent on
// the loop's thread once the unit is done.
#pragma once

#include "core/user.h"
#include "proto/bonfire/routes/context.h"
#include "service/actor.h"
#include "store/store.h"

#include <string>
#include <string_view>

namespace bonfire {

/// What a link in a mail carries: 32 characters.
std::string make_mail_word();

struct Mail {
  std::string to, subject, text;
};
/// `purpose` is one of those with a link. Stores the word; the mail goes to `to`. `app` is Config::app_url; empty: the mail
/// has the link's path alone.
Mail put_mail(store::Transaction& tx, service::Context now, core::SecretPurpose purpose, core::UserId user,
              const std::string& to, const std::string& word, std::string_view app);
/// Proof of the address again, or, when it is proven, a new password: what helps somebody who cannot log in.
Mail put_help_mail(store::Transaction& tx, service::Context now, const core::Account& account, const std::string& word,
                   std::string_view app);
void send(RoutesContext& context, const Mail& mail);

}  // namespace bonfire
