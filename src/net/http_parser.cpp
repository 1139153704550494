// HttpParser: see the header. The only file that includes Beast.
#include "net/http_parser.h"

// Beast asserts that at least five bytes are at hand when it looks for the end of a chunked body; four are possible for a
// moment. parse_body waits for more in that case, and the assertion would otherwise let a client end the process.
#define BOOST_DISABLE_ASSERTS
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/rfc7230.hpp>

namespace net {
namespace {

namespace bhttp = boost::beast::http;
using Error = boost::beast::error_code;
using View = boost::beast::string_view;

constexpr std::size_t kChunkHeaderBytesMax = 4u << 10;
constexpr std::size_t kChunkHeaderBytesMin = 5;  // "0" CRLF CRLF

bool is_token_character(char c) {
  constexpr std::string_view kOther = "!#$%&'*+-.^_`|~";
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') || kOther.find(c) != std::string_view::npos;
}

http::Method method_of(bhttp::verb verb) {
  switch (verb) {
    case bhttp::verb::get:
      return http::Method::get;
    case bhttp::verb::head:
      return http::Method::head;
    case bhttp::verb::post:
      return http::Method::post;
    case bhttp::verb::put:
      return http::Method::put;
    case bhttp::verb::patch:
      return http::Method::patch;
    case bhttp::verb::delete_:
      return http::Method::del;
    case bhttp::verb::options:
      return http::Method::options;
    default:
      return http::Method::other;
  }
}

}  // namespace

class HttpParser::Impl final : public bhttp::basic_parser<true> {
 public:
  Impl() {
    body_limit(boost::none);
    header_limit(~std::uint32_t{0});  // counted by HttpParser, which hands over complete heads
  }

  /// What a chunk header or a part of a body may go to; set for the length of one call.
  http::Request* request = nullptr;
  std::string* body = nullptr;
  bool version_1_1 = false;
  std::uint64_t chunk_left = 0;

 private:
  void on_request_impl(bhttp::verb verb, View, View target, int version, Error&) override {
    request->method = method_of(verb);
    request->target.assign(target.data(), target.size());
    version_1_1 = version == 11;
  }
  void on_field_impl(bhttp::field field, View name, View value, Error& error) override {
    if (is_header_done()) return;  // a trailer: not needed, and not to be mistaken for a header (RFC 9110, 6.5.1)
    switch (field) {
      case bhttp::field::host:
        if (std::exchange(saw_host_, true)) error = bhttp::error::bad_field;
        break;
      case bhttp::field::content_length:
        if (std::exchange(saw_length_, true)) error = bhttp::error::multiple_content_length;
        if (value.empty() || value.find_first_not_of("0123456789") != View::npos) error = bhttp::error::bad_content_length;
        break;
      case bhttp::field::transfer_encoding:
        // Any other coding would leave the end of the body to interpretation.
        if (!boost::beast::iequals(value, "chunked") || !version_1_1) error = bhttp::error::bad_transfer_encoding;
        break;
      default:
        break;
    }
    request->headers.add(std::string(name), std::string(value));
  }
  void on_header_impl(Error& error) override {
    if (version_1_1 && !saw_host_) error = bhttp::error::bad_field;
  }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
  std::size_t on_body_impl(View bytes, Error&) override {
    body->append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t size, View, Error&) override { chunk_left = size; }
  std::size_t on_chunk_body_impl(std::uint64_t, View bytes, Error&) override {
    body->append(bytes.data(), bytes.size());
    chunk_left -= bytes.size();
    return bytes.size();
  }
  void on_finish_impl(Error&) override {}
  void on_response_impl(int, View, int, Error&) override {}

