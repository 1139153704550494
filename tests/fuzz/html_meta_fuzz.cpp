// Any bytes as a page and as a message: what a page says of itself is text in one line, what is taken for a URL is one.
// fuzz-deps: service
#include <cstdint>
#include <cstdlib>

#include "base/utf8.h"
#include "service/html_meta.h"
#include "service/previews.h"
#include "service/url.h"

namespace {

void check(std::string_view value) {
  if (!base::is_utf8(value)) std::abort();
  for (const char c : value) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) std::abort();
  }
}

/// Answers with the input, whatever is asked.
class Hostile final : public service::Fetcher {
 public:
  Hostile(std::string body, std::string type) : body_(std::move(body)), type_(std::move(type)) {}
  base::Result<service::Fetched> get(const std::string& url, std::uint64_t, Excess) const override {
    return service::Fetched{url, type_, body_};
  }

 private:
  std::string body_, type_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const service::HtmlMeta meta = service::parse_html_meta(bytes);
  check(meta.title);
  check(meta.oembed_url);
  check(meta.icon_url);
  check(meta.iframe_source);
  for (const auto& [name, value] : meta.properties) check(name), check(value);

  for (const std::string& url : service::find_urls(bytes)) {
    const auto parts = service::parse_url(url);
    if (!parts || (parts->scheme != "http" && parts->scheme != "https")) std::abort();
  }
  for (const char* url : {"https://a.example/", "https://youtu.be/x?t=1", "https://open.spotify.com/track/1"}) {
    for (const char* type : {"text/html", "image/png", "video/mp4"}) {
      const auto embed = service::preview_of(Hostile(bytes, type), url);
      if (const auto* site = embed ? std::get_if<core::WebsiteEmbed>(&*embed) : nullptr) {
        if (site->image && !service::parse_url(*site->image)) std::abort();
      }
    }
  }
  return 0;
}
