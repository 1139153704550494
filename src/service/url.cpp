// libcurl's URL parser behind a narrow door: what it checks is what it will fetch.
#include "service/url.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace service {
namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, FreeUrl>;

std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, 0) != CURLUE_OK || text == nullptr) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

UrlHandle parse(const std::string& url) {
  UrlHandle handle(curl_url());
  if (!handle || url.find('\0') != std::string::npos) return nullptr;
  if (curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return nullptr;
  return handle;
}

bool is_web(CURLU* url) {
  const std::string scheme = lower(part(url, CURLUPART_SCHEME));
  return scheme == "http" || scheme == "https";
}

}  // namespace

std::optional<Url> parse_url(const std::string& url) {
  const UrlHandle handle = parse(url);
  if (!handle || !is_web(handle.get())) return std::nullopt;
  return Url{lower(part(handle.get(), CURLUPART_SCHEME)), lower(part(handle.get(), CURLUPART_HOST)),
             part(handle.get(), CURLUPART_PATH), part(handle.get(), CURLUPART_QUERY)};
}

std::optional<std::string> resolve_url(const std::string& base, const std::string& reference) {
  const UrlHandle handle = parse(base);
  if (!handle || reference.empty() || reference.find('\0') != std::string::npos) return std::nullopt;
  if (curl_url_set(handle.get(), CURLUPART_URL, reference.c_str(), 0) != CURLUE_OK || !is_web(handle.get()))
    return std::nullopt;
  return part(handle.get(), CURLUPART_URL);
}

std::optional<std::string> query_parameter(std::string_view query, std::string_view name) {
  // Walks by hand: g++ 12 reports an impossible bound in an inlined find() on the rest of a view.
  std::size_t begin = 0;
  while (begin < query.size()) {
    std::size_t end = begin;
    while (end < query.size() && query[end] != '&') ++end;
    std::size_t equals = begin;
    while (equals < end && query[equals] != '=') ++equals;
    if (query.substr(begin, equals - begin) == name)
      return std::string(query.substr(std::min(equals + 1, end), end - std::min(equals + 1, end)));
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace service
