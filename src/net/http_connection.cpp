// HttpConnection, the half that reads: TLS handshake, heads, bodies, and where a request belongs. Answers:
// http_response.cpp.
#include "net/http_connection.h"

#include <unistd.h>

#include "net/event_loop.h"
#include "net/exchange.h"
#include "net/response_head.h"
#include "net/ws_connection.h"
#include "net/ws_handshake.h"

namespace net {
namespace {

/// What is left of `path` behind `prefix`, when the prefix ends at the end of a segment. "/a" fits "/a" and "/a/b", not
/// "/ab".
std::optional<std::string_view> behind_prefix(std::string_view path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return std::nullopt;
  path.remove_prefix(prefix.size());
  if (!path.empty() && path.front() != '/') return std::nullopt;
  return path;
}

}  // namespace

HttpConnection::HttpConnection(Stream stream, std::size_t site)
    : Endpoint(std::move(stream)), peer_(Address::of_peer(stream_.fd())), site_(static_cast<std::uint32_t>(site)) {}
HttpConnection::~HttpConnection() = default;

void HttpConnection::start() {
  if (stream_.secure()) {
    loop().arm(*this, loop().limits().tls_handshake_timeout_ms);
    step_handshake();
  } else {
    phase_ = Phase::head;
    loop().arm(*this, loop().limits().header_timeout_ms);
    stream_.wait_read(self());
  }
}

void HttpConnection::step_handshake() {
  switch (stream_.handshake().status) {
    case IoResult::Status::ok:
      phase_ = Phase::head;
      loop().arm(*this, loop().limits().header_timeout_ms);
      read();  // the request may have come with the last flight
      break;
    case IoResult::Status::want_read:
      stream_.wait_read(self());
      break;
    case IoResult::Status::want_write:
      stream_.wait_write(self());
      break;
    case IoResult::Status::closed:
      close();
      break;
  }
}

void HttpConnection::on_readable() {
  switch (phase_) {
    case Phase::handshake:
      step_handshake();
      break;
    case Phase::head:
    case Phase::body:
      read();
      break;
    case Phase::lingering:
      discard();
      break;
    case Phase::disk:
    case Phase::handler:
    case Phase::writing:
    case Phase::upgraded:
    case Phase::closed:
      break;
  }
}

void HttpConnection::on_writable() {
  if (phase_ == Phase::writing) {
    write();
  } else {
    on_readable();  // TLS had to write before it could read
  }
}

void HttpConnection::on_deadline() {
  switch (phase_) {
    case Phase::head:
      // Whoever sent nothing hears nothing.
      if (!exchange_ || !exchange_->begun) return close();
      return refuse(408, "the request took too long");
    case Phase::body:
      return refuse(408, "the request body took too long");
    case Phase::handshake:
    case Phase::disk:
    case Phase::handler:
    case Phase::writing:
    case Phase::upgraded:
    case Phase::lingering:
    case Phase::closed:
      return close();
  }
}

void HttpConnection::drain() {
  if (phase_ == Phase::head && (!exchange_ || !exchange_->begun)) close();
}

void HttpConnection::read() {
  for (;;) {
    const std::span<char> buffer = loop().read_buffer();
    const IoResult result = stream_.read(buffer);
    switch (result.status) {
      case IoResult::Status::ok:
        break;
      case IoResult::Status::want_read:
        return stream_.wait_read(self());
      case IoResult::Status::want_write:
        return stream_.wait_write(self());
      case IoResult::Status::closed:
        return close();
    }
    if (!process({buffer.data(), result.bytes})) return;
    if (!stream_.read_again(result.bytes, buffer.size())) return stream_.wait_read(self());
  }
}

/// Works on what was received until more is needed. True when the connection now waits for more of a request.
bool HttpConnection::process(std::string_view bytes) {
  std::string joined;
  if (!input_.empty()) {
    joined = std::exchange(input_, {});
    joined += bytes;
    bytes = joined;
  }
  processing_ = true;
  while ((phase_ == Phase::head || phase_ == Phase::body) && step(bytes)) {
  }
  processing_ = false;
  if (phase_ == Phase::upgraded) {
    become_websocket(bytes);
  } else if (phase_ != Phase::closed && phase_ != Phase::lingering) {
    input_ = bytes;
  }
  return phase_ == Phase::head || phase_ == Phase::body;
}

/// False when the step needs more input than there is.
bool HttpConnection::step(std::string_view& bytes) { return phase_ == Phase::head ? step_head(bytes) : step_body(bytes); }

bool HttpConnection::step_head(std::string_view& bytes) {
  if (bytes.empty()) return false;
  if (!exchange_) exchange_ = std::make_unique<Exchange>(loop().limits().header_bytes_max);
  const HttpParser::Outcome outcome = exchange_->parser.parse_head(bytes, exchange_->request);
  bytes.remove_prefix(outcome.consumed);
  switch (outcome.status) {
    case HttpParser::Status::need_more:
      if (!bytes.empty() && !std::exchange(exchange_->begun, true)) loop().arm(*this, loop().limits().header_timeout_ms);
      return false;
    case HttpParser::Status::done:
      on_head(!bytes.empty());
      return true;
    case HttpParser::Status::malformed:
      refuse(400, "malformed request");
      return true;
    case HttpParser::Status::header_too_large:
      refuse(431, "the request header is too large");
      return true;
  }
  return false;
}

void HttpConnection::on_head(bool more_input) {
  Exchange& exchange = *exchange_;
  loop().counters().requests.add();
  exchange.begun = exchange.head_known = true;
  exchange.keep_alive = exchange.parser.keep_alive();
  if (!resolve_target()) return refuse(400, "malformed request target or Host");
  find_place();
  http::Request& request = exchange.request;
  const auto path = http::percent_decode(request.encoded_path, false);
  if (!path) return refuse(400, "malformed request target or Host");
  request.path = *path;

  const TrustedProxies& proxies = *loop().shared().proxies;
  request.peer_address = proxies.client(peer_, request.headers).text();
  request.origin = origin_of(request.headers, stream_.secure(), proxies.trusts(peer_));

  if (exchange.gateway != nullptr && wants_websocket(request)) return begin_websocket();
  if (exchange.mount == nullptr) {
    http::Response answer = plain_error(exchange.gateway != nullptr ? 426 : 404,
                                        exchange.gateway != nullptr ? "a WebSocket is spoken here" : "nothing is here");
    if (exchange.gateway != nullptr) answer.headers.add("Upgrade", "websocket");
    exchange.keep_alive &= !exchange.parser.has_body();
    return respond(std::move(answer));
  }
  begin_body(more_input);
}

/// Origin-form or absolute-form (RFC 9112, 3.2), and a Host that is one.
bool HttpConnection::resolve_target() {
  http::Request& request = exchange_->request;
  std::string_view target = request.target;
  if (request.headers.has("Host") && !is_valid_host(request.headers.get("Host"))) return false;
  if (target == "*" && request.method == http::Method::options) target = "/";
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    target.remove_prefix(scheme.size());
    const std::size_t slash = std::min(target.find_first_of("/?"), target.size());
    const std::string_view host = target.substr(0, slash);
    if (!is_valid_host(host)) return false;
    request.headers.set("Host", std::string(host));  // it counts more than the field (3.2.2)
    target = slash < target.size() ? target.substr(slash) : "/";
    break;
  }
  if (!target.starts_with('/') && !target.starts_with('?')) return false;
  const std::size_t question = target.find('?');
  request.encoded_path = target.substr(0, question);
  if (question != std::string_view::npos) request.query = target.substr(question + 1);
  if (request.encoded_path.empty()) request.encoded_path = "/";
  return true;
}

