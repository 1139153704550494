// HttpConnection, the half that answers: what a handler gave, or an error of ours, to the socket. Header and body leave in
// one write; a file follows piece by piece, each read by the pool while nothing else happens on the connection.
#include "base/log.h"
#include "net/event_loop.h"
#include "net/exchange.h"
#include "net/http_connection.h"
#include "net/response_head.h"

namespace net {
namespace {

std::string what(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& e) {
    return e.what();
  } catch (...) {
    return "an exception that is no std::exception";
  }
}

}  // namespace

void HttpConnection::on_response(http::Response response) {
  running_ = false;
  if (phase_ != Phase::handler) return exchange_.reset();  // closed meanwhile
  try {
    respond(std::move(response));
  } catch (...) {  // base::start wants no exception; a mount's last touch may have thrown
    base::log::error("a response could not be sent", {{"what", what(std::current_exception())}});
    close();
  }
}

void HttpConnection::on_failure(std::exception_ptr failure) {
  base::log::error("a request handler failed", {{"what", what(failure)}});
  running_ = false;
  if (phase_ != Phase::handler) return exchange_.reset();
  try {
    respond(internal_error());
  } catch (...) {
    close();
  }
}

http::Response HttpConnection::internal_error() {
  http::Mount* mount = exchange_->mount;
  if (mount != nullptr && mount->fallbacks().internal) return mount->fallbacks().internal(exchange_->request);
  return plain_error(500, "internal error");
}

/// An answer to something that cannot be understood, or not be waited for: the connection ends with it.
void HttpConnection::refuse(int status, std::string_view text) {
  exchange_->keep_alive = false;
  respond(plain_error(status, text));
}

void HttpConnection::respond(http::Response response) {
  Exchange& exchange = *exchange_;
  if (exchange.mount != nullptr && exchange.mount->fallbacks().finish) {
    exchange.mount->fallbacks().finish(exchange.request, response);
  }
  if (loop().shared().draining.load(std::memory_order_relaxed)) exchange.keep_alive = false;

  HeadFacts facts;
  facts.date = loop().http_date();
  facts.content_length = response.file ? response.file->length : response.body.size();
  facts.keep_alive = exchange.keep_alive;
  facts.http_1_1 = !exchange.head_known || exchange.parser.http_1_1();
  exchange.out_head = response_head(response, facts);
  exchange.sent = 0;
  const bool with_body = !is_bodiless(response.status) && exchange.request.method != http::Method::head;
  if (with_body && response.file && response.file->length > 0) {
    exchange.file = std::make_shared<FileReader>(std::move(*response.file));
    return load_piece();
  }
  if (with_body && !response.file) exchange.out_body = std::move(response.body);
  write();
}

void HttpConnection::load_piece() {
  phase_ = Phase::disk;
  cancel();
  loop().shared().files.post([held = self(), home = &loop(), file = exchange_->file]() mutable {
    std::optional<std::string> piece = file->next();
    file.reset();
    home->post([held = std::move(held), piece = std::move(piece)]() mutable { held->on_piece_loaded(std::move(piece)); });
  });
}

void HttpConnection::on_piece_loaded(std::optional<std::string> piece) {
  if (phase_ != Phase::disk) return;
  Exchange& exchange = *exchange_;
  if (!piece) {
    base::log::error("a file that should be served cannot be read");
    if (exchange.out_head.empty()) return close();  // in the midst of the body: cutting it short is all that can be said
    exchange.file.reset();
    return respond(internal_error());
  }
  exchange.out_body = std::move(*piece);
  write();
}

void HttpConnection::write() {
  phase_ = Phase::writing;
  Exchange& exchange = *exchange_;
  const std::size_t total = exchange.out_head.size() + exchange.out_body.size();
  while (exchange.sent < total || stream_.pending()) {
    iovec parts[2];
    std::size_t count = 0, skip = exchange.sent;
    for (std::string* text : {&exchange.out_head, &exchange.out_body}) {
      if (skip < text->size()) parts[count++] = {text->data() + skip, text->size() - skip};
      skip -= std::min(skip, text->size());
    }
    const IoResult result = stream_.write({parts, count});
    exchange.sent += result.bytes;
    if (result.status == IoResult::Status::closed) return close();
    if (result.status != IoResult::Status::ok) {
      loop().arm(*this, loop().limits().write_stall_timeout_ms);
      return stream_.wait_write(self());
    }
  }
  on_written();
}

void HttpConnection::on_written() {
  Exchange& exchange = *exchange_;
  exchange.out_head = exchange.out_body = std::string();
  exchange.sent = 0;
  if (exchange.file && exchange.file->left() > 0) return load_piece();
  if (exchange.upgrade) {
    phase_ = Phase::upgraded;
    if (!processing_) process({});
    return;
  }
  if (exchange.keep_alive) return next_request();
  linger();
}

void HttpConnection::next_request() {
  exchange_.reset();
  phase_ = Phase::head;
  loop().arm(*this, loop().limits().keep_alive_timeout_ms);
  if (processing_) return;
  if (!process({})) return;
  // Records may wait inside OpenSSL, which no socket event tells. Not read here: a handler of another connection may be on
  // the stack, and the loop has one buffer.
  if (stream_.secure()) return loop().post([held = self()] { held->on_readable(); });
  stream_.wait_read(self());
}

/// Closing with unread input makes the kernel send a reset, which can overtake our answer. So: say that we are done, and
/// read until the peer is done too (RFC 9112, 9.6).
void HttpConnection::linger() {
  exchange_.reset();
  input_ = std::string();
  phase_ = Phase::lingering;
  stream_.shutdown_write();
  loop().arm(*this, loop().limits().close_timeout_ms);
  discard();
}

void HttpConnection::close() {
  phase_ = Phase::closed;
  cancel();
  stream_.close();
  if (!running_) exchange_.reset();
}

}  // namespace net
