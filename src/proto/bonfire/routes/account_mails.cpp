// What is mailed on request, and what the links in mails do (bonfire-rest 4.1). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/mails.h"
#include "proto/bonfire/routes/proofs.h"
#include "proto/bonfire/routes/tickets.h"
#include "proto/bonfire/routes/units.h"
#include "service/account_proofs.h"
#include "service/accounts.h"
#include "service/secrets.h"

#include <optional>
#include <utility>

namespace bonfire {
namespace {

using core::SecretPurpose;

enum class Help { whatever_is_missing, new_password };

/// The same answer whether somebody has the address or not, as far as there is a mailer.
base::Task<http::Response> mail_help(RoutesContext& context, http::Request& request, service::Context now, Help help) {
  const auto body = decode<MailRequest>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check_email(body->email); !ok) co_return error_response(ok.error());
  const auto unit = [email = body->email, help, now, word = make_mail_word(),
                     app = context.config.app_url](store::Transaction& tx) -> base::Result<std::optional<Mail>> {
    const auto account = service::find_account_by_email(tx, email);
    if (!account) return std::optional<Mail>();
    if (help == Help::whatever_is_missing) return std::optional(put_help_mail(tx, now, *account, word, app));
    return std::optional(put_mail(tx, now, SecretPurpose::reset_password, account->user_id, account->email, word, app));
  };
  const base::Result<std::optional<Mail>> mail = co_await write(context, unit);
  if (!mail) co_return error_response(mail.error());
  if (!mail->has_value()) co_return empty_response();
  if (context.mailer == nullptr) co_return error_response(make_error(500, "OperationFailed", "email"));
  send(context, **mail);
  co_return empty_response();
}

base::Task<http::Response> resend_verification(RoutesContext& context, http::Request& request, Caller caller) {
  return mail_help(context, request, caller.context, Help::whatever_is_missing);
}

base::Task<http::Response> send_password_reset(RoutesContext& context, http::Request& request, Caller caller) {
  return mail_help(context, request, caller.context, Help::new_password);
}

/// A proven address lets its owner log in without the password they just gave.
base::Task<http::Response> verify_email(RoutesContext& context, http::Request& request, Caller caller) {
  const std::string token = make_ticket_word();
  const auto unit = [word = std::string(request.param("code")), token,
                     now = caller.context](store::Transaction& tx) -> base::Result<VerifyResponse> {
    const auto proved = service::prove_address(tx, now, word);
    if (!proved) return base::pass(proved);
    if (proved->moved) return VerifyResponse();
    return VerifyResponse(VerifyAnswer{put_ticket(tx, now, SecretPurpose::authorised, proved->user, token)});
  };
  const base::Result<VerifyResponse> answer = co_await write(context, unit);
  if (!answer) co_return error_response(as_bad_word(answer.error()));
  co_return json_response(encode(*answer));
}

base::Task<http::Response> reset_password(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<PasswordReset>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check_password(body->password); !ok) co_return error_response(ok.error());
  // Asked before the password is hashed, which is dear, and again when it is set.
  const auto is_good = [word = body->token, now = caller.context](store::Reader& reader) {
    return service::find_secret(reader, now, word, SecretPurpose::reset_password);
  };
  const base::Result<core::Secret> good = co_await read(context, is_good);
  if (!good) co_return error_response(as_bad_word(good.error()));
  const std::string hash = co_await context.passwords.hash(context.runner, body->password);
  const auto unit = [word = body->token, all = body->remove_sessions, hash, now = caller.context](store::Transaction& tx) {
    return service::reset_password_by_mail(tx, now, word, hash, all);
  };
  const base::Result<core::UserId> user = co_await write(context, unit);
  if (!user) co_return error_response(as_bad_word(user.error()));
  co_return empty_response();
}

base::Task<http::Response> confirm_deletion(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<AccountDelete>(request.body);
  if (!body) co_return error_response(body.error());
  const std::int64_t delay_ms = std::int64_t{context.config.deletion_delay_s} * 1000;
  const auto unit = [word = body->token, delay_ms, now = caller.context](store::Transaction& tx) {
    return service::delete_account_by_mail(tx, now, word, delay_ms);
  };
  const base::Result<core::UserId> user = co_await write(context, unit);
  if (!user) co_return error_response(as_bad_word(user.error()));
  co_return empty_response();
}

}  // namespace

void add_account_mail_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule open{.access = Access::open};
  add_route(mount, context, Method::post, "/auth/account/reverify", open, resend_verification);
  add_route(mount, context, Method::post, "/auth/account/verify/{code}", open, verify_email);
  add_route(mount, context, Method::post, "/auth/account/reset_password", open, send_password_reset);
  add_route(mount, context, Method::patch, "/auth/account/reset_password", open, reset_password);
  add_route(mount, context, Method::put, "/auth/account/delete", open, confirm_deletion);
}

}  // namespace bonfire