  bool saw_host_ = false;
  bool saw_length_ = false;
};

HttpParser::HttpParser(std::uint32_t header_bytes_max)
    : impl_(std::make_unique<Impl>()), header_bytes_max_(header_bytes_max) {}
HttpParser::~HttpParser() = default;

/// Looks at each line end once, however small the pieces are. Sets head_size_ when the head is complete.
HttpParser::Status HttpParser::find_head_end(std::string_view bytes) {
  while (scanned_ < bytes.size()) {
    const std::size_t line_feed = bytes.find('\n', scanned_);
    if (line_feed == std::string_view::npos) {
      scanned_ = bytes.size();
      break;
    }
    if (line_feed == 0 || bytes[line_feed - 1] != '\r') return Status::malformed;
    if (line_feed >= 3 && bytes[line_feed - 2] == '\n') {
      head_size_ = line_feed + 1;
      return head_size_ > header_bytes_max_ ? Status::header_too_large : Status::done;
    }
    if (line_feed + 1 == bytes.size()) {  // the byte behind it decides; look at this line end again
      scanned_ = line_feed;
      break;
    }
    if (bytes[line_feed + 1] == ' ' || bytes[line_feed + 1] == '\t') return Status::malformed;
    scanned_ = line_feed + 1;
  }
  return bytes.size() > header_bytes_max_ ? Status::header_too_large : Status::need_more;
}

HttpParser::Outcome HttpParser::parse_head(std::string_view bytes, http::Request& request) {
  std::size_t skipped = 0;
  if (scanned_ == 0) {
    while (bytes.starts_with("\r\n")) bytes.remove_prefix(2), skipped += 2;
    if (bytes.empty() || bytes == "\r") return {Status::need_more, skipped};
    // Whoever does not even begin with a method (a TLS hello, say) need not wait for the deadline.
    if (!is_token_character(bytes.front())) return {Status::malformed, skipped};
  }
  const Status status = find_head_end(bytes);
  if (status != Status::done) return {status, skipped};

  Error error;
  impl_->request = &request;
  const std::size_t used = impl_->put(boost::asio::const_buffer(bytes.data(), head_size_), error);
  impl_->request = nullptr;
  if (error || used != head_size_ || !impl_->is_header_done()) return {Status::malformed, skipped};
  return {Status::done, skipped + head_size_};
}

bool HttpParser::keep_alive() const { return impl_->keep_alive(); }
bool HttpParser::has_body() const { return !impl_->is_done(); }
bool HttpParser::http_1_1() const { return impl_->version_1_1; }

std::optional<std::uint64_t> HttpParser::content_length() const {
  const auto length = impl_->content_length();
  return length ? std::optional<std::uint64_t>(*length) : std::nullopt;
}

HttpParser::Outcome HttpParser::parse_body(std::string_view bytes, std::string& body) {
  std::size_t consumed = 0;
  impl_->body = &body;
  Outcome outcome{Status::need_more, 0};
  while (!impl_->is_done() && consumed < bytes.size()) {
    const std::string_view rest = bytes.substr(consumed);
    const bool in_chunk_header = impl_->chunked() && impl_->chunk_left == 0;
    if (in_chunk_header && rest.size() < kChunkHeaderBytesMin) break;
    Error error;
    consumed += impl_->put(boost::asio::const_buffer(rest.data(), rest.size()), error);
    if (error == bhttp::error::need_more) {
      const std::size_t waiting = bytes.size() - consumed;
      if (waiting > header_bytes_max_) outcome.status = Status::header_too_large;
      // No line end in so many bytes of a chunk header; trailers may be longer, they have lines.
      const bool one_line = rest.substr(2).find('\n') == std::string_view::npos;
      if (waiting > kChunkHeaderBytesMax && one_line) outcome.status = Status::malformed;
      break;
    }
    if (error) {
      outcome.status = Status::malformed;
      break;
    }
  }
  impl_->body = nullptr;
  if (impl_->is_done()) outcome.status = Status::done;
  outcome.consumed = consumed;
  return outcome;
}

std::string all_values(const http::Headers& headers, std::string_view name) {
  std::string out;
  for (const http::Header& header : headers) {
    if (!boost::beast::iequals(View(header.name.data(), header.name.size()), View(name.data(), name.size()))) continue;
    if (!out.empty()) out += ", ";
    out += header.value;
  }
  return out;
}

bool has_token(std::string_view list, std::string_view token) {
  bhttp::token_list tokens(View(list.data(), list.size()));
  return tokens.exists(View(token.data(), token.size()));
}

}  // namespace net
