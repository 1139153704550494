// Log-in sessions (pandemonium 5.5). Loop thread.
#include "proto/pandemonium/routes/sessions.h"

#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/limits.h"
#include "proto/pandemonium/routes/guard.h"
#include "proto/pandemonium/routes/input.h"
#include "proto/pandemonium/routes/units.h"
#include "proto/pandemonium/translate.h"
#include "service/accounts.h"
#include "service/lockout.h"
#include "service/second_factor.h"

namespace pandemonium {
namespace {

/// The log-in, if the password that was checked is still the account's. forbidden for who has no name yet, and for who
/// protects their account by a second factor, which this protocol cannot ask for; "disabled" accounts are refused alike.
base::Result<core::LoginSession> log_in(store::Transaction& tx, service::Context now, const service::NewLogin& login,
                                        const std::string& checked_hash) {
  const auto account = tx.account(login.user);
  if (!account || account->password_hash != checked_hash) return base::fail(base::ErrorKind::unauthenticated);
  if (service::needs_second_factor(*account)) return base::fail(base::ErrorKind::forbidden, "second_factor");
  const auto user = tx.user(login.user);
  if (!user || user->username.empty()) return base::fail(base::ErrorKind::forbidden, "username");
  if (auto ok = service::note_good_login(tx, login.user); !ok) return base::pass(ok);
  return service::create_login(tx, now, login);
}

/// In a unit of its own: the outcome of the log-in does not depend on it.
base::Task<void> note_mistake(RoutesContext& context, service::Context now, core::UserId user) {
  const auto unit = [now, user](store::Transaction& tx) { return service::note_failed_login(tx, now, user); };
  co_await write(context, unit);
}

base::Task<http::Response> create_session(RoutesContext& context, http::Request& request, Caller caller) {
  const auto body = decode<SessionCreate>(request.body);
  if (!body) co_return error_response(body.error());
  service::NewLogin login;
  login.platform = lower_case(body->platform);
  login.client = lower_case(body->client);
  login.ip = request.peer_address;
  if (const auto ok = check_length("platform", login.platform, 0, limits::kPlatformMax); !ok) {
    co_return error_response(ok.error());
  }
  if (const auto ok = check_length("client", login.client, 0, limits::kPlatformMax); !ok) {
    co_return error_response(ok.error());
  }

  const auto look_up = [identifier = body->identifier](store::Reader& reader) {
    return service::find_account(reader, identifier);
  };
  const base::Result<core::Account> account = co_await read(context, look_up);
  if (!account && account.error().kind != base::ErrorKind::not_found) co_return error_response(account.error());
  if (account && service::locked_out(*account, caller.context)) {
    co_return error_response(rate_limited(account->security.locked_until_ms - caller.context.now_ms));
  }
  // Also done for nobody, so that how long the answer takes does not tell which names exist.
  const std::string hash = account ? account->password_hash : std::string();
  const bool right = co_await context.passwords.verify(context.runner, hash, body->password);
  if (!account) co_return error_response(not_found());
  if (!right) {
    co_await note_mistake(context, caller.context, account->user_id);
    co_return error_response(unauthorized());
  }

  login.user = account->user_id;
  SessionCreated created;
  created.token = service::make_token();
  login.token_hash = service::hash_token(created.token);
  const auto unit = [login, hash, now = caller.context](store::Transaction& tx) { return log_in(tx, now, login, hash); };
  const base::Result<core::LoginSession> session = co_await write(context, unit);
  if (!session) co_return error_response(session.error());
  created.session = to_wire(*session);
  co_return json_response(201, encode(created));
}

base::Task<http::Response> get_sessions(RoutesContext& context, http::Request&, Caller caller) {
  const auto unit = [user = caller.actor->user](store::Reader& reader) -> base::Result<std::vector<core::LoginSession>> {
    return reader.login_sessions_of(user);
  };
  const base::Result<std::vector<core::LoginSession>> list = co_await read(context, unit);
  if (!list) co_return error_response(list.error());
  std::vector<Session> sessions;
  for (const core::LoginSession& session : *list) sessions.push_back(to_wire(session));
  co_return json_response(200, encode(sessions));
}

base::Task<http::Response> delete_session(RoutesContext& context, http::Request& request, Caller caller) {
  const auto id = path_id_as<core::LoginSessionId>(request, "session");
  if (!id) co_return error_response(id.error());
  const auto body = decode<PasswordDeleteCredentials>(request.body);
  if (!body) co_return error_response(body.error());
  const base::Result<void> known = co_await check_own_password(context, caller.actor->user, body->password);
  if (!known) co_return error_response(known.error());
  const auto unit = [id = *id, caller](store::Transaction& tx) {
    return service::delete_login(tx, caller.context, *caller.actor, id);
  };
  const base::Result<void> gone = co_await write(context, unit);
  if (!gone) co_return error_response(gone.error());
  co_return empty_response();
}

}  // namespace

void add_session_routes(http::Mount& mount, RoutesContext& context) {
  using Limits = OprishRateLimits;
  add_route(mount, context, http::Method::post, "/sessions",
            {.access = Access::open, .bucket = &Limits::create_session, .identity = Identity::address}, create_session);
  add_route(mount, context, http::Method::get, "/sessions", {.bucket = &Limits::get_sessions}, get_sessions);
  add_route(mount, context, http::Method::del, "/sessions/{session}", {.bucket = &Limits::delete_session}, delete_session);
}

}  // namespace pandemonium
