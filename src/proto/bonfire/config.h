// Everything about this protocol that the operator can set (bonfire-rest 9, 10), with the defaults. Filled by app before
// anything runs, then read-only: any thread.
#pragma once

#include "base/result.h"
#include "core/ids.h"
#include "proto/bonfire/wire_config.h"
#include "service/actor.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bonfire {

/// Calls in 10 seconds (bonfire-rest 1.7).
struct RateLimits {
  std::uint32_t user_edit = 2, default_avatar = 255, users = 20, bots = 10;
  std::uint32_t messaging = 10, channels = 15, servers = 5;
  std::uint32_t auth = 15, auth_delete = 255;
  std::uint32_t safety_report = 3, safety = 15;
  std::uint32_t swagger = 100, any = 20;
  std::uint32_t upload = 10;
  std::uint32_t gateway = 200;  // connections; the reference servers have no limit
};
inline constexpr std::uint32_t kRateLimitWindowSeconds = 10;

/// Something that all people are told until they acknowledge it (bonfire-rest 4.5).
struct PolicyNotice {
  std::int64_t created_ms = 0;
  std::int64_t effective_ms = 0;
  std::string url;
  std::string description;
};

/// Limits of the node as the reference servers have them.
NodeLimits default_limits();

struct Config {
  std::string version = "0.15.1";  // of the interface, told to clients

  // What clients are told to connect to, without a slash at the end. Empty: the origin of the client's own request, followed
  // by the path below (the web client: by nothing).
  std::string api_url, ws_url, autumn_url, january_url, app_url;
  std::string api_path = "/delta", ws_path = "/bonfire", autumn_path = "/autumn", january_path = "/january";

  bool january = false;                          // a link proxy is offered, and links in messages are looked at
  std::uint64_t january_file_size = 20'000'000;  // of an image or a video that it passes on
  std::string moderation_token;                  // X-Admin-Token (bonfire-rest 5.4); empty: nobody moderates files
  bool webhooks_enabled = true;                  // otherwise what begins with /webhooks is NotFound (4.2)
  bool invite_only = false;                      // making an account takes one of the codes below
  std::vector<std::string> account_invites;
  std::vector<std::string> blocked_email_domains;  // in lower case; nobody makes an account there
  std::string blocked_email_note = "Addresses of this provider are not accepted here.";

  NodeLimits limits = default_limits();
  RateLimits rate_limits;
  bool rate_limits_enabled = true;  // off: the headers are sent (1.7), nothing is refused

  /// Answer 200 with `null` where it would be 204 (1.6): for clients that read every body as JSON.
  bool null_for_empty = false;
  std::uint32_t deletion_delay_s = 7 * 24 * 3600;  // from asking for an account's deletion to the deletion; 0: at once
  /// "<day> <day> <address> <text>": since when it is told, from when it holds (YYYY-MM-DD, UTC), where to read more.
  std::vector<std::string> policy_changes;

  LegalLinks legal_links;
  std::string vapid;       // public key for Web Push
  std::string origin_url;  // where this server's source is
};

/// Why the configuration cannot be used: `subject` is the key.
base::Result<void> check(const Config& config);

/// One setting, by its key in the configuration file.
struct Setting {
  std::string key;
  std::string doc;
  std::variant<std::string*, std::uint32_t*, std::uint64_t*, bool*, std::vector<std::string>*> value;
};
/// The pointers are into `config`.
std::vector<Setting> settings(Config& config);

/// What GET / answers to a client that reached us under `origin` (scheme://host[:port]). `email`: there is a mailer.
NodeConfig node_config(const Config& config, std::string_view origin, bool email);
/// The file server's address, without a slash at its end.
std::string autumn_url(const Config& config, std::string_view origin);
/// The web client's address for links in mails.
std::string app_url(const Config& config, std::string_view origin);

/// By how long ago the person joined, which their id tells (10.1).
const UserLimits& limits_of(const Config& config, core::UserId user, std::int64_t now_ms);
/// The same for the use cases.
service::Limits service_limits(const Config& config, core::UserId user, std::int64_t now_ms);
/// Whether the node's operator lets this person make servers.
bool may_create_servers(const Config& config, core::UserId user);

/// Those created after `seen_ms`; of a checked configuration.
std::vector<PolicyNotice> policy_notices(const Config& config, std::int64_t seen_ms = 0);

}  // namespace bonfire
