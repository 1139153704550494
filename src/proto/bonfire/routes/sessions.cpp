// Logging in and out (bonfire-rest 3.2). Loop thread.
#include "proto/bonfire/codec.h"
#include "proto/bonfire/routes/delta.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/proofs.h"
#include "proto/bonfire/routes/tickets.h"
#include "proto/bonfire/routes/units.h"
#include "service/accounts.h"
#include "service/lockout.h"
#include "service/logins.h"
#include "service/second_factor.h"
#include "service/secrets.h"

#include <optional>
#include <utility>

namespace bonfire {
namespace {

using base::ErrorKind;
using core::SecretPurpose;

constexpr std::int64_t kSessionNameMax = 256;

service::NewLogin new_login(const http::Request& request, core::UserId user, const std::string& name,
                            const std::string& token) {
  service::NewLogin login;
  login.user = user;
  login.token_hash = service::hash_token(token);
  login.client = name;
  login.ip = request.peer_address;
  login.name = name;
  return login;
}

Session session_view(const core::LoginSession& login, const std::string& token) {
  Session session;
  session.id = login.id;
  session.user_id = login.user_id;
  session.token = token;
  session.name = login.name;
  session.last_seen.ms = login.created_ms;
  return session;
}

SessionInfo info_view(const core::LoginSession& login) {
  SessionInfo info;
  info.id = login.id;
  info.name = login.name;
  return info;
}

/// For who has shown all that is asked of them.
base::Result<LoginResponse> let_in(store::Transaction& tx, service::Context now, const service::NewLogin& login,
                                   const std::string& token) {
  if (auto ok = service::note_good_login(tx, login.user); !ok) return base::pass(ok);
  const auto session = service::create_login(tx, now, login);
  if (!session) return base::pass(session);
  return LoginResponse(session_view(*session, token));
}

/// What a right password leads to.
base::Result<LoginResponse> after_password(store::Transaction& tx, service::Context now, const service::NewLogin& login,
                                           const std::string& checked_hash, const std::string& token) {
  const auto account = tx.account(login.user);
  if (!account || account->password_hash != checked_hash) return base::fail(ErrorKind::unauthenticated, "credentials");
  if (account->security.disabled) return LoginResponse(AccountDisabled{UserId(login.user)});
  if (service::needs_second_factor(*account)) {
    service::put_secret(tx, now, token, SecretPurpose::login_pending, login.user);
    return LoginResponse(MfaRequired{token, methods_of(*account)});
  }
  return let_in(tx, now, login, token);
}

base::Task<http::Response> log_in(RoutesContext& context, http::Request& request, service::Context now, EmailLogin body,
                                  std::string name) {
  const auto look_up = [email = body.email](store::Reader& reader) { return service::find_account_by_email(reader, email); };
  const base::Result<core::Account> account = co_await read(context, look_up);
  if (!account && account.error().kind != ErrorKind::not_found) co_return error_response(account.error());
  if (account && !account->verified) co_return error_response(make_error(403, "UnverifiedAccount", "account"));
  if (const auto ok = check_password(body.password); !ok) co_return error_response(ok.error());
  if (!account) {
    // Takes as long as for somebody, so that time does not tell which addresses exist.
    co_await context.passwords.verify(context.runner, std::string(), body.password);
    co_return error_response(make_error(401, "InvalidCredentials", "credentials"));
  }
  const base::Result<void> right = co_await check_own_password(context, now, account->user_id, body.password);
  if (!right) co_return error_response(right.error());

  const std::string token = service::make_token(48);
  const auto unit = [login = new_login(request, account->user_id, name, token), hash = account->password_hash, token,
                     now](store::Transaction& tx) { return after_password(tx, now, login, hash, token); };
  const base::Result<LoginResponse> outcome = co_await write(context, unit);
  if (!outcome) co_return error_response(outcome.error());
  co_return json_response(encode(*outcome));
}

/// Who was given this ticket to log in with, and whether an answer is still owed.
struct PendingLogin {
  core::UserId user;
  SecretPurpose purpose = SecretPurpose::login_pending;
};
base::Result<PendingLogin> find_pending(store::Reader& reader, service::Context now, const std::string& word) {
  for (const SecretPurpose purpose : {SecretPurpose::login_pending, SecretPurpose::authorised}) {
    if (const auto secret = service::find_secret(reader, now, word, purpose)) return PendingLogin{secret->user, purpose};
  }
  return base::fail(ErrorKind::unauthenticated, "secret");
}

base::Result<LoginResponse> after_ticket(store::Transaction& tx, service::Context now, const service::NewLogin& login,
                                         const std::string& ticket, SecretPurpose purpose, const std::string& token) {
  if (const auto used = service::take_secret(tx, now, ticket, purpose); !used) return base::pass(used);
  const auto account = tx.account(login.user);
  if (!account) return base::fail(ErrorKind::unauthenticated, "secret");
  if (account->security.disabled) return LoginResponse(AccountDisabled{UserId(login.user)});
  return let_in(tx, now, login, token);
}

base::Task<http::Response> finish_log_in(RoutesContext& context, http::Request& request, service::Context now, MfaLogin body,
                                         std::string name) {
  const auto look_up = [ticket = body.mfa_ticket, now](store::Reader& reader) { return find_pending(reader, now, ticket); };
  const base::Result<PendingLogin> pending = co_await read(context, look_up);
  if (!pending) co_return error_response(pending.error());
  if (pending->purpose == SecretPurpose::login_pending) {
    if (!body.mfa_response) co_return error_response(make_error(401, "InvalidToken", "mfa_response"));
    const base::Result<void> right = co_await check_answer(context, now, pending->user, *body.mfa_response);
    if (!right) co_return error_response(right.error());
  }
  const std::string token = service::make_token(48);
  const auto unit = [login = new_login(request, pending->user, name, token), ticket = body.mfa_ticket,
                     purpose = pending->purpose, token,
                     now](store::Transaction& tx) { return after_ticket(tx, now, login, ticket, purpose, token); };
  const base::Result<LoginResponse> outcome = co_await write(context, unit);
  if (!outcome) co_return error_response(as_bad_word(outcome.error()));
  co_return json_response(encode(*outcome));
}

base::Task<http::Response> create_session(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<LoginRequest>(request.body);
  if (!body) co_return error_response(body.error());
  const auto given_name = std::visit([](const auto& form) { return form.friendly_name; }, *body);
  std::string name = given_name.value_or("Unknown");
  if (const auto ok = check_length("friendly_name", name, 0, kSessionNameMax); !ok) co_return error_response(ok.error());
  http::Response response;
  if (const auto* first = std::get_if<EmailLogin>(&*body)) {
    response = co_await log_in(context, request, caller.context, *first, std::move(name));
  } else {
    response = co_await finish_log_in(context, request, caller.context, std::get<MfaLogin>(*body), std::move(name));
  }
  co_return response;
}

base::Task<http::Response> log_out(RoutesContext& context, http::Request&, Caller caller) {
  const auto unit = [caller](store::Transaction& tx) {
    return service::delete_login(tx, caller.context, *caller.actor, caller.actor->login);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

base::Task<http::Response> get_sessions(RoutesContext& context, http::Request&, Caller caller) {
  const auto unit = [user = caller.actor->user](store::Reader& reader) -> base::Result<std::vector<core::LoginSession>> {
    return service::list_logins(reader, user);
  };
  const base::Result<std::vector<core::LoginSession>> logins = co_await read(context, unit);
  if (!logins) co_return error_response(logins.error());
  std::vector<SessionInfo> list;
  list.reserve(logins->size());
  for (const core::LoginSession& login : *logins) list.push_back(info_view(login));
  co_return json_response(encode(list));
}

base::Task<http::Response> edit_session(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::LoginSessionId>(request, "session", "session");
  if (!id) co_return error_response(id.error());
  const auto body = decode<SessionEdit>(request.body);
  if (!body) co_return error_response(body.error());
  const auto fits = check_length("friendly_name", body->friendly_name, 0, kSessionNameMax);
  if (!fits) co_return error_response(fits.error());
  const auto unit = [id = *id, name = body->friendly_name, caller](store::Transaction& tx) {
    return service::rename_login(tx, *caller.actor, id, name);
  };
  const base::Result<core::LoginSession> login = co_await write(context, unit);
  if (!login && login.error().kind == ErrorKind::forbidden) co_return error_response(invalid_session());
  if (!login) co_return error_response(login.error());
  co_return json_response(encode(info_view(*login)));
}

base::Task<http::Response> delete_session(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id<core::LoginSessionId>(request, "session", "session");
  if (!id) co_return error_response(id.error());
  const auto unit = [id = *id, caller, ticket = ticket_of(request)](store::Transaction& tx) -> base::Result<void> {
    if (auto found = service::find_login(tx, *caller.actor, id); !found) return base::pass(found);
    if (auto ok = require_ticket_of_factor(tx, caller.context, caller.actor->user, ticket); !ok) return ok;
    return service::delete_login(tx, caller.context, *caller.actor, id);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone && gone.error().subject == "session" && gone.error().kind == ErrorKind::forbidden) {
    co_return error_response(make_error(401, "InvalidToken", "session"));
  }
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

base::Task<http::Response> delete_sessions(RoutesContext& context, http::Request& request, Caller caller) {
  const bool revoke_self = query_flag(request, "revoke_self").value_or(false);
  const auto unit = [caller, revoke_self, ticket = ticket_of(request)](store::Transaction& tx) -> base::Result<void> {
    const core::UserId user = caller.actor->user;
    if (auto ok = require_ticket_of_factor(tx, caller.context, user, ticket); !ok) return ok;
    if (revoke_self) return service::delete_logins(tx, caller.context, user);
    return service::delete_logins(tx, caller.context, user, caller.actor->login);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

}  // namespace

void add_session_routes(http::Mount& mount, RoutesContext& context) {
  using http::Method;
  const Rule own{.access = Access::session};
  add_route(mount, context, Method::post, "/auth/session/login", {.access = Access::open}, create_session);
  add_route(mount, context, Method::post, "/auth/session/logout", own, log_out);
  add_route(mount, context, Method::get, "/auth/session/all", own, get_sessions);
  add_route(mount, context, Method::del, "/auth/session/all", own, delete_sessions);
  add_route(mount, context, Method::patch, "/auth/session/{session}", own, edit_session);
  add_route(mount, context, Method::del, "/auth/session/{session}", own, delete_session);
}

}  // namespace bonfire
