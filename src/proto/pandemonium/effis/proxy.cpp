// GET /proxy: pictures and videos from elsewhere, so that clients do not have to show their address there. The loop's
// thread; fetching blocks on the fetch pool.
#include "http/content.h"
#include "proto/pandemonium/effis/parts.h"
#include "proto/pandemonium/errors.h"

#include <algorithm>

namespace pandemonium::effis {
namespace {

constexpr std::string_view kPassedOn[] = {"image/gif", "image/jpeg", "image/png",      "image/webp",
                                          "video/mp4", "video/webm", "video/quicktime"};

http::Response answer(const base::Result<service::Fetched>& fetched) {
  if (!fetched && fetched.error().kind == base::ErrorKind::too_large)
    return validation_response("data", fetched.error().info);
  if (!fetched) return validation_response("url", fetched.error().info);
  if (std::find(std::begin(kPassedOn), std::end(kPassedOn), fetched->content_type) == std::end(kPassedOn)) {
    return validation_response("data", "must be a GIF, JPEG, PNG, WebP, MP4, WebM or QuickTime file");
  }
  http::Response response;
  response.body = fetched->body;
  http::add_content_headers(response, fetched->content_type, false, "proxied");
  response.headers.set("Cache-Control", "public, max-age=3600");
  return response;
}

}  // namespace

base::Task<http::Response> proxy(EffisContext& context, const http::Request& request) {
  const Counted counted(context, request, "proxy_file", to_limit(context.config.rate_limits.effis.proxy_file));
  if (counted.refused()) co_return counted.refusal();
  if (!context.config.proxy) co_return counted.with_headers(error_response(misdirected("the proxy is switched off")));
  const auto url = request.query_value("url");
  if (!url) co_return counted.with_headers(validation_response("url", "is required"));
  base::UniqueFunction<base::Result<service::Fetched>()> work = [&fetcher = context.fetcher, url = *url,
                                                                 bytes_max = context.config.proxy_file_size] {
    return fetcher.get(url, bytes_max, service::Fetcher::Excess::refuse);
  };
  const auto fetched = co_await context.runner.on<base::Result<service::Fetched>>(context.fetch_pool, std::move(work));
  co_return counted.with_headers(answer(fetched));
}

}  // namespace pandemonium::effis
