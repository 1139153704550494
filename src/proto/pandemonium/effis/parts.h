// What the files of Effis share: the limiter with its headers, ids, and what each route does.
#pragma once

#include "http/message.h"
#include "http/rate_limiter.h"
#include "proto/pandemonium/effis/effis.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pandemonium::effis {

/// One request counted in a window of 6.3, and the answer to it when there is no room left.
class Counted {
 public:
  /// `bucket` names the limit, `detail` what else tells its windows apart beside the address.
  Counted(const EffisContext& context, const http::Request& request, std::string_view bucket, const http::RateLimit& limit,
          std::string_view detail = {}, std::uint64_t bytes = 0);
  bool refused() const { return !verdict_.allowed; }
  /// 429.
  http::Response refusal() const;
  /// The answer with the headers of 6.3.
  http::Response with_headers(http::Response response) const;

 private:
  http::RateLimit limit_;
  http::RateLimiter::Verdict verdict_;
};

/// A decimal id and nothing else.
std::optional<std::uint64_t> parse_id(std::string_view text);

base::Task<http::Response> upload(EffisContext& context, const http::Request& request, core::FileBucket bucket);
base::Task<http::Response> download(EffisContext& context, const http::Request& request, std::string_view bucket,
                                    bool as_attachment);
base::Task<http::Response> file_data(EffisContext& context, const http::Request& request, std::string_view bucket);
base::Task<http::Response> proxy(EffisContext& context, const http::Request& request);
base::Task<http::Response> static_file(EffisContext& context, const http::Request& request, bool as_attachment);

}  // namespace pandemonium::effis
