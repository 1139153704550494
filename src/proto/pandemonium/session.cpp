// One gateway connection. Hub thread.
#include "proto/pandemonium/session.h"

#include "http/network.h"
#include "proto/pandemonium/codec.h"

#include <exception>
#include <utility>

namespace pandemonium {
namespace {

// The protocol's own closes all have this code; the reason text says which it is (2.9).
constexpr std::uint16_t kProtocolClose = 1011;
constexpr std::uint16_t kServiceRestart = 1012;  // RFC 6455 registry: come back

}  // namespace

GatewaySession::GatewaySession(GatewayContext& context, hub::Connection& connection, hub::FrameRef hello)
    : hub::Session(context.hub, connection, context.dialect), context_(context), hello_(std::move(hello)) {}

GatewaySession::~GatewaySession() { forget_lookup(); }

void GatewaySession::forget_lookup() {
  if (lookup_) *lookup_ = nullptr;
  lookup_.reset();
}

void GatewaySession::on_open() {
  charge();  // a full bucket warns; nobody is closed for connecting
  send(std::exchange(hello_, nullptr));
  set_timeout_ms(context_.config.heartbeat_timeout_ms);
}

bool GatewaySession::charge() {
  const http::RateLimit limit = to_limit(context_.config.rate_limits.pandemonium);
  const auto verdict = context_.rate_limiter.take("pandemonium:" + http::network_of(connection().peer_address()), limit);
  if (verdict.allowed || !context_.config.rate_limits_enabled) {
    warned_ = false;
    return true;
  }
  if (warned_) {
    close(kProtocolClose, "Client got ratelimited");
    return false;
  }
  warned_ = true;
  send_text(encode(RateLimitPayload{{verdict.wait_ms}}));
  return true;
}

void GatewaySession::on_message(hub::Opcode opcode, std::string_view payload) {
  if (closing() || !charge() || opcode != hub::Opcode::text) return;
  ClientPayload said = decode_client_payload(payload);
  if (std::holds_alternative<PingPayload>(said)) {
    on_ping();
  } else if (auto* authenticate = std::get_if<AuthenticatePayload>(&said)) {
    on_authenticate(std::move(authenticate->d));
  }
}

bool GatewaySession::on_control(hub::Opcode opcode) {
  if (closing()) return true;
  if (opcode == hub::Opcode::close) {
    // Counted like everything else, but who is leaving is neither warned nor closed another way.
    context_.rate_limiter.take("pandemonium:" + http::network_of(connection().peer_address()),
                               to_limit(context_.config.rate_limits.pandemonium));
    return true;
  }
  return charge();
}

void GatewaySession::on_ping() {
  set_timeout_ms(context_.config.heartbeat_timeout_ms);  // the only thing that refreshes it (2.6)
  send_text(encode(PongPayload()));
}

void GatewaySession::on_authenticate(std::string token) {
  if (phase_ != Phase::unauthenticated) return;
  phase_ = Phase::authenticating;
  lookup_ = std::make_shared<GatewaySession*>(this);
  base::start(
      context_.authenticate(std::move(token)),
      [self = lookup_](const base::Result<service::Actor>& actor) {
        if (*self != nullptr) (*self)->on_authenticated(actor);
      },
      [self = lookup_](const std::exception_ptr&) {
        if (*self != nullptr) (*self)->on_authenticated(base::fail(base::ErrorKind::internal));
      });
}

void GatewaySession::on_authenticated(const base::Result<service::Actor>& actor) {
  forget_lookup();
  if (closing()) return;
  if (actor && actor->named) {
    phase_ = Phase::attaching;
    return hub().attach(*this, actor->user, actor->login);
  }
  // Who has no name yet does not exist in this protocol.
  const base::ErrorKind kind = actor ? base::ErrorKind::unauthenticated : actor.error().kind;
  const bool no_good = kind == base::ErrorKind::unauthenticated || kind == base::ErrorKind::not_found;
  close(kProtocolClose, no_good ? "Invalid credentials" : "Server failed to authenticate client");
}

void GatewaySession::on_snapshot(const hub::Snapshot& snapshot) {
  phase_ = Phase::ready;
  send_text(encode_snapshot(snapshot));
}

void GatewaySession::on_ended(Ended why) {
  switch (why) {
    case Ended::login_gone:
      return close(kProtocolClose, "Invalid credentials");
    case Ended::unavailable:
      return close(kProtocolClose, phase_ == Phase::ready ? "Server Error" : "Failed to connect user");
  }
}

void GatewaySession::on_closed() {
  forget_lookup();
  hub::Session::on_closed();
}

void GatewaySession::on_drain() { close(kServiceRestart, "Server is restarting"); }

void GatewaySession::on_timeout() { close(kProtocolClose, "Client connection dead"); }

hub::FrameRef GatewaySession::too_slow_close_frame() { return hub::Frame::make_close(kProtocolClose, "Client is too slow"); }

std::unique_ptr<hub::Session> make_session(GatewayContext& context, const http::Request& request,
                                           hub::Connection& connection) {
  if (context.hello == nullptr || context.hello_origin != request.origin) {
    const Config& config = context.config;
    HelloPayload payload;
    payload.d.heartbeat_interval = config.heartbeat_interval_ms;
    payload.d.instance_info = instance_info(config, request.origin, false);
    payload.d.rate_limit = config.rate_limits.pandemonium;
    context.hello = hub::Frame::make(hub::Opcode::text, encode(payload));
    context.hello_origin = request.origin;
  }
  return std::make_unique<GatewaySession>(context, connection, context.hello);
}

}  // namespace pandemonium
