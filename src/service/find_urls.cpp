// URLs in what people write. Pure; any thread.
#include <algorithm>

#include "service/previews.h"
#include "service/url.h"

namespace service {
namespace {

constexpr std::size_t kUrlsMax = 10;
constexpr std::size_t kUrlBytesMax = 2048;

bool ends_url(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u <= 0x20 || u == 0x7F || std::string_view("<>\"`\\^{}|").find(c) != std::string_view::npos;
}

bool equal_ignoring_case(std::string_view a, std::string_view lower_case) {
  return a.size() == lower_case.size() && std::equal(a.begin(), a.end(), lower_case.begin(), [](char x, char y) {
           return (x >= 'A' && x <= 'Z' ? x + 32 : x) == y;
         });
}

/// "(see https://example.org/a_(b))." ends before the last bracket and the stop: closing brackets belong to the URL only as
/// far as it opened them.
std::string_view without_punctuation(std::string_view url) {
  while (!url.empty()) {
    const char last = url.back();
    const bool mark = std::string_view(".,;:!?'*_~").find(last) != std::string_view::npos;
    const char opening = last == ')' ? '(' : last == ']' ? '[' : '\0';
    const bool unopened =
        opening != '\0' && std::count(url.begin(), url.end(), opening) < std::count(url.begin(), url.end(), last);
    if (!mark && !unopened) break;
    url.remove_suffix(1);
  }
  return url;
}

}  // namespace

std::vector<std::string> find_urls(std::string_view content) {
  std::vector<std::string> urls;
  std::size_t at = 0;
  while (urls.size() < kUrlsMax && (at = content.find("://", at)) != std::string_view::npos) {
    const bool secure = at >= 5 && equal_ignoring_case(content.substr(at - 5, 5), "https");
    const bool plain = at >= 4 && equal_ignoring_case(content.substr(at - 4, 4), "http");
    const std::size_t begin = at - (secure ? 5 : 4);
    at += 3;
    if (!secure && !plain) continue;
    const std::string_view rest = content.substr(begin);
    const auto length = static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), ends_url) - rest.begin());
    const std::string url(without_punctuation(rest.substr(0, length)));
    at = begin + std::max(length, std::size_t{8});
    if (url.size() > kUrlBytesMax || !parse_url(url) || std::find(urls.begin(), urls.end(), url) != urls.end()) continue;
    urls.push_back(url);
  }
  return urls;
}

}  // namespace service
