// Mails about accounts. They are plain texts; the name of the service is the web client's address, as the operator says it
// is: whoever asks for a mail to somebody also chooses the Host that is asked.
#include "proto/bonfire/routes/mails.h"

#include "service/authenticator.h"
#include "service/secrets.h"

#include <utility>

namespace bonfire {
namespace {

using core::SecretPurpose;

struct Words {
  std::string_view subject, what, path, until;
};

Words words_of(SecretPurpose purpose) {
  switch (purpose) {
    case SecretPurpose::change_email:
      return {"Confirm your new address", "this address is to become that of your account", "/login/verify/", "seven days"};
    case SecretPurpose::reset_password:
      return {"Set a new password", "a new password is to be set for your account", "/login/reset/", "one day"};
    case SecretPurpose::delete_account:
      return {"Confirm the deletion of your account", "your account is to be deleted", "/login/delete/", "one day"};
    default:
      return {"Confirm your address", "an account was made with this address", "/login/verify/", "seven days"};
  }
}

}  // namespace

std::string make_mail_word() { return service::make_token(24); }

Mail put_mail(store::Transaction& tx, service::Context now, SecretPurpose purpose, core::UserId user, const std::string& to,
              const std::string& word, std::string_view app) {
  service::put_secret(tx, now, word, purpose, user, purpose == SecretPurpose::change_email ? to : std::string());
  const Words words = words_of(purpose);
  const bool linked = !app.empty();
  std::string text = linked ? "At " + std::string(app) : std::string("Where you use this address");
  text.append(", ").append(words.what).append(".\n\nIf that is what you want, open");
  text.append(linked ? "\n\n" : " this page of the client you use there:\n\n");
  text.append(app).append(words.path).append(word).append("\n\nwithin ").append(words.until);
  text.append(".\n\nIf it was not you, do nothing.\n");
  return {to, std::string(words.subject), std::move(text)};
}

Mail put_help_mail(store::Transaction& tx, service::Context now, const core::Account& account, const std::string& word,
                   std::string_view app) {
  const SecretPurpose purpose = account.verified ? SecretPurpose::reset_password : SecretPurpose::verify_email;
  return put_mail(tx, now, purpose, account.user_id, account.email, word, app);
}

void send(RoutesContext& context, const Mail& mail) { context.mailer->send(mail.to, mail.subject, mail.text); }

}  // namespace bonfire
