// Sec-WebSocket-Extensions (RFC 6455, 9.1):  name *( ";" parameter [ "=" ( token | quoted-string ) ] ), separated by commas.
// Not Beast's ext_list: in 1.81 it loses what follows a parameter without value, and gives an extension without parameters
// those of the one before. Pure function.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace net {

struct Extension {
  std::string name;
  std::vector<std::pair<std::string, std::optional<std::string>>> parameters;
};

/// Empty when the list breaks the grammar anywhere.
std::vector<Extension> parse_extensions(std::string_view value);

}  // namespace net
