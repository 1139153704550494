// One URL to one embed. Blocking (it fetches); pool threads.
#include <charconv>

#include "base/utf8.h"
#include "service/html_meta.h"
#include "service/media.h"
#include "service/oembed.h"
#include "service/previews.h"
#include "service/url.h"

namespace service {
namespace {

using Text = std::optional<std::string>;

// What a page says of itself stands at its beginning, and so does the size of a picture.
constexpr std::uint64_t kPageBytesMax = 1u << 20;
constexpr std::uint64_t kOembedBytesMax = 64u << 10;
constexpr std::size_t kTitleMax = 512;         // code points
constexpr std::size_t kDescriptionMax = 4096;  // likewise

/// At most `max` code points, and three dots where something was cut.
std::string shortened(std::string_view text, std::size_t max) {
  if (base::code_points(text) <= max) return std::string(text);
  std::size_t at = 0;
  for (std::size_t left = max; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && left-- == 0) break;
  }
  return std::string(text.substr(0, at)) + "...";
}

Text first_of(const HtmlMeta& meta, std::initializer_list<std::string_view> names, std::size_t max) {
  for (const std::string_view name : names) {
    if (const std::string_view value = meta.property(name); !value.empty()) return shortened(value, max);
  }
  return std::nullopt;
}

template <typename Number>
std::optional<Number> number(std::string_view text) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Seconds from "90", "90s", "1m30s", "1h2m3s".
std::optional<std::uint32_t> timestamp(std::string_view text) {
  std::uint64_t total = 0, value = 0;
  bool digits = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      value = value * 10 + static_cast<std::uint64_t>(c - '0');
      digits = true;
      if (value > 1'000'000) return std::nullopt;
      continue;
    }
    const std::uint64_t unit = c == 'h' ? 3600 : c == 'm' ? 60 : c == 's' ? 1 : 0;
    if (unit == 0 || !digits) return std::nullopt;
    total += value * unit;
    if (total > UINT32_MAX) return std::nullopt;
    value = 0;
    digits = false;
  }
  if (text.empty()) return std::nullopt;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(total + value, UINT32_MAX));
}

bool is_host(std::string_view host, std::string_view site) {
  return host == site || (host.ends_with(site) && host.size() > site.size() && host[host.size() - site.size() - 1] == '.');
}

/// The page's oEmbed answer; only from the site itself.
std::optional<Oembed> oembed_of(const Fetcher& fetcher, const Fetched& page, const HtmlMeta& meta) {
  const auto page_url = parse_url(page.url);
  const auto address = resolve_url(page.url, meta.oembed_url);
  const auto oembed_url = address ? parse_url(*address) : std::nullopt;
  if (!page_url || !oembed_url || oembed_url->host != page_url->host) return std::nullopt;
  const auto answer = fetcher.get(*address, kOembedBytesMax, Fetcher::Excess::refuse);
  return answer ? parse_oembed(answer->body) : std::nullopt;
}

std::optional<core::Embed> youtube(const Fetcher& fetcher, const std::string& url, const Url& parts, const Fetched& page,
                                   const HtmlMeta& meta) {
  const auto oembed = oembed_of(fetcher, page, meta);
  if (!oembed || oembed->title.empty()) return std::nullopt;
  core::YouTubeEmbed embed;
  embed.url = url;
  embed.title = shortened(oembed->title, kTitleMax);
  // youtube.com/watch?v=ID, youtu.be/ID, youtube.com/shorts/ID
  embed.video_id = query_parameter(parts.query, "v").value_or(parts.path.substr(parts.path.rfind('/') + 1));
  embed.description = first_of(meta, {"og:description", "twitter:description", "description"}, kDescriptionMax);
  embed.channel = shortened(oembed->author_name, kTitleMax);
  embed.channel_url = oembed->author_url;
  embed.timestamp_s = timestamp(query_parameter(parts.query, "t").value_or(""));
  return embed;
}

std::optional<core::Embed> spotify(const Fetcher& fetcher, const std::string& url, const Fetched& page,
                                   const HtmlMeta& meta) {
  const auto oembed = oembed_of(fetcher, page, meta);
  if (!oembed || oembed->title.empty()) return std::nullopt;
  // Clients put the text into their page as it is: only the address of the player is taken over, never somebody's markup.
  const std::string source = parse_html_meta(oembed->html).iframe_source;
  if (!source.starts_with("https://open.spotify.com/embed/") || source.find_first_of("\"'<>& ") != std::string::npos)
    return std::nullopt;
  return core::SpotifyEmbed{
      url, shortened(oembed->title, kTitleMax),
      "<iframe width=\"100%\" height=\"152\" frameborder=\"0\" allowfullscreen loading=\"lazy\" src=\"" + source +
          "\"></iframe>"};
}

std::optional<core::Embed> website(const std::string& url, const Fetched& page, const HtmlMeta& meta) {
  core::WebsiteEmbed embed;
  embed.url = url;
  embed.name = first_of(meta, {"og:site_name"}, kTitleMax);
  embed.title = first_of(meta, {"og:title", "twitter:title", "title"}, kTitleMax);
  if (!embed.title && !meta.title.empty()) embed.title = shortened(meta.title, kTitleMax);
  embed.description = first_of(meta, {"og:description", "twitter:description", "description"}, kDescriptionMax);
  embed.colour = first_of(meta, {"theme-color"}, 64);
  for (const std::string_view name : {"og:image", "og:image:secure_url", "twitter:image", "twitter:image:src"}) {
    if (!embed.image) embed.image = resolve_url(page.url, std::string(meta.property(name)));
  }
  if (embed.image) {
    embed.image_width = number<std::uint32_t>(meta.property("og:image:width"));
    embed.image_height = number<std::uint32_t>(meta.property("og:image:height"));
  }
  if (!meta.icon_url.empty()) embed.icon_url = resolve_url(page.url, meta.icon_url);
  if (!embed.name && !embed.title && !embed.description && !embed.image) return std::nullopt;
  return embed;
}

std::optional<core::Embed> html(const Fetcher& fetcher, const std::string& url, const Url& parts, const Fetched& page) {
  const HtmlMeta meta = parse_html_meta(page.body);
  std::optional<core::Embed> embed;
  if (!meta.oembed_url.empty() && (is_host(parts.host, "youtube.com") || parts.host == "youtu.be")) {
    embed = youtube(fetcher, url, parts, page, meta);
  } else if (!meta.oembed_url.empty() && (parts.host == "open.spotify.com" || parts.host == "spotify.link")) {
    embed = spotify(fetcher, url, page, meta);
  }
  return embed ? embed : website(url, page, meta);
}

}  // namespace

std::optional<core::Embed> preview_of(const Fetcher& fetcher, const std::string& url) {
  const auto parts = parse_url(url);
  if (!parts) return std::nullopt;
  const auto page = fetcher.get(url, kPageBytesMax, Fetcher::Excess::cut);
  if (!page) return std::nullopt;
  if (page->content_type == "text/html" || page->content_type == "application/xhtml+xml")
    return html(fetcher, url, *parts, *page);
  // The size comes from the bytes, and so whatever is called a picture without being one shows nothing.
  const MediaFacts facts = inspect_media(page->body);
  if (page->content_type.starts_with("image/") && facts.media == core::FileMedia::image) {
    return core::ImageEmbed{url, facts.width, facts.height};
  }
  if (page->content_type.starts_with("video/") && facts.media == core::FileMedia::video) {
    return core::VideoEmbed{url, facts.width, facts.height};
  }
  return std::nullopt;
}

}  // namespace service
