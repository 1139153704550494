// What a web page says about itself: its title and the facts in its <meta> and <link> elements. A tolerant reader, not a
// browser: it takes any bytes, reads each once, and keeps little. Pure; any thread; fuzzed.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace service {

struct HtmlMeta {
  std::string title;                                            // of the title element
  std::string oembed_url;                                       // of a link to an oEmbed answer in JSON, as written
  std::string icon_url;                                         // of the first icon, as written
  std::vector<std::pair<std::string, std::string>> properties;  // lower-case name or property; the first of each counts
  std::string iframe_source;                                    // of the first iframe

  /// Empty when the page does not have it.
  std::string_view property(std::string_view name) const;
};

/// All values are valid UTF-8 with their entities decoded, in one line, and of at most kHtmlValueBytesMax; others are left
/// out.
inline constexpr std::size_t kHtmlValueBytesMax = 32'768;
HtmlMeta parse_html_meta(std::string_view html);

/// Character references replaced; unknown ones stay as they are.
std::string decode_entities(std::string_view text);

}  // namespace service
