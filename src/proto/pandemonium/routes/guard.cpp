// The guard around every route. Loop thread.
#include "proto/pandemonium/routes/guard.h"

#include "base/log.h"
#include "http/network.h"
#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/limits.h"

#include <exception>
#include <tuple>

namespace pandemonium {
namespace {

/// The bucket's name in 6.4, which is its key in the configuration.
std::string_view name_of(Bucket bucket) {
  std::string_view name;
  std::apply(
      [&]<typename... F>(const F&... field) { ((field.pointer == bucket ? void(name = F::kName.view()) : void()), ...); },
      OprishRateLimits::wire_fields());
  return name;
}

/// The address a code or a password was asked for; too long a one is nobody's and must not fill the limiter's memory.
std::string email_in(const std::string& body) {
  const auto credentials = decode<PasswordResetCodeCreate>(body);
  if (!credentials || credentials->email.size() > static_cast<std::size_t>(limits::kEmailMax)) return {};
  return credentials->email;
}

std::string identity_of(const Rule& rule, const http::Request& request, const Caller& caller) {
  const std::string address = "address:" + http::network_of(request.peer_address);
  switch (rule.identity) {
    case Identity::caller:
      return caller.actor ? "user:" + std::to_string(caller.actor->user.value) : address;
    case Identity::address:
      return address;
    case Identity::channel_and_user: {
      const std::string user = std::to_string(caller.actor->user.value);
      // A path that is no id is refused later; until then all of them are one channel.
      const std::string_view channel = request.param("channel");
      const bool is_number =
          !channel.empty() && channel.size() <= 20 && channel.find_first_not_of("0123456789") == std::string_view::npos;
      return "channel:" + std::string(is_number ? channel : std::string_view("none")) + ":" + user;
    }
    case Identity::email: {
      const std::string email = email_in(request.body);
      return email.empty() ? address : "email:" + email;
    }
  }
  return address;
}

struct Verdict {
  http::RateLimit limit;
  http::RateLimiter::Verdict taken;
};

Verdict take(RoutesContext& context, const Rule& rule, const http::Request& request, const Caller& caller) {
  const Bucket bucket = !caller.actor && rule.guest_bucket != nullptr ? rule.guest_bucket : rule.bucket;
  Verdict verdict;
  verdict.limit = to_limit(context.config.rate_limits.oprish.*bucket);
  const std::string key = "oprish:" + std::string(name_of(bucket)) + ":" + identity_of(rule, request, caller);
  verdict.taken = context.limiter.take(key, verdict.limit);
  return verdict;
}

/// What a route throws becomes its answer here, so that the headers of the limit can be added to it.
base::Task<http::Response> answer(RoutesContext& context, http::Request& request, Caller caller, RouteFunction function) {
  std::string what;
  try {
    http::Response response = co_await function(context, request, caller);
    co_return response;
  } catch (const std::exception& error) {
    what = error.what();
  }
  base::log::error("a route failed", {{"path", request.path}, {"error", what}});
  co_return error_response(server_error("internal error"));
}

base::Task<http::Response> guarded(RoutesContext& context, http::Request& request, Rule rule, RouteFunction function) {
  Caller caller;
  caller.context.now_ms = context.clock.unix_ms();
  if (rule.access != Access::open) {
    std::string token(request.headers.get("Authorization"));
    if (!token.empty()) {
      base::Result<service::Actor> actor = co_await context.authenticator.authenticate(std::move(token));
      if (actor && actor->named) caller.actor = *actor;  // who has no name yet does not exist in this protocol
      if (!actor && actor.error().kind != base::ErrorKind::unauthenticated) co_return error_response(actor.error());
    }
    if (rule.access == Access::token && !caller.actor) co_return error_response(unauthorized());
  }
  if (rule.bucket == nullptr) {
    http::Response response = co_await answer(context, request, caller, function);
    co_return response;
  }

  const Verdict verdict = take(context, rule, request, caller);
  http::Response response;
  if (verdict.taken.allowed || !context.config.rate_limits_enabled) {
    response = co_await answer(context, request, caller, function);
  } else {
    response = error_response(rate_limited(verdict.taken.wait_ms));
  }
  add_rate_limit_headers(response, verdict.limit, verdict.taken);
  co_return response;
}

}  // namespace

void add_route(http::Mount& mount, RoutesContext& context, http::Method method, std::string_view pattern, Rule rule,
               RouteFunction function) {
  http::BodyPolicy body;
  body.bytes_max = limits::kRequestBytesMax;
  mount.add(
      method, pattern,
      [&context, rule, function](http::Request& request) { return guarded(context, request, rule, function); }, body);
}

}  // namespace pandemonium