/// The longest prefix wins. Between a mount and a gateway with the same prefix the request decides: an upgrade goes to the
/// gateway.
void HttpConnection::find_place() {
  Site* site = loop().site(site_);
  if (site == nullptr) return;
  Exchange& exchange = *exchange_;
  const std::string path = exchange.request.encoded_path;
  const bool upgrade = wants_websocket(exchange.request);
  std::size_t mount_size = 0, gateway_size = 0;
  std::string_view mount_rest, gateway_rest;
  for (const Site::MountPoint& point : site->mounts) {
    const auto rest = behind_prefix(path, point.prefix);
    if (!rest || (exchange.mount != nullptr && point.prefix.size() <= mount_size)) continue;
    exchange.mount = point.mount, mount_size = point.prefix.size(), mount_rest = *rest;
  }
  for (Gateway& gateway : site->gateways) {
    const auto rest = behind_prefix(path, gateway.prefix);
    if (!rest || (exchange.gateway != nullptr && gateway.prefix.size() <= gateway_size)) continue;
    exchange.gateway = &gateway, gateway_size = gateway.prefix.size(), gateway_rest = *rest;
  }
  const bool gateway_wins = gateway_size > mount_size || (upgrade && gateway_size == mount_size);
  const bool to_gateway = exchange.gateway != nullptr && (exchange.mount == nullptr || gateway_wins);
  if (to_gateway) {
    exchange.mount = nullptr;
  } else {
    exchange.gateway = nullptr;
  }
  if (exchange.mount == nullptr && exchange.gateway == nullptr) return;
  const std::string_view rest = to_gateway ? gateway_rest : mount_rest;
  exchange.request.encoded_path = rest.empty() ? "/" : std::string(rest);
}

