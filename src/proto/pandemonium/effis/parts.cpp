// See the header. The loop's thread.
#include "proto/pandemonium/effis/parts.h"

#include "proto/pandemonium/effis/disposition.h"
#include "proto/pandemonium/errors.h"

#include <charconv>
#include <limits>

namespace pandemonium::effis {

Counted::Counted(const EffisContext& context, const http::Request& request, std::string_view bucket, const http::RateLimit& limit,
                 std::string_view detail, std::uint64_t bytes)
    : limit_(limit) {
  http::RateLimit enforced = limit;
  if (!context.config.rate_limits_enabled) {
    enforced.limit = std::numeric_limits<std::uint32_t>::max();
    enforced.bytes_max = 0;
  }
  std::string key(bucket);
  key.append(":").append(request.peer_address).append(":").append(detail);
  verdict_ = context.limiter.take(key, enforced, bytes);
}

http::Response Counted::refusal() const { return with_headers(error_response(rate_limited(verdict_.wait_ms))); }

http::Response Counted::with_headers(http::Response response) const {
  add_byte_limit_headers(response, limit_, verdict_);
  return response;
}

void add_content_headers(http::Response& response, std::string_view content_type, bool download, std::string_view name) {
  response.headers.set("Content-Type", std::string(content_type));
  response.headers.set("Content-Disposition", content_disposition(download || !may_be_shown(content_type), name));
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
}

std::optional<std::uint64_t> parse_id(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace pandemonium::effis
