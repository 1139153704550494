// URLs, as the library that fetches them understands them. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace service {

struct Url {
  std::string scheme;  // lower case
  std::string host;    // lower case
  std::string path;    // with its leading slash, still encoded
  std::string query;   // still encoded, without '?'
};

/// Nothing unless it is an absolute http or https URL.
std::optional<Url> parse_url(const std::string& url);
/// `reference` as seen from the page `base`; nothing unless that is an http or https URL.
std::optional<std::string> resolve_url(const std::string& base, const std::string& reference);
/// The still encoded value of a query parameter.
std::optional<std::string> query_parameter(std::string_view query, std::string_view name);

}  // namespace service
