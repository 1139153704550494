// The codec of oEmbed answers. Pure; any thread.
#include "service/oembed.h"

#include "wire/json.h"

namespace service {
namespace {

struct Answer {
  std::optional<std::string> title, author_name, author_url, html;

  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"title">(&Answer::title), wire::field<"author_name">(&Answer::author_name),
                        wire::field<"author_url">(&Answer::author_url), wire::field<"html">(&Answer::html));
  }
};

}  // namespace

std::optional<Oembed> parse_oembed(std::string_view json) {
  auto answer = wire::from_json<Answer>(json);
  if (!answer) return std::nullopt;
  return Oembed{answer->title.value_or(""), answer->author_name.value_or(""), answer->author_url.value_or(""),
                answer->html.value_or("")};
}

}  // namespace service
