// One pass over the bytes: text is skipped, comments and scripts are skipped whole, start tags are taken apart.
#include "service/html_meta.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"

namespace service {
namespace {

constexpr std::size_t kPropertiesMax = 100;
constexpr std::size_t kAttributesMax = 32;
constexpr std::string_view kSpace = " \t\r\n\f";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

/// Entities decoded, white space and control characters collapsed to single blanks. Empty when it is too long or not UTF-8.
std::string clean(std::string_view raw) {
  if (raw.size() > kHtmlValueBytesMax || !base::is_utf8(raw)) return {};
  std::string out;
  for (const char c : decode_entities(raw)) {
    const bool blank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

struct Tag {
  std::string name;  // lower case; with a leading '/' for an end tag
  std::vector<std::pair<std::string, std::string_view>> attributes;

  std::string_view get(std::string_view attribute) const {
    for (const auto& [name_of, value] : attributes) {
      if (name_of == attribute) return value;
    }
    return {};
  }
};

class Reader {
 public:
  explicit Reader(std::string_view html) : rest_(html) {}

  /// The next tag; nothing at the end. Comments and declarations are passed over.
  std::optional<Tag> next_tag() {
    for (;;) {
      skip_to(rest_.find('<'));
      if (rest_.empty()) return std::nullopt;
      if (rest_.starts_with("<!--")) {
        rest_.remove_prefix(4);
        skip_behind("-->");
      } else if (rest_.starts_with("<!") || rest_.starts_with("<?")) {
        skip_behind(">");
      } else {
        rest_.remove_prefix(1);
        Tag tag = read_tag();
        if (!tag.name.empty()) return tag;
      }
    }
  }

  /// The text up to the end tag of `name`, and moves there: for elements that hold no others.
  std::string_view raw_text(std::string_view name) {
    for (std::size_t at = rest_.find("</"); at != std::string_view::npos; at = rest_.find("</", at + 2)) {
      if (lower(rest_.substr(at + 2, name.size())) != name) continue;
      const std::string_view text = rest_.substr(0, at);
      skip_to(at);
      return text;
    }
    const std::string_view text = rest_;
    rest_ = {};
    return text;
  }

 private:
  void skip_to(std::size_t at) { rest_.remove_prefix(std::min(at, rest_.size())); }
  void skip_behind(std::string_view what) {
    const std::size_t at = rest_.find(what);
    skip_to(at == std::string_view::npos ? at : at + what.size());
  }
  void skip_space() { skip_to(rest_.find_first_not_of(kSpace)); }
  std::string_view take_until(std::string_view characters) {
    const std::string_view taken = rest_.substr(0, rest_.find_first_of(characters));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  Tag read_tag() {
    Tag tag;
    const bool end = rest_.starts_with('/');
    if (end) rest_.remove_prefix(1);
    const char first = rest_.empty() ? '\0' : lower(rest_.front());
    if (first < 'a' || first > 'z') return tag;  // "a < b" is text
    tag.name = (end ? "/" : "") + lower(take_until(" \t\r\n\f/><"));
    for (;;) {
      skip_to(rest_.find_first_not_of(" \t\r\n\f/"));
      if (rest_.empty() || rest_.front() == '<') return tag;
      if (rest_.front() == '>') {
        rest_.remove_prefix(1);
        return tag;
      }
      read_attribute(tag);
    }
  }

  void read_attribute(Tag& tag) {
    std::string_view name = take_until(" \t\r\n\f/>=");
    if (name.empty()) name = rest_.substr(0, 1), rest_.remove_prefix(1);  // a stray '=': taken, so that we move on
    skip_space();
    std::string_view value;
    if (rest_.starts_with('=')) {
      rest_.remove_prefix(1);
      skip_space();
      value = read_value();
    }
    if (tag.attributes.size() < kAttributesMax) tag.attributes.emplace_back(lower(name), value);
  }

  std::string_view read_value() {
    if (rest_.empty() || (rest_.front() != '"' && rest_.front() != '\'')) return take_until(" \t\r\n\f>");
    const char quote = rest_.front();
    rest_.remove_prefix(1);
    const std::string_view value = take_until(std::string_view(&quote, 1));
    skip_to(1);
    return value;
  }

  std::string_view rest_;
};

void take_meta(HtmlMeta& meta, const Tag& tag) {
  std::string_view name = tag.get("property");
  if (name.empty()) name = tag.get("name");
  if (name.size() > 64 || meta.properties.size() >= kPropertiesMax) return;
  std::string key = lower(clean(name));
  if (key.empty() || !meta.property(key).empty()) return;
  std::string value = clean(tag.get("content"));
  if (!value.empty()) meta.properties.emplace_back(std::move(key), std::move(value));
}

void take_link(HtmlMeta& meta, const Tag& tag) {
  const std::string relation = lower(tag.get("rel"));
  const bool icon = relation == "icon" || relation == "shortcut icon" || relation == "apple-touch-icon";
  if (icon && meta.icon_url.empty()) meta.icon_url = clean(tag.get("href"));
  const bool oembed = lower(tag.get("type")) == "application/json+oembed";
  if (oembed && meta.oembed_url.empty()) meta.oembed_url = clean(tag.get("href"));
}

}  // namespace

std::string_view HtmlMeta::property(std::string_view name) const {
  for (const auto& [key, value] : properties) {
    if (key == name) return value;
  }
  return {};
}

HtmlMeta parse_html_meta(std::string_view html) {
  HtmlMeta meta;
  Reader reader(html);
  while (const auto tag = reader.next_tag()) {
    if (tag->name == "meta") {
      take_meta(meta, *tag);
    } else if (tag->name == "title") {
      const std::string_view text = reader.raw_text("title");
      if (meta.title.empty()) meta.title = clean(text);
    } else if (tag->name == "script" || tag->name == "style" || tag->name == "textarea") {
      reader.raw_text(tag->name);
    } else if (tag->name == "link") {
      take_link(meta, *tag);
    } else if (tag->name == "iframe" && meta.iframe_source.empty()) {
      meta.iframe_source = clean(tag->get("src"));
    }
  }
  return meta;
}

}  // namespace service
