// Passwords, second factors, tickets.
#include "proto/bonfire/routes/proofs.h"

#include "proto/bonfire/routes/units.h"
#include "service/lockout.h"
#include "service/second_factor.h"
#include "service/secrets.h"

#include <optional>
#include <utility>

namespace bonfire {
namespace {

using base::ErrorKind;

/// The account of somebody who may try now.
base::Result<core::Account> load_open_account(store::Reader& reader, service::Context now, core::UserId user) {
  auto account = reader.account(user);
  if (!account) return base::fail(ErrorKind::unauthenticated, "token");
  if (service::locked_out(*account, now)) return base::fail(ErrorKind::forbidden, "locked");
  return *std::move(account);
}

/// A unit of its own: the one that found the mistake leaves no trace.
base::Task<void> note_mistake(RoutesContext& context, service::Context now, core::UserId user) {
  const auto unit = [now, user](store::Transaction& tx) { return service::note_failed_login(tx, now, user); };
  co_await write(context, unit);
}

base::Task<base::Result<void>> check_password_of(RoutesContext& context, service::Context now, core::Account account,
                                                 std::string password) {
  const bool right = co_await context.passwords.verify(context.runner, account.password_hash, std::move(password));
  if (right) co_return base::Result<void>();
  co_await note_mistake(context, now, account.user_id);
  co_return base::fail(ErrorKind::unauthenticated, "credentials");
}

base::Task<base::Result<void>> check_code_of(RoutesContext& context, service::Context now, core::UserId user,
                                             MfaResponse given) {
  const auto unit = [now, user, given](store::Transaction& tx) -> base::Result<void> {
    if (given.totp_code) return service::use_totp_code(tx, now, user, *given.totp_code);
    return service::use_recovery_code(tx, user, *given.recovery_code);
  };
  const base::Result<void> used = co_await write(context, unit);
  if (!used && used.error().kind == ErrorKind::unauthenticated) co_await note_mistake(context, now, user);
  co_return used;
}

}  // namespace

base::Task<base::Result<void>> check_own_password(RoutesContext& context, service::Context now, core::UserId user,
                                                  std::string password) {
  const auto unit = [now, user](store::Reader& reader) { return load_open_account(reader, now, user); };
  const base::Result<core::Account> account = co_await read(context, unit);
  if (!account) co_return base::pass(account);
  const base::Result<void> right = co_await check_password_of(context, now, *account, std::move(password));
  co_return right;
}

base::Task<base::Result<void>> check_answer(RoutesContext& context, service::Context now, core::UserId user,
                                            MfaResponse given) {
  if (given.password.has_value() + given.totp_code.has_value() + given.recovery_code.has_value() != 1) {
    co_return base::invalid("body", "must have one of password, totp_code and recovery_code");
  }
  const auto unit = [now, user](store::Reader& reader) { return load_open_account(reader, now, user); };
  const base::Result<core::Account> account = co_await read(context, unit);
  if (!account) co_return base::pass(account);
  if (!given.password) {
    const base::Result<void> used = co_await check_code_of(context, now, user, std::move(given));
    co_return used;
  }
  if (service::needs_second_factor(*account)) co_return base::fail(ErrorKind::forbidden, "method");
  const base::Result<void> right = co_await check_password_of(context, now, *account, *given.password);
  co_return right;
}

std::vector<MfaMethod> methods_of(const core::Account& account) {
  if (!service::needs_second_factor(account)) return {MfaMethod::password};
  if (account.security.recovery_codes.empty()) return {MfaMethod::totp};
  return {MfaMethod::totp, MfaMethod::recovery};
}

std::string ticket_of(const http::Request& request) { return std::string(request.headers.get("X-MFA-Ticket")); }

base::Result<void> require_ticket(store::Transaction& tx, service::Context now, core::UserId user,
                                  const std::string& ticket) {
  if (ticket.empty()) return base::fail(ErrorKind::unauthenticated, "ticket");
  return service::take_ticket(tx, now, ticket, user);
}

base::Result<void> require_ticket_of_factor(store::Transaction& tx, service::Context now, core::UserId user,
                                            const std::string& ticket) {
  const auto account = tx.account(user);
  if (!account) return base::fail(ErrorKind::unauthenticated, "token");
  if (ticket.empty() && !service::needs_second_factor(*account)) return {};
  return require_ticket(tx, now, user, ticket);
}

base::Error as_bad_word(const base::Error& error) {
  if (error.subject != "secret") return error;
  return {ErrorKind::unauthenticated, "secret", {}};
}

}  // namespace bonfire
