// Addresses and proxies: see the header.
#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <charconv>
#include <cstring>

#include "net/http_parser.h"

namespace net {
namespace {

constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
  text = trim(text);
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(end + 1);
    if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return std::nullopt;
    text = text.substr(1, end - 1);
  } else if (const std::size_t colon = text.find(':'); colon != text.npos && text.find(':', colon + 1) == text.npos) {
    if (!is_port(text.substr(colon + 1))) return std::nullopt;
    text = text.substr(0, colon);
  }
  const std::string zero_terminated(text);
  std::array<std::uint8_t, 16> bytes{};
  if (inet_pton(AF_INET, zero_terminated.c_str(), bytes.data() + 12) == 1) {
    std::copy(kMapped.begin(), kMapped.end(), bytes.begin());
    return Address(bytes);
  }
  if (inet_pton(AF_INET6, zero_terminated.c_str(), bytes.data()) == 1) return Address(bytes);
  return std::nullopt;
}

Address Address::of_peer(int fd) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  std::array<std::uint8_t, 16> bytes{};
  if (::getpeername(fd, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return Address(bytes);
  if (storage.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &storage, sizeof v4);
    std::copy(kMapped.begin(), kMapped.end(), bytes.begin());
    std::memcpy(bytes.data() + 12, &v4.sin_addr, 4);
  } else if (storage.ss_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &storage, sizeof v6);
    std::memcpy(bytes.data(), &v6.sin6_addr, 16);
  }
  return Address(bytes);
}

bool Address::v4() const { return std::equal(kMapped.begin(), kMapped.end(), bytes_.begin()); }

std::string Address::text() const {
  std::array<char, INET6_ADDRSTRLEN> out{};
  inet_ntop(v4() ? AF_INET : AF_INET6, bytes_.data() + (v4() ? 12 : 0), out.data(), out.size());
  return out.data();
}

base::Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& entries) {
  TrustedProxies out;
  for (const std::string& entry : entries) {
    const std::size_t slash = entry.find('/');
    const auto network = Address::parse(std::string_view(entry).substr(0, slash));
    unsigned bits = 128;
    bool good = network.has_value();
    if (good && slash != std::string::npos) {
      const char* const end = entry.data() + entry.size();
      const auto [last, error] = std::from_chars(entry.data() + slash + 1, end, bits);
      const unsigned most = network->v4() ? 32 : 128;
      good = error == std::errc() && last == end && bits <= most;
      bits += 128 - most;
    }
    if (!good) {
      return base::invalid("trusted_proxies", "\"" + entry + "\" is neither an address nor a range like 10.0.0.0/8");
    }
    out.ranges_.push_back({*network, bits});
  }
  return out;
}

bool TrustedProxies::trusts(const Address& address) const {
  return std::any_of(ranges_.begin(), ranges_.end(), [&](const Range& range) {
    const std::size_t whole = range.bits / 8;
    if (!std::equal(address.bytes().begin(), address.bytes().begin() + static_cast<std::ptrdiff_t>(whole),
                    range.network.bytes().begin())) {
      return false;
    }
    const unsigned rest = range.bits % 8;
    return rest == 0 || ((address.bytes()[whole] ^ range.network.bytes()[whole]) >> (8 - rest)) == 0;
  });
}

Address TrustedProxies::client(const Address& peer, const http::Headers& headers) const {
  if (!trusts(peer)) return peer;
  if (const std::string list = all_values(headers, "X-Forwarded-For"); !list.empty()) {
    std::string_view rest = list;
    Address last = peer;
    for (;;) {
      const std::size_t comma = rest.rfind(',');
      const auto hop = Address::parse(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
      if (!hop) return peer;
      last = *hop;
      if (!trusts(last) || comma == std::string_view::npos) return last;
      rest = rest.substr(0, comma);
    }
  }
  for (const std::string_view name : {"X-Real-IP", "CF-Connecting-IP"}) {
    if (const std::string_view value = headers.get(name); !value.empty()) return Address::parse(value).value_or(peer);
  }
  return peer;
}

bool is_valid_host(std::string_view host) {
  if (host.empty() || host.size() > 260) return false;
  std::string_view port;
  if (host.front() == '[') {
    const std::size_t end = host.find(']');
    if (end == std::string_view::npos || !Address::parse(host.substr(0, end + 1))) return false;
    port = host.substr(end + 1);
  } else {
    const std::size_t colon = std::min(host.find(':'), host.size());
    const std::string_view name = host.substr(0, colon);
    port = host.substr(colon);
    if (name.empty() || !std::all_of(name.begin(), name.end(), [](char c) {
          const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
          return letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        })) {
      return false;
    }
  }
  return port.empty() || (port.front() == ':' && is_port(port.substr(1)));
}

std::string origin_of(const http::Headers& headers, bool secure, bool trusted) {
  std::string_view scheme = secure ? "https" : "http";
  std::string_view host = headers.get("Host");
  if (trusted) {
    // A chain of proxies may have made lists of them; the first is what the client used.
    const auto first = [&](std::string_view name) {
      const std::string_view list = headers.get(name);
      return trim(list.substr(0, list.find(',')));
    };
    if (const std::string_view proto = first("X-Forwarded-Proto"); proto == "http" || proto == "https") scheme = proto;
    if (const std::string_view forwarded = first("X-Forwarded-Host"); is_valid_host(forwarded)) host = forwarded;
  }
  if (!is_valid_host(host)) host = "localhost";
  return std::string(scheme) + "://" + std::string(host);
}

}  // namespace net
