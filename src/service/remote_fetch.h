// Fetching from addresses that people wrote: link previews and the file proxy. Off unless configured, and never a way into
// the operator's own network: every address that a name resolves to is checked right before connecting, on every redirect.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace service {

struct FetchOptions {
  /// "127.0.0.1:8080", "[::1]:8080": exceptions from the rule for internal hosts, set by the operator.
  std::vector<std::string> allow_addresses;
  std::int64_t timeout_ms = 10'000;  // for everything, redirects included
  int redirects_max = 5;
};

struct Fetched {
  std::string url;           // after redirects
  std::string content_type;  // without parameters, lower case
  std::string body;
};

/// The port: what previews and the proxy ask.
class Fetcher {
 public:
  /// What happens with an answer that is longer than asked for.
  enum class Excess : std::uint8_t { refuse, cut };
  virtual ~Fetcher() = default;
  /// Blocking; call on a pool. invalid "url": cannot be fetched, or not 2xx; forbidden "url": an internal host; too_large
  /// "url" over `bytes_max`, unless it is to be cut there.
  virtual base::Result<Fetched> get(const std::string& url, std::uint64_t bytes_max, Excess excess) const = 0;
};

/// http and https only, without cookies, credentials or a proxy. Any thread.
class RemoteFetch final : public Fetcher {
 public:
  explicit RemoteFetch(FetchOptions options);
  base::Result<Fetched> get(const std::string& url, std::uint64_t bytes_max, Excess excess) const override;
  /// Ends fetches that are under way within a second or so and refuses further ones, so that a pool can be joined. Any
  /// thread.
  void stop() { stopped_ = true; }

 private:
  FetchOptions options_;
  std::atomic<bool> stopped_ = false;
};

/// Whether an address (text form) may be a target: not loopback, private, link-local, multicast, unspecified, shared
/// (100.64/10), documentation, nor an IPv6 form (mapped, translated, 6to4) of one of those. False for what is no address.
bool is_public_address(const std::string& address);

}  // namespace service
