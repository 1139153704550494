// The answer of an oEmbed endpoint (oembed.com, 2.3). Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace service {

struct Oembed {
  std::string title;
  std::string author_name;
  std::string author_url;
  std::string html;
};

/// Missing members are empty; nothing when it is not an object or a member is no text.
std::optional<Oembed> parse_oembed(std::string_view json);

}  // namespace service
