// The guard around every route. Loop thread.
#include "proto/bonfire/routes/guard.h"

#include "base/log.h"
#include "base/utf8.h"
#include "http/network.h"
#include "proto/bonfire/codec.h"

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

namespace bonfire {
namespace {

constexpr std::size_t kReasonBytesMax = 512;

std::string address_identity(const std::string& address) { return "address:" + http::network_of(address); }

/// Why the caller is not let in.
std::optional<ErrorObject> refusal(const base::Result<service::Actor>& actor, Access access) {
  if (access == Access::open || access == Access::optional || access == Access::optional_session) return std::nullopt;
  if (!actor) return to_error_object(actor.error());
  if (access == Access::session) return std::nullopt;
  if (!actor->named) return invalid_session();
  if (access == Access::human && actor->bot) return make_error(400, "IsBot", "user");
  return std::nullopt;
}

/// What a route throws becomes its answer here, so that the headers of the limit can be added to it.
base::Task<http::Response> answer(RoutesContext& context, http::Request& request, Caller caller, RouteFunction function) {
  std::string what;
  try {
    http::Response response = co_await function(context, request, std::move(caller));
    co_return response;
  } catch (const std::exception& error) {
    what = error.what();
  }
  // Not all of the path: some have codes and tokens in them.
  base::log::error("a route failed", {{"path", request.path.substr(0, request.path.find('/', 1))}, {"error", what}});
  co_return error_response(make_error(500, "InternalError", "server"));
}

base::Task<http::Response> let_in(RoutesContext& context, http::Request& request, Rule rule, RouteFunction function,
                                  base::Result<service::Actor> actor, Turn turn) {
  if (const auto refused = refusal(actor, rule.access)) co_return error_response(*refused);
  Caller caller;
  caller.turn = turn;
  caller.context.now_ms = context.clock.unix_ms();
  if (actor && rule.access != Access::open) {
    caller.actor = *actor;
    caller.context.limits = service_limits(context.config, actor->user, caller.context.now_ms);
  }
  if (const std::string_view reason = request.headers.get("X-Audit-Log-Reason"); rule.reason && !reason.empty()) {
    if (reason.size() > kReasonBytesMax) co_return error_response(make_error(400, "HeaderTooLarge", "reason"));
    if (!base::is_utf8(reason)) co_return error_response(failed_validation("reason", "must be UTF-8"));
    caller.context.reason = std::string(reason);
  }
  http::Response response = co_await answer(context, request, std::move(caller), function);
  if (response.status == 204 && context.config.null_for_empty) response = json_response("null");
  co_return response;
}

base::Task<http::Response> guarded(RoutesContext& context, http::Request& request, Rule rule, RouteFunction function) {
  base::Result<service::Actor> actor = co_await authenticate(context, request, rule.access);
  const Bucket bucket = bucket_of(request.method, without_version(request.path));
  const Turn turn = take_turn(context.limiter, context.config, bucket, identity_of(request, actor));
  if (!turn.allowed) co_return too_many_response(turn);
  http::Response response = co_await let_in(context, request, rule, function, std::move(actor), turn);
  // Caches do not know that the headers with tokens make answers somebody's own, as they know of Authorization.
  if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
  add_rate_limit_headers(response, turn);
  co_return response;
}

/// An answer that no route gives.
http::Response counted(RoutesContext& context, const http::Request& request, const ErrorObject& error) {
  const Bucket bucket = bucket_of(request.method, without_version(request.path));
  const Turn turn = take_turn(context.limiter, context.config, bucket, address_identity(request.peer_address));
  if (!turn.allowed) return too_many_response(turn);
  http::Response response = error_response(error);
  add_rate_limit_headers(response, turn);
  return response;
}

}  // namespace

base::Task<base::Result<service::Actor>> authenticate(RoutesContext& context, const http::Request& request, Access access) {
  const bool bots = access == Access::optional || access == Access::user || access == Access::human;
  const bool is_bot = bots && request.headers.has("X-Bot-Token");
  std::string token(request.headers.get(is_bot ? "X-Bot-Token" : "X-Session-Token"));
  if (token.empty()) co_return base::fail(base::ErrorKind::unauthenticated, "token");
  if (is_bot) co_return co_await context.authenticator.authenticate_bot(std::move(token));
  co_return co_await context.authenticator.authenticate(std::move(token));
}

std::string identity_of(const http::Request& request, const base::Result<service::Actor>& actor) {
  if (actor && !actor->bot) return "session:" + std::to_string(actor->login.value);
  return address_identity(request.peer_address);
}

void add_route(http::Mount& mount, RoutesContext& context, http::Method method, std::string_view pattern, Rule rule,
               RouteFunction function) {
  http::BodyPolicy body;
  body.bytes_max = rule.body_bytes_max;
  for (const std::string_view version : {"", "/0.8"}) {
    mount.add(
        method, std::string(version).append(pattern),
        [&context, rule, function](http::Request& request) { return guarded(context, request, rule, function); }, body);
  }
}

http::Mount::Fallbacks make_fallbacks(RoutesContext& context) {
  http::Mount::Fallbacks f;
  f.not_found = [&context](const http::Request& request) { return counted(context, request, not_found("route")); };
  f.too_large = [&context](const http::Request& request) {
    return counted(context, request, make_error(413, "PayloadTooLarge", "body"));
  };
  f.internal = [&context](const http::Request& request) {
    return counted(context, request, make_error(500, "InternalError", "server"));
  };
  f.options = preflight_response;
  f.finish = add_cors_headers;
  return f;
}

}  // namespace bonfire
