// Everything about this protocol that the operator can set (pandemonium 7), with the defaults. Filled by app before anything
// runs, then read-only: any thread.
#pragma once

#include "base/result.h"
#include "http/rate_limiter.h"
#include "proto/pandemonium/wire_instance.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pandemonium {

struct Config {
  std::string instance_name = "Tetragate";  // 1 to 32 code points
  std::optional<std::string> description;   // 1 to 2048 code points
  std::string version = "0.4.0-alpha2";     // free text

  // What clients are told to connect to. Empty: the origin of the client's own request, followed by the path below.
  std::string oprish_url, pandemonium_url, effis_url;
  std::string oprish_path = "/oprish", pandemonium_path = "/pandemonium", effis_path = "/effis";

  std::uint32_t message_limit = 2048;    // code points, at least 1024
  std::uint32_t bio_limit = 250;         // code points; 4096 is never exceeded
  std::uint64_t file_size = 20'000'000;  // bytes
  std::uint64_t attachment_file_size = 100'000'000;
  std::uint64_t proxy_file_size = 50'000'000;
  InstanceRateLimits rate_limits;
  bool rate_limits_enabled = true;  // off: the headers are sent (6.3), nothing is refused

  /// The mailer's sender address; empty without a mailer. Then accounts are born verified (5.2).
  std::optional<std::string> email_address;

  std::int64_t heartbeat_interval_ms = 45'000;  // told to clients
  std::int64_t heartbeat_timeout_ms = 75'000;   // 48 to 96 s (2.6): browsers slow the timers of hidden tabs to one a minute

  bool previews = false;  // generate link previews (5.9.4)
  bool proxy = false;     // answer GET /proxy (5.11) by fetching from elsewhere
  /// The operator's files below /static (5.11); empty: there are none.
  std::string static_folder;
};

/// Why the configuration cannot be used: `subject` is the key.
base::Result<void> check(const Config& config);

/// One plain setting, by its key in the configuration file.
struct Setting {
  std::string_view key;
  std::variant<std::string*, std::optional<std::string>*, std::uint32_t*, std::uint64_t*, std::int64_t*, bool*> value;
};
std::vector<Setting> settings(Config& config);

/// One rate limit, by its section ("oprish", "effis"; empty for the gateway's own) and key: 44 + 4 + 1 of them.
struct LimitSetting {
  std::string_view section;
  std::string_view key;
  std::uint32_t* reset_after;
  std::uint32_t* limit;
  std::uint64_t* file_size_limit;  // null where bytes are not limited
};
std::vector<LimitSetting> limit_settings(Config& config);

/// For http::RateLimiter.
inline http::RateLimit to_limit(const RateLimitConf& c) { return {c.limit, c.reset_after, 0}; }
inline http::RateLimit to_limit(const EffisRateLimitConf& c) { return {c.limit, c.reset_after, c.file_size_limit}; }

/// InstanceInfo (3.16) as told to a client that reached us under `origin` (scheme://host[:port], any of http, https, ws,
/// wss).
InstanceInfo instance_info(const Config& config, std::string_view origin, bool with_rate_limits);

}  // namespace pandemonium
