// Links in Markdown: what is quoted in one way or another is taken out, the rest is searched as any text. Pure; any thread.
#include <algorithm>
#include <string>

#include "service/previews.h"

namespace service {
namespace {

constexpr std::size_t kLinksMax = 5;

/// A run of backquotes begins code, which ends with a run of the same length; without one the backquotes are text.
std::string without_code(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = std::min(text.find('`', at), text.size());
    out += text.substr(at, begin - at);
    const std::size_t end = std::min(text.find_first_not_of('`', begin), text.size());
    const std::string_view run = text.substr(begin, end - begin);
    at = end;
    for (std::size_t close = text.find(run, end); !run.empty() && close != std::string_view::npos;) {
      const std::size_t behind = std::min(text.find_first_not_of('`', close), text.size());
      if (behind - close == run.size()) {
        at = behind;
        out += ' ';
        break;
      }
      close = text.find(run, behind);
    }
  }
  return out;
}

std::string without_quotes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = text.substr(at, end - at);
    if (!line.starts_with('>')) out += line;
    at = end;
  }
  return out;
}

std::string without_brackets(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = std::min(text.find("<http", at), text.size());
    out += text.substr(at, begin - at);
    const std::size_t end = text.find_first_of("> \n", begin);
    const bool closed = end != std::string_view::npos && text[end] == '>';
    if (!closed && begin < text.size()) out += text[begin];
    at = closed ? end + 1 : begin + 1;
  }
  return out;
}

}  // namespace

std::vector<std::string> find_links(std::string_view content) {
  std::vector<std::string> links;
  for (const std::string& url : find_urls(without_brackets(without_quotes(without_code(content))))) {
    std::string link = url.substr(0, url.find('#'));
    if (std::ranges::find(links, link) == links.end()) links.push_back(std::move(link));
    if (links.size() == kLinksMax) break;
  }
  return links;
}

}  // namespace service
