// Whose address it is. See network.h.
#include "http/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace http {

std::string network_of(const std::string& address) {
  in6_addr network{};
  const bool six = inet_pton(AF_INET6, address.c_str(), &network) == 1 && !IN6_IS_ADDR_V4MAPPED(&network);
  if (!six) return address;
  std::fill(std::begin(network.s6_addr) + 8, std::end(network.s6_addr), std::uint8_t{0});
  char text[INET6_ADDRSTRLEN] = {};
  inet_ntop(AF_INET6, &network, text, sizeof text);
  return text;
}

}  // namespace http