/// The body is read as its route wishes, or not at all: whoever sends one to nowhere is answered at once and let go.
void HttpConnection::begin_body(bool more_input) {
  Exchange& exchange = *exchange_;
  http::Request& request = exchange.request;
  http::Mount::Fallbacks& fallbacks = exchange.mount->fallbacks();
  exchange.route = exchange.mount->match(request);
  if (exchange.route == nullptr) {
    exchange.keep_alive &= !exchange.parser.has_body();
    const bool preflight = request.method == http::Method::options && fallbacks.options;
    if (preflight) return respond(fallbacks.options(request));
    return respond(fallbacks.not_found ? fallbacks.not_found(request) : plain_error(404, "nothing is here"));
  }
  const std::string_view expect = request.headers.get("Expect");
  if (!expect.empty() && !has_token(expect, "100-continue")) return refuse(417, "only 100-continue can be expected");
  if (!exchange.parser.has_body()) return dispatch();
  if (exchange.parser.content_length().value_or(0) > exchange.route->body.bytes_max) return too_large();

  phase_ = Phase::body;
  loop().arm(*this, loop().limits().body_stall_timeout_ms);
  if (!expect.empty() && exchange.parser.http_1_1() && !more_input) {
    // Nothing else is on its way out, so that these few bytes fit; a socket that does not even take them is of no use.
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    const iovec text{const_cast<char*>(kContinue.data()), kContinue.size()};
    if (stream_.write({&text, 1}).bytes != kContinue.size()) close();
  }
}

bool HttpConnection::step_body(std::string_view& bytes) {
  Exchange& exchange = *exchange_;
  const bool spooled = exchange.route->body.kind == http::BodyPolicy::Kind::spool;
  std::string& target = spooled ? exchange.piece : exchange.request.body;
  const std::size_t before = target.size();
  const HttpParser::Outcome outcome = exchange.parser.parse_body(bytes, target);
  bytes.remove_prefix(outcome.consumed);
  exchange.received += target.size() - before;
  if (outcome.consumed > 0) loop().arm(*this, loop().limits().body_stall_timeout_ms);
  if (exchange.received > exchange.route->body.bytes_max) return too_large(), true;
  switch (outcome.status) {
    case HttpParser::Status::done:
      if (spooled) {
        spool_piece(true);
      } else {
        dispatch();
      }
      return true;
    case HttpParser::Status::need_more:
      if (!spooled || exchange.piece.size() < kFilePiece) return false;
      spool_piece(false);
      return true;
    case HttpParser::Status::malformed:
      refuse(400, "malformed request body");
      return true;
    case HttpParser::Status::header_too_large:
      refuse(431, "the trailers are too large");
      return true;
  }
  return false;
}

