// See the header. The loop's thread.
#include "proto/pandemonium/effis/parts.h"

#include "http/network.h"
#include "proto/pandemonium/errors.h"

#include <charconv>
#include <limits>

namespace pandemonium::effis {

Counted::Counted(const EffisContext& context, const http::Request& request, std::string_view bucket,
                 const http::RateLimit& limit, std::string_view detail, std::uint64_t bytes)
    : limit_(limit) {
  http::RateLimit enforced = limit;
  if (!context.config.rate_limits_enabled) {
    enforced.limit = std::numeric_limits<std::uint32_t>::max();
    enforced.bytes_max = 0;
  }
  std::string key(bucket);
  key.append(":").append(http::network_of(request.peer_address)).append(":").append(detail);
  verdict_ = context.limiter.take(key, enforced, bytes);
}

http::Response Counted::refusal() const { return with_headers(error_response(rate_limited(verdict_.wait_ms))); }

http::Response Counted::with_headers(http::Response response) const {
  add_byte_limit_headers(response, limit_, verdict_);
  return response;
}

std::optional<std::uint64_t> parse_id(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace pandemonium::effis
