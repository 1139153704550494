// POST /users/verify, POST /users/resend-verification, POST and PATCH /users/reset-password (pandemonium 5.4). Loop thread.
#include "proto/pandemonium/routes/account_codes.h"

#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/routes/guard.h"
#include "proto/pandemonium/routes/input.h"
#include "proto/pandemonium/routes/units.h"
#include "service/accounts.h"

#include <charconv>

namespace pandemonium {
namespace {

/// A number of any size that fits into 64 bits; codes themselves have six digits.
std::optional<std::int64_t> parse_code(const std::optional<std::string>& text) {
  std::int64_t code = 0;
  if (!text) return std::nullopt;
  const char* end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, code);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return code;
}

/// What no outstanding code is equal to, for numbers that are no code at all.
std::int32_t as_code(std::int64_t number) {
  return number >= 100'000 && number <= 999'999 ? static_cast<std::int32_t>(number) : 0;
}

base::Result<void> require_unverified(store::Reader& reader, core::UserId user) {
  const auto self = service::find_self(reader, user);
  if (!self) return base::pass(self);
  if (self->verified) return base::invalid("code", "the address is verified already");
  return {};
}

base::Task<http::Response> verify_user(RoutesContext& context, http::Request& request, Caller caller) {
  const auto number = parse_code(request.query_value("code"));
  if (!number) co_return validation_response("code", "must be a number");
  const auto unit = [code = as_code(*number), caller](store::Transaction& tx) -> base::Result<void> {
    if (auto ok = require_unverified(tx, caller.actor->user); !ok) return ok;
    return service::verify_email(tx, caller.context, caller.actor->user, code);
  };
  const base::Result<void> verified = co_await write(context, unit);
  if (!verified) co_return error_response(verified.error());
  co_return empty_response();
}

base::Task<http::Response> resend_verification(RoutesContext& context, http::Request&, Caller caller) {
  if (context.mailer == nullptr) co_return validation_response("code", "this instance verifies no addresses");
  const std::int32_t code = service::make_code();
  const auto unit = [code, caller](store::Transaction& tx) -> base::Result<std::string> {
    if (auto ok = require_unverified(tx, caller.actor->user); !ok) return base::pass(ok);
    const auto put = service::put_code(tx, caller.context, caller.actor->user, core::CodePurpose::verify_email, code);
    if (!put) return base::pass(put);
    return tx.account(caller.actor->user)->email;
  };
  const base::Result<std::string> address = co_await write(context, unit);
  if (!address) co_return error_response(address.error());
  mail_verification_code(context, *address, code);
  co_return empty_response();
}

base::Task<http::Response> create_password_reset_code(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<PasswordResetCodeCreate>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check_email(body->email); !ok) co_return error_response(ok.error());
  if (context.mailer == nullptr) co_return error_response(misdirected("no mailer is configured"));
  const std::int32_t code = service::make_code();
  const auto unit = [code, email = body->email, now = caller.context](store::Transaction& tx) -> base::Result<void> {
    const auto account = service::find_account(tx, email);
    if (!account) return base::pass(account);
    return service::put_code(tx, now, account->user_id, core::CodePurpose::reset_password, code);
  };
  const base::Result<void> put = co_await write(context, unit);
  if (!put) co_return error_response(put.error());
  context.mailer->send(body->email, "Reset your password",
                       "Somebody, hopefully you, wants to set a new password for your account at " +
                           context.config.instance_name + ".\n\nThe code is " + std::to_string(code) +
                           ". It is valid for one day.\n\nIf it was not you, do nothing.\n");
  co_return empty_response();
}

/// invalid "code" also for addresses nobody has, so that they cannot be told apart here.
base::Result<core::UserId> owner_of_code(store::Reader& reader, const std::string& email, std::int32_t code) {
  const auto account = service::find_account(reader, email);
  const auto outstanding =
      account ? reader.one_time_code(account->user_id, core::CodePurpose::reset_password) : std::nullopt;
  if (!outstanding || outstanding->code != code) return base::invalid("code", "wrong or expired");
  return account->user_id;
}

base::Task<http::Response> reset_password(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<PasswordReset>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check_email(body->email); !ok) co_return error_response(ok.error());
  if (const auto ok = check_password(body->password); !ok) co_return error_response(ok.error());

  // The code comes first: hashing is dear, and this route is open to everybody.
  const std::int32_t code = as_code(body->code);
  const auto look_up = [code, email = body->email](store::Reader& reader) { return owner_of_code(reader, email, code); };
  const base::Result<core::UserId> user = co_await read(context, look_up);
  if (!user) co_return error_response(user.error());
  const std::string hash = co_await context.passwords.hash(context.runner, body->password);
  const auto unit = [code, hash, user = *user, now = caller.context](store::Transaction& tx) {
    return service::reset_password(tx, now, user, code, hash);
  };
  const base::Result<void> done = co_await write(context, unit);
  if (!done) co_return error_response(done.error());
  co_return empty_response();
}

}  // namespace

void mail_verification_code(RoutesContext& context, const std::string& address, std::int32_t code) {
  context.mailer->send(address, "Verify your address",
                       "Welcome to " + context.config.instance_name + ".\n\nThe code that verifies your address is " +
                           std::to_string(code) + ". It is valid for seven days.\n");
}

void add_account_code_routes(http::Mount& mount, RoutesContext& context) {
  using Limits = OprishRateLimits;
  add_route(mount, context, http::Method::post, "/users/verify", {.bucket = &Limits::verify_user}, verify_user);
  add_route(mount, context, http::Method::post, "/users/resend-verification", {.bucket = &Limits::resend_verification},
            resend_verification);
  add_route(mount, context, http::Method::post, "/users/reset-password",
            {.access = Access::open, .bucket = &Limits::create_password_reset_code, .identity = Identity::email},
            create_password_reset_code);
  add_route(mount, context, http::Method::patch, "/users/reset-password",
            {.access = Access::open, .bucket = &Limits::reset_password, .identity = Identity::email}, reset_password);
}

}  // namespace pandemonium