/// Nothing is read while the pool writes: the disk sets the pace.
void HttpConnection::spool_piece(bool last) {
  Exchange& exchange = *exchange_;
  phase_ = Phase::disk;
  cancel();
  if (!exchange.spool) {
    ServerShared& shared = loop().shared();
    const std::uint64_t number = shared.spooled.fetch_add(1, std::memory_order_relaxed);
    const std::string name = "/body-" + std::to_string(::getpid()) + '-' + std::to_string(number);
    exchange.spool = std::make_shared<SpoolWriter>(shared.options.spool_folder + name);
  }
  // The pool holds the connection only to hand it back: it must not end on a thread that is not its own.
  loop().shared().files.post(
      [held = self(), home = &loop(), spool = exchange.spool, piece = std::exchange(exchange.piece, {}), last]() mutable {
        const bool ok = spool->append(piece);
        spool.reset();
        home->post([held = std::move(held), ok, last] { held->on_piece_spooled(ok, last); });
      });
}

void HttpConnection::on_piece_spooled(bool ok, bool last) {
  if (phase_ != Phase::disk) return;
  if (!ok) {
    exchange_->keep_alive = exchange_->keep_alive && last;
    return respond(internal_error());
  }
  if (last) {
    exchange_->request.spooled = exchange_->spool->finish();
    exchange_->spool.reset();
    return dispatch();
  }
  phase_ = Phase::body;
  loop().arm(*this, loop().limits().body_stall_timeout_ms);
  if (process({})) read();
}

void HttpConnection::too_large() {
  exchange_->keep_alive = false;
  auto& answer = exchange_->mount->fallbacks().too_large;
  respond(answer ? answer(exchange_->request) : plain_error(413, "the request body is too large"));
}

void HttpConnection::dispatch() {
  phase_ = Phase::handler;
  running_ = true;
  cancel();
  base::Task<http::Response> task;
  try {
    task = exchange_->route->handler(exchange_->request);
  } catch (...) {
    return on_failure(std::current_exception());
  }
  base::start(
      std::move(task), [held = self()](http::Response response) { held->on_response(std::move(response)); },
      [held = self()](std::exception_ptr failure) { held->on_failure(std::move(failure)); });
}

void HttpConnection::begin_websocket() {
  Exchange& exchange = *exchange_;
  const Handshake handshake =
      check_upgrade(exchange.request, exchange.parser.http_1_1(), exchange.parser.has_body(), exchange.gateway->deflate);
  http::Response answer;
  if (handshake.status != 101) {
    answer = plain_error(handshake.status, handshake.error);
    exchange.keep_alive &= !exchange.parser.has_body();
  }
  for (const http::Header& header : handshake.headers) answer.headers.add(header.name, header.value);
  answer.status = handshake.status;
  exchange.upgrade = handshake.status == 101;
  exchange.deflate = handshake.deflate;
  respond(std::move(answer));
}

void HttpConnection::become_websocket(std::string_view leftover) {
  cancel();
  const std::unique_ptr<Exchange> exchange = std::move(exchange_);
  const std::string first_bytes(leftover);
  input_ = std::string();
  phase_ = Phase::closed;
  const auto client = Address::parse(exchange->request.peer_address).value_or(peer_);
  const auto connection =
      std::make_shared<WsConnection>(std::move(stream_), exchange->gateway->message_bytes_max, exchange->deflate, client);
  connection->start(exchange->gateway->factory(exchange->request, *connection), first_bytes);
}

void HttpConnection::discard() {
  const IoResult result = stream_.read(loop().read_buffer());
  if (result.status == IoResult::Status::closed) return close();
  if (result.status == IoResult::Status::ok && stream_.secure()) {
    return loop().post([held = self()] { held->on_readable(); });
  }
  stream_.wait_read(self());
}

}  // namespace net
