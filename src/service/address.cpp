// Which addresses belong to the public internet (IANA special-purpose registries). Pure; any thread.
#include <arpa/inet.h>

#include <array>

#include "service/remote_fetch.h"

namespace service {
namespace {

using V6 = std::array<std::uint8_t, 16>;

struct V4Block {
  std::uint32_t network;
  int bits;
};
constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c, unsigned d) { return a << 24 | b << 16 | c << 8 | d; }
constexpr V4Block kNotPublic[] = {
    {v4(0, 0, 0, 0), 8},        // "this network"
    {v4(10, 0, 0, 0), 8},       // private
    {v4(100, 64, 0, 0), 10},    // shared by carriers
    {v4(127, 0, 0, 0), 8},      // loopback
    {v4(169, 254, 0, 0), 16},   // link-local, metadata services of clouds
    {v4(172, 16, 0, 0), 12},    // private
    {v4(192, 0, 0, 0), 24},     // protocol assignments
    {v4(192, 0, 2, 0), 24},     // documentation
    {v4(192, 88, 99, 0), 24},   // 6to4 relays
    {v4(192, 168, 0, 0), 16},   // private
    {v4(198, 18, 0, 0), 15},    // benchmarks
    {v4(198, 51, 100, 0), 24},  // documentation
    {v4(203, 0, 113, 0), 24},   // documentation
    {v4(224, 0, 0, 0), 4},      // multicast
    {v4(240, 0, 0, 0), 4},      // reserved, broadcast
};

bool is_public_v4(std::uint32_t address) {
  for (const V4Block& block : kNotPublic) {
    if ((address ^ block.network) >> (32 - block.bits) == 0) return false;
  }
  return true;
}

std::uint32_t v4_at(const V6& a, std::size_t at) { return v4(a[at], a[at + 1], a[at + 2], a[at + 3]); }

bool begins_with(const V6& address, std::initializer_list<std::uint8_t> bytes) {
  return std::equal(bytes.begin(), bytes.end(), address.begin());
}

bool is_public_v6(const V6& a) {
  // IPv4 addresses in other clothes: mapped (::ffff:0:0/96), translated (64:ff9b::/96), 6to4 (2002::/16).
  if (begins_with(a, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) return is_public_v4(v4_at(a, 12));
  if (begins_with(a, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) return is_public_v4(v4_at(a, 12));
  if (begins_with(a, {0x20, 0x02})) return is_public_v4(v4_at(a, 2));
  if ((a[0] & 0xE0) != 0x20) return false;                       // only 2000::/3 is given out at all
  if (begins_with(a, {0x20, 0x01}) && a[2] < 2) return false;    // 2001::/23 protocol assignments, Teredo among them
  if (begins_with(a, {0x20, 0x01, 0x0D, 0xB8})) return false;    // documentation
  return !(begins_with(a, {0x3F, 0xFF}) && (a[2] & 0xF0) == 0);  // documentation
}

}  // namespace

bool is_public_address(const std::string& address) {
  in_addr four{};
  if (inet_pton(AF_INET, address.c_str(), &four) == 1) return is_public_v4(ntohl(four.s_addr));
  V6 six{};
  return inet_pton(AF_INET6, address.c_str(), six.data()) == 1 && is_public_v6(six);
}

}  // namespace service
