// POST, PATCH and DELETE /users (pandemonium 5.4). Loop thread.
#include "proto/pandemonium/routes/accounts.h"

#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/routes/account_codes.h"
#include "proto/pandemonium/routes/guard.h"
#include "proto/pandemonium/routes/input.h"
#include "proto/pandemonium/routes/units.h"
#include "proto/pandemonium/translate.h"
#include "service/accounts.h"

namespace pandemonium {
namespace {

base::Result<void> check(const UserCreate& create) {
  if (auto ok = check_username(create.username); !ok) return ok;
  if (auto ok = check_email(create.email); !ok) return ok;
  return check_password(create.password);
}

base::Task<http::Response> create_user(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<UserCreate>(request.body);
  if (!body) co_return error_response(body.error());
  if (const auto ok = check(*body); !ok) co_return error_response(ok.error());

  // Asked before the password is hashed, which is dear, and again when the account is made.
  service::AccountEdit wanted;
  wanted.username = body->username;
  wanted.email = body->email;
  const auto is_free = [wanted](store::Reader& reader) { return service::check_account_edit(reader, wanted); };
  const base::Result<void> free = co_await read(context, is_free);
  if (!free) co_return error_response(free.error());

  service::Registration registration;
  registration.username = body->username;
  registration.email = body->email;
  registration.password_hash = co_await context.passwords.hash(context.runner, body->password);
  registration.verified = context.mailer == nullptr;
  if (context.mailer != nullptr) registration.verify_code = service::make_code();
  const auto unit = [registration, now = caller.context](store::Transaction& tx) {
    return service::register_user(tx, now, registration);
  };
  const base::Result<service::SelfUser> self = co_await write(context, unit);
  if (!self) co_return error_response(self.error());
  if (registration.verify_code) mail_verification_code(context, registration.email, *registration.verify_code);

  User user = self_user(*self);
  user.status = public_status(self->user.status, false);  // nobody has connected as them yet
  co_return json_response(201, encode(user));
}

base::Task<http::Response> edit_user(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<UserEdit>(request.body);
  if (!body) co_return error_response(body.error());
  if (!body->username && !body->email && !body->new_password) co_return validation_response("body", "nothing to change");

  service::AccountEdit edit;
  edit.username = body->username;
  edit.email = body->email;
  if (edit.username) {
    if (const auto ok = check_username(*edit.username); !ok) co_return error_response(ok.error());
  }
  if (edit.email) {
    if (const auto ok = check_email(*edit.email); !ok) co_return error_response(ok.error());
  }
  const auto is_free = [edit](store::Reader& reader) { return service::check_account_edit(reader, edit); };
  const base::Result<void> free = co_await read(context, is_free);
  if (!free) co_return error_response(free.error());
  if (body->new_password) {
    if (const auto ok = check_password(*body->new_password); !ok) co_return error_response(ok.error());
  }
  const base::Result<void> known = co_await check_own_password(context, caller.actor->user, body->password);
  if (!known) co_return error_response(known.error());

  if (body->new_password) edit.password_hash = co_await context.passwords.hash(context.runner, *body->new_password);
  // With a mailer a new address has to be proven like the first one.
  const bool proves = edit.email.has_value() && context.mailer != nullptr;
  const std::int32_t code = proves ? service::make_code() : 0;
  const auto unit = [edit, proves, code, caller](store::Transaction& tx) -> base::Result<service::SelfUser> {
    auto self = service::edit_account(tx, caller.context, *caller.actor, edit, !proves);
    if (!self || !proves) return self;
    const auto put = service::put_code(tx, caller.context, caller.actor->user, core::CodePurpose::verify_email, code);
    if (!put) return base::pass(put);
    return self;
  };
  const base::Result<service::SelfUser> self = co_await write(context, unit);
  if (!self) co_return error_response(self.error());
  if (proves) mail_verification_code(context, *edit.email, code);
  co_return json_response(200, encode(self_user(*self)));
}

base::Task<http::Response> delete_user(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<PasswordDeleteCredentials>(request.body);
  if (!body) co_return error_response(body.error());
  const base::Result<void> known = co_await check_own_password(context, caller.actor->user, body->password);
  if (!known) co_return error_response(known.error());
  const auto unit = [caller](store::Transaction& tx) {
    return service::delete_account(tx, caller.context, caller.actor->user);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

}  // namespace

void add_account_routes(http::Mount& mount, RoutesContext& context) {
  using Limits = OprishRateLimits;
  add_route(mount, context, http::Method::post, "/users",
            {.access = Access::open, .bucket = &Limits::create_user, .identity = Identity::address}, create_user);
  add_route(mount, context, http::Method::patch, "/users", {.bucket = &Limits::edit_user}, edit_user);
  add_route(mount, context, http::Method::del, "/users", {.bucket = &Limits::delete_user, .identity = Identity::address},
            delete_user);
}

}  // namespace pandemonium
