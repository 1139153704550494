// January, the link proxy (bonfire-rest 6): what pages show of themselves, and pictures without telling their host who
// looks. Only on nodes that offer it, and never into a network that is not public (service/remote_fetch.h). Loop thread;
// fetching blocks on the fetch pool.
#include "http/content.h"
#include "proto/bonfire/codec.h"
#include "proto/bonfire/errors.h"
#include "proto/bonfire/routes/context.h"
#include "proto/bonfire/routes/guard.h"
#include "proto/bonfire/routes/rate_limits.h"
#include "proto/bonfire/routes/views.h"
#include "service/image_scale.h"
#include "service/media.h"
#include "service/url.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace bonfire {
namespace {

constexpr service::PixelSize kPictureBox{1280, 1280};
constexpr std::string_view kVideos[] = {"video/mp4", "video/quicktime", "video/webm"};
/// The reference has no limit here; but a few slow hosts would keep all fetching busy.
constexpr http::RateLimit kLimit{60, kRateLimitWindowSeconds, 0};

ErrorObject internal_host() { return make_error(400, "InvalidOperation", "url"); }

/// Asks the web, and remembers whether the first answer was that a host is internal.
class Watched final : public service::Fetcher {
 public:
  explicit Watched(const service::Fetcher& fetcher) : fetcher_(fetcher) {}
  base::Result<service::Fetched> get(const std::string& url, std::uint64_t bytes_max, Excess excess) const override {
    auto fetched = fetcher_.get(url, bytes_max, excess);
    if (!asked_) internal_ = !fetched && fetched.error().kind == base::ErrorKind::forbidden;
    asked_ = true;
    return fetched;
  }
  bool internal() const { return internal_; }

 private:
  const service::Fetcher& fetcher_;
  mutable bool asked_ = false, internal_ = false;
};

// --- what runs on the pool ------------------------------------------------------------------------------------------------
using Look = http::Response (*)(const service::Fetcher& fetcher, const std::string& url, std::uint64_t bytes_max);

http::Response embed_of(const service::Fetcher& fetcher, const std::string& url, std::uint64_t) {
  const Watched watched(fetcher);
  const std::optional<core::Embed> found = service::preview_of(watched, url);
  if (watched.internal()) return error_response(internal_host());
  if (!found) return error_response(make_error(400, "NoEmbedData", "url"));
  const std::vector<Embed> shown = to_wire(std::span<const core::Embed>(&*found, 1), LoadedFiles());
  return json_response(encode(shown.front()));
}

http::Response passed_on(std::string bytes, std::string_view content_type) {
  http::Response response;
  response.body = std::move(bytes);
  http::add_content_headers(response, content_type, false, "proxied");
  response.headers.set("Content-Disposition", "inline");
  response.headers.set("Cache-Control", "public, max-age=600, immutable");
  return response;
}

http::Response bytes_of(const service::Fetcher& fetcher, const std::string& url, std::uint64_t bytes_max) {
  base::Result<service::Fetched> fetched = fetcher.get(url, bytes_max, service::Fetcher::Excess::refuse);
  if (!fetched && fetched.error().kind == base::ErrorKind::forbidden) return error_response(internal_host());
  if (!fetched) return error_response(make_error(400, "ProxyError", "url"));
  // The bytes say what it is, whatever the host calls it.
  const std::string type = service::inspect_media(fetched->body).content_type;
  const bool video = std::find(std::begin(kVideos), std::end(kVideos), type) != std::end(kVideos);
  if (video || type == "image/gif") return passed_on(std::move(fetched->body), type);
  base::Result<std::string> picture = service::scale_image_to_webp(fetched->body, kPictureBox);
  if (!picture) return error_response(make_error(400, "FileTypeNotAllowed", "url"));
  return passed_on(*std::move(picture), "image/webp");
}

// --- routes ---------------------------------------------------------------------------------------------------------------
/// What can be said without asking anybody.
std::optional<ErrorObject> refusal(const RoutesContext& context, const std::optional<std::string>& url) {
  if (!context.config.january || context.fetcher == nullptr) {
    ErrorObject error = make_error(400, "FeatureDisabled", "january");
    error.feature = "january";
    return error;
  }
  if (!url) return failed_validation("url", "is required");
  const auto parts = service::parse_url(*url);
  const bool in_brackets = parts && parts->host.starts_with('[');
  if (!parts || (!in_brackets && parts->host.find('.') == std::string::npos)) return internal_host();
  return std::nullopt;
}

std::optional<http::Response> too_often(RoutesContext& context, const http::Request& request) {
  const auto verdict =
      context.limiter.take("january:" + identity_of(request, base::fail(base::ErrorKind::unauthenticated)), kLimit);
  if (verdict.allowed || !context.config.rate_limits_enabled) return std::nullopt;
  Turn turn;
  turn.allowed = false;
  turn.limit = kLimit.limit;
  turn.reset_ms = verdict.wait_ms;
  return too_many_response(turn);
}

base::Task<http::Response> look(RoutesContext& context, http::Request& request, Look function) {
  const std::optional<std::string> url = request.query_value("url");
  if (const auto refused = refusal(context, url)) co_return error_response(*refused);
  if (auto refused = too_often(context, request)) co_return *std::move(refused);
  base::UniqueFunction<http::Response()> work = [function, &fetcher = *context.fetcher, url = *url,
                                                 bytes_max = context.config.january_file_size] {
    return function(fetcher, url, bytes_max);
  };
  co_return co_await context.runner.on<http::Response>(*context.fetch_pool, std::move(work));
}

base::Task<http::Response> root(RoutesContext& context) {
  JanuaryRoot answer;
  answer.january = "Tetragate";
  answer.version = context.config.version;
  co_return json_response(encode(answer));
}

/// No CORS: addresses of this service stand in pictures and videos of pages (1.8).
http::Mount::Fallbacks make_fallbacks() {
  http::Mount::Fallbacks f;
  f.not_found = [](const http::Request&) { return error_response(not_found("route")); };
  f.too_large = [](const http::Request&) { return error_response(make_error(413, "PayloadTooLarge", "body")); };
  f.internal = [](const http::Request&) { return error_response(make_error(500, "InternalError", "server")); };
  f.options = [](const http::Request&) { return empty_response(); };
  f.finish = [](const http::Request&, http::Response&) {};
  return f;
}

}  // namespace

http::Mount make_january_mount(RoutesContext& context) {
  http::Mount mount(make_fallbacks(), true);
  mount.add(http::Method::get, "/", [&context](http::Request&) { return root(context); });
  mount.add(http::Method::get, "/embed", [&context](http::Request& request) { return look(context, request, embed_of); });
  mount.add(http::Method::get, "/proxy", [&context](http::Request& request) { return look(context, request, bytes_of); });
  return mount;
}

}  // namespace bonfire
