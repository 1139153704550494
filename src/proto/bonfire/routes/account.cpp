// Signing up, and what somebody does with their own account (bonfire-rest 3.2, 4.1). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/mails.h"
#include "proto/bonfire/routes/proofs.h"
#include "proto/bonfire/routes/units.h"
#include "service/account_end.h"
#include "service/accounts.h"
#include "service/second_factor.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace bonfire {
namespace {

using base::ErrorKind;
using core::SecretPurpose;

std::optional<ErrorObject> refuse_invite(const Config& config, const std::optional<std::string>& invite) {
  if (!config.invite_only) return std::nullopt;
  if (!invite) return make_error(400, "MissingInvite", "invite");
  const bool known = std::ranges::find(config.account_invites, *invite) != config.account_invites.end();
  if (!known) return make_error(400, "InvalidInvite", "invite");
  return std::nullopt;
}

/// In the order of 3.2.
std::optional<ErrorObject> refuse(const Config& config, const AccountCreate& wanted) {
  if (const auto ok = check_email(wanted.email); !ok) return to_error_object(ok.error());
  if (is_blocked(config, wanted.email)) {
    ErrorObject refused = make_error(401, "DisallowedContactSupport");
    refused.note = config.blocked_email_note;
    refused.location.reset();
    return refused;
  }
  if (const auto ok = check_password(wanted.password); !ok) return to_error_object(ok.error());
  return refuse_invite(config, wanted.invite);
}

/// Makes the account, or helps whoever has it already: neither answer tells which.
base::Result<Mail> sign_up(store::Transaction& tx, service::Context now, const service::Registration& registration,
                           const std::string& word, const std::string& app) {
  const auto known = service::find_account_by_email(tx, registration.email);
  if (known && !registration.verified) return put_help_mail(tx, now, *known, word, app);
  const auto made = service::register_user(tx, now, registration);
  if (!made) return base::pass(made);
  if (registration.verified) return Mail();
  return put_mail(tx, now, SecretPurpose::verify_email, made->user.id, made->email, word, app);
}

base::Task<http::Response> create_account(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<AccountCreate>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto refused = refuse(context.config, *body)) co_return error_response(*refused);

  service::Registration registration;
  registration.email = lower_case(body->email);
  registration.verified = context.mailer == nullptr;
  registration.password_hash = co_await context.passwords.hash(context.runner, body->password);
  const auto unit = [registration, word = make_mail_word(), app = context.config.app_url,
                     now = caller.context](store::Transaction& tx) { return sign_up(tx, now, registration, word, app); };
  const base::Result<Mail> mail = co_await write(context, unit);
  if (!mail) co_return error_response(mail.error());
  if (!registration.verified) send(context, *mail);
  co_return empty_response();
}

base::Task<http::Response> get_account(RoutesContext& context, http::Request&, Caller caller) {
  const auto unit = [user = caller.actor->user](store::Reader& reader) { return service::find_self(reader, user); };
  const base::Result<service::SelfUser> self = co_await read(context, unit);
  if (!self) co_return error_response(invalid_session());
  AccountInfo info;
  info.id = self->user.id;
  info.email = self->email;
  co_return json_response(encode(info));
}

base::Task<http::Response> change_password(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<PasswordEdit>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check_password(body->password); !ok) co_return error_response(ok.error());
  const base::Result<void> right =
      co_await check_own_password(context, caller.context, caller.actor->user, body->current_password);
  if (!right) co_return error_response(right.error());

  service::AccountEdit edit;
  edit.password_hash = co_await context.passwords.hash(context.runner, body->password);
  const auto unit = [edit, caller, ticket = ticket_of(request)](store::Transaction& tx) -> base::Result<void> {
    if (auto ok = require_ticket_of_factor(tx, caller.context, caller.actor->user, ticket); !ok) return ok;
    if (auto ok = service::edit_account(tx, caller.context, *caller.actor, edit, true); !ok) return base::pass(ok);
    return {};
  };
  const base::Result<void> changed = co_await write(context, unit);
  if (!changed) co_return error_response(changed.error());
  co_return empty_response();
}

