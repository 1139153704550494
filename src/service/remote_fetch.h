// Fetching from addresses that people wrote: link previews and the file proxy. Off unless configured, and never a way into the
// operator's own network: every address that a name resolves to is checked right before connecting, on every redirect.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/executor.h"
#include "base/result.h"

namespace service {

struct FetchOptions {
  std::vector<std::string> allow_addresses;  // "127.0.0.1:8080": exceptions from the rule for internal hosts, set by the operator
  std::int64_t timeout_ms = 10'000;
  int redirects_max = 5;
};

struct Fetched {
  std::string url;           // after redirects
  std::string content_type;  // without parameters, lower case
  std::string body;
};

class RemoteFetch {
 public:
  explicit RemoteFetch(FetchOptions options);
  /// Blocking; call on a pool. http and https only. invalid "url": cannot be fetched or not allowed; too_large over bytes_max.
  base::Result<Fetched> get(const std::string& url, std::uint64_t bytes_max) const;

 private:
  FetchOptions options_;
};

/// Whether an address (text form) may be a target: not loopback, private, link-local, multicast, unspecified, shared (100.64/10),
/// documentation, nor an IPv6 form of one of those.
bool is_public_address(const std::string& address);

}  // namespace service
