// Tickets, authenticator apps, recovery codes (bonfire-rest 4.1). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/proofs.h"
#include "proto/bonfire/routes/tickets.h"
#include "proto/bonfire/routes/units.h"
#include "service/second_factor.h"
#include "service/secrets.h"

#include <utility>

namespace bonfire {
namespace {

using core::SecretPurpose;

base::Task<http::Response> create_ticket(RoutesContext& context, http::Request& request, Caller caller) {
  const std::string pending = ticket_of(request);
  if (caller.actor && !pending.empty()) co_return error_response(make_error(500, "OperationFailed", "ticket"));
  if (!caller.actor && pending.empty()) co_return error_response(invalid_session());
  const auto body = decode<MfaResponse>(request.body);
  if (!body) co_return error_response(body.error());

  core::UserId user;
  if (caller.actor) {
    user = caller.actor->user;
  } else {
    const auto look_up = [pending, now = caller.context](store::Reader& reader) {
      return service::find_secret(reader, now, pending, SecretPurpose::login_pending);
    };
    const base::Result<core::Secret> secret = co_await read(context, look_up);
    if (!secret) co_return error_response(as_bad_word(secret.error()));
    user = secret->user;
  }
  const base::Result<void> right = co_await check_answer(context, caller.context, user, *body);
  if (!right) co_return error_response(right.error());

  const auto unit = [pending, user, word = make_ticket_word(),
                     now = caller.context](store::Transaction& tx) -> base::Result<MfaTicket> {
    if (!pending.empty()) {
      if (auto used = service::take_secret(tx, now, pending, SecretPurpose::login_pending); !used) return base::pass(used);
    }
    return put_ticket(tx, now, SecretPurpose::validated, user, word);
  };
  const base::Result<MfaTicket> ticket = co_await write(context, unit);
  if (!ticket) co_return error_response(as_bad_word(ticket.error()));
  co_return json_response(encode(*ticket));
}

/// The caller's account, for what is read from it alone.
auto load_account(RoutesContext& context, const Caller& caller) {
  const auto unit = [user = caller.actor->user](store::Reader& reader) -> base::Result<core::Account> {
    auto account = reader.account(user);
    if (!account) return base::fail(base::ErrorKind::unauthenticated, "token");
    return *std::move(account);
  };
  return read(context, unit);
}

base::Task<http::Response> get_status(RoutesContext& context, http::Request&, Caller caller) {
  const base::Result<core::Account> account = co_await load_account(context, caller);
  if (!account) co_return error_response(account.error());
  MfaStatus status;
  status.totp_mfa = account->security.totp_enabled;
  status.recovery_active = !account->security.recovery_codes.empty();
  co_return json_response(encode(status));
}

base::Task<http::Response> get_methods(RoutesContext& context, http::Request&, Caller caller) {
  const base::Result<core::Account> account = co_await load_account(context, caller);
  if (!account) co_return error_response(account.error());
  co_return json_response(encode(methods_of(*account)));
}

base::Task<http::Response> get_recovery_codes(RoutesContext& context, http::Request& request, Caller caller) {
  const auto unit = [caller, ticket = ticket_of(request)](store::Transaction& tx) -> base::Result<std::vector<std::string>> {
    const core::UserId user = caller.actor->user;
    if (auto ok = require_ticket(tx, caller.context, user, ticket); !ok) return base::pass(ok);
    const auto account = tx.account(user);
    return account ? account->security.recovery_codes : std::vector<std::string>();
  };
  const base::Result<std::vector<std::string>> codes = co_await write(context, unit);
  if (!codes) co_return error_response(codes.error());
  co_return json_response(encode(*codes));
}

base::Task<http::Response> renew_recovery_codes(RoutesContext& context, http::Request& request, Caller caller) {
  const auto unit = [caller, ticket = ticket_of(request)](store::Transaction& tx) -> base::Result<std::vector<std::string>> {
    const core::UserId user = caller.actor->user;
    if (auto ok = require_ticket(tx, caller.context, user, ticket); !ok) return base::pass(ok);
    return service::renew_recovery_codes(tx, user);
  };
  const base::Result<std::vector<std::string>> codes = co_await write(context, unit);
  if (!codes) co_return error_response(codes.error());
  co_return json_response(encode(*codes));
}

base::Task<http::Response> begin_totp(RoutesContext& context, http::Request& request, Caller caller) {
  const auto unit = [caller, ticket = ticket_of(request)](store::Transaction& tx) -> base::Result<std::string> {
    const core::UserId user = caller.actor->user;
    if (auto ok = require_ticket(tx, caller.context, user, ticket); !ok) return base::pass(ok);
    return service::begin_totp(tx, user);
  };
  const base::Result<std::string> secret = co_await write(context, unit);
  if (!secret) co_return error_response(secret.error());
  TotpSecret answer;
  answer.secret = *secret;
  co_return json_response(encode(answer));
}

base::Task<http::Response> confirm_totp(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<TotpEnable>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [caller, code = body->totp_code](store::Transaction& tx) {
    return service::confirm_totp(tx, caller.context, caller.actor->user, code);
  };
  const base::Result<void> enabled = co_await write(context, unit);
  if (!enabled) co_return error_response(enabled.error());
  co_return empty_response();
}

base::Task<http::Response> remove_totp(RoutesContext& context, http::Request& request, Caller caller) {
  const auto unit = [caller, ticket = ticket_of(request)](store::Transaction& tx) -> base::Result<void> {
    if (auto ok = require_ticket(tx, caller.context, caller.actor->user, ticket); !ok) return ok;
    return service::remove_totp(tx, caller.actor->user);
  };
  const base::Result<void> removed = co_await write(context, unit);
  if (!removed) co_return error_response(removed.error());
  co_return empty_response();
}

}  // namespace

void add_mfa_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule own{.access = Access::session};
  add_route(mount, context, Method::put, "/auth/mfa/ticket", {.access = Access::optional_session}, create_ticket);
  add_route(mount, context, Method::get, "/auth/mfa", own, get_status);
  add_route(mount, context, Method::get, "/auth/mfa/methods", own, get_methods);
  add_route(mount, context, Method::post, "/auth/mfa/recovery", own, get_recovery_codes);
  add_route(mount, context, Method::patch, "/auth/mfa/recovery", own, renew_recovery_codes);
  add_route(mount, context, Method::post, "/auth/mfa/totp", own, begin_totp);
  add_route(mount, context, Method::put, "/auth/mfa/totp", own, confirm_totp);
  add_route(mount, context, Method::del, "/auth/mfa/totp", own, remove_totp);
}

}  // namespace bonfire