/// Without a mailer the address changes at once.
base::Result<std::optional<Mail>> move_address(store::Transaction& tx, const Caller& caller, const std::string& email,
                                               bool at_once, const std::string& word, const std::string& app) {
  service::AccountEdit edit;
  edit.email = email;
  if (at_once) {
    if (auto ok = service::edit_account(tx, caller.context, *caller.actor, edit, true); !ok) return base::pass(ok);
    return std::optional<Mail>();
  }
  if (auto ok = service::check_account_edit(tx, edit); !ok) return base::pass(ok);
  return std::optional(put_mail(tx, caller.context, SecretPurpose::change_email, caller.actor->user, email, word, app));
}

base::Task<http::Response> change_email(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<EmailEdit>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check_email(body->email); !ok) co_return error_response(ok.error());
  const base::Result<void> right =
      co_await check_own_password(context, caller.context, caller.actor->user, body->current_password);
  if (!right) co_return error_response(right.error());

  const bool at_once = context.mailer == nullptr;
  const auto unit = [email = lower_case(body->email), caller, ticket = ticket_of(request), at_once, word = make_mail_word(),
                     app = context.config.app_url](store::Transaction& tx) -> base::Result<std::optional<Mail>> {
    if (auto ok = require_ticket_of_factor(tx, caller.context, caller.actor->user, ticket); !ok) return base::pass(ok);
    return move_address(tx, caller, email, at_once, word, app);
  };
  const base::Result<std::optional<Mail>> mail = co_await write(context, unit);
  if (!mail) co_return error_response(mail.error());
  if (mail->has_value()) send(context, **mail);
  co_return empty_response();
}

base::Task<http::Response> disable_account(RoutesContext& context, http::Request& request, Caller caller) {
  const auto unit = [caller, ticket = ticket_of(request)](store::Transaction& tx) -> base::Result<void> {
    if (auto ok = require_ticket(tx, caller.context, caller.actor->user, ticket); !ok) return ok;
    return service::disable_account(tx, caller.context, caller.actor->user);
  };
  const base::Result<void> disabled = co_await write(context, unit);
  if (!disabled) co_return error_response(disabled.error());
  co_return empty_response();
}

base::Task<http::Response> delete_account(RoutesContext& context, http::Request& request, Caller caller) {
  const bool mails = context.mailer != nullptr;
  const std::int64_t delay_ms = std::int64_t{context.config.deletion_delay_s} * 1000;
  const auto unit = [caller, ticket = ticket_of(request), mails, delay_ms, word = make_mail_word(),
                     app = context.config.app_url](store::Transaction& tx) -> base::Result<std::optional<Mail>> {
    const core::UserId user = caller.actor->user;
    if (auto ok = require_ticket(tx, caller.context, user, ticket); !ok) return base::pass(ok);
    const auto account = tx.account(user);
    if (mails && account) {
      return std::optional(put_mail(tx, caller.context, SecretPurpose::delete_account, user, account->email, word, app));
    }
    if (auto ok = service::schedule_deletion(tx, caller.context, user, delay_ms); !ok) return base::pass(ok);
    return std::optional<Mail>();
  };
  const base::Result<std::optional<Mail>> mail = co_await write(context, unit);
  if (!mail) co_return error_response(mail.error());
  if (mail->has_value()) send(context, **mail);
  co_return empty_response();
}

}  // namespace

void add_account_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule own{.access = Access::session};
  add_route(mount, context, Method::post, "/auth/account/create", {.access = Access::open}, create_account);
  add_route(mount, context, Method::get, "/auth/account", own, get_account);
  add_route(mount, context, Method::patch, "/auth/account/change/password", own, change_password);
  add_route(mount, context, Method::patch, "/auth/account/change/email", own, change_email);
  add_route(mount, context, Method::post, "/auth/account/disable", own, disable_account);
  add_route(mount, context, Method::post, "/auth/account/delete", own, delete_account);
}

}  // namespace bonfire
