// Addresses of peers, and which of them are our own proxies. Pure values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace net {

/// An IPv4 or IPv6 address in 16 bytes; IPv4 in its mapped form (::ffff:a.b.c.d), so that both spellings are one address.
class Address {
 public:
  Address() = default;
  /// Plain text form; surrounding brackets and a port ("[::1]:80", "10.0.0.1:80") as some proxies write it are accepted too.
  static std::optional<Address> parse(std::string_view text);
  static Address from_bytes(const std::array<std::uint8_t, 16>& bytes) { return Address(bytes); }
  /// Of the peer of a connected socket; all zero when there is none any more.
  static Address of_peer(int fd);

  std::string text() const;
  bool v4() const;
  const std::array<std::uint8_t, 16>& bytes() const { return bytes_; }
  bool operator==(const Address&) const = default;

 private:
  explicit Address(const std::array<std::uint8_t, 16>& bytes) : bytes_(bytes) {}
  std::array<std::uint8_t, 16> bytes_{};
};

/// Proxies whose forwarding headers are believed.
class TrustedProxies {
 public:
  /// Addresses or CIDR ranges ("10.0.0.0/8", "::1"). invalid("trusted_proxies", ...) names the entry that is neither.
  static base::Result<TrustedProxies> parse(const std::vector<std::string>& entries);

  bool trusts(const Address& address) const;
  /// Who the client is. Headers count only when the peer itself is trusted: X-Forwarded-For from the right, past trusted
  /// addresses, to the first one that is not; without it X-Real-IP, then CF-Connecting-IP. Anything unreadable gives the
  /// peer.
  Address client(const Address& peer, const http::Headers& headers) const;

 private:
  struct Range {
    Address network;
    unsigned bits;
  };
  std::vector<Range> ranges_;
};

/// "host", "host:port" or "[v6]:port" with nothing else in it (RFC 9110, 7.2); what is sent back in links must not carry
/// markup.
bool is_valid_host(std::string_view host);

/// scheme://host[:port] under which the client reached us: from X-Forwarded-Proto and -Host where `trusted`, else what we
/// see.
std::string origin_of(const http::Headers& headers, bool secure, bool trusted);

}  // namespace net
