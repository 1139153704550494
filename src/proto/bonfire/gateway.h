// The gateway of one loop: what its sessions share, and how they are made. Used on the loop's thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/task.h"
#include "base/unique_function.h"
#include "http/message.h"
#include "http/rate_limiter.h"
#include "hub/hub.h"
#include "hub/session.h"
#include "proto/bonfire/dialect.h"
#include "service/actor.h"

namespace bonfire {

/// Token to person, as a session's or a bot's. unauthenticated or not_found when the token is no good, anything else when it
/// could not be looked at. A good token of somebody who has no name yet gives an actor that says so.
using Authenticate = base::UniqueFunction<base::Task<base::Result<service::Actor>>(std::string token)>;

/// What Ready shows and the hub does not keep (2.2), as of one reading.
struct Personal {
  UserSettings settings;  // of the keys asked for
  std::vector<ChannelUnread> unreads;
  std::vector<PolicyChange> policy_changes;
  std::uint64_t number = 0;  // the last event of the person's stream that is contained
};
struct PersonalWishes {
  core::UserId user;
  std::vector<std::string> setting_keys;
  bool unreads = false;
};
using LoadPersonal = base::UniqueFunction<base::Task<base::Result<Personal>>(PersonalWishes wishes)>;
/// Slowmodes that are running for the person in those channels (4.9).
using LoadSlowmodes =
    base::UniqueFunction<base::Task<std::vector<ChannelSlowmode>>(core::UserId user, std::vector<core::ChannelId> channels)>;

struct GatewayLimits {
  std::int64_t authenticate_ms = 15'000;  // for the first good token; at least 10 s (2.3)
  std::int64_t idle_ms = 90'000;          // without any frame; at least 60 s (2.8)
  std::uint16_t frames_per_window = 200;  // per connection, every kind of frame
  std::int64_t window_ms = 10'000;
  std::int64_t subscription_ms = 15 * 60'000;  // 3.4
  http::RateLimit connections{};               // per address; counted when the context has a limiter
};

/// One per loop; outlives its sessions, and so do the things it refers to.
struct GatewayContext {
  GatewayContext(hub::Hub& its_hub, Authenticate how, LoadPersonal personal, LoadSlowmodes slowmodes)
      : hub(its_hub),
        authenticate(std::move(how)),
        load_personal(std::move(personal)),
        load_slowmodes(std::move(slowmodes)) {}

  hub::Hub& hub;
  Authenticate authenticate;
  LoadPersonal load_personal;
  LoadSlowmodes load_slowmodes;
  GatewayLimits limits;
  http::RateLimiter* limiter = nullptr;  // shared by all loops; null: nobody is refused for connecting too often
  bool has_policies = false;             // whether policy changes have to be looked up for everybody
  Dialect json{Encoding::json};
  Dialect msgpack{Encoding::msgpack};
};

/// The query parameters of the connection's address (2.2).
struct GatewayQuery {
  Encoding encoding = Encoding::json;
  bool has_token = false;
  std::string token;
  ReadyChoice ready;
};
/// Never fails: what is not understood is ignored. `query` is the part after "?", percent-escapes and all.
GatewayQuery parse_query(std::string_view query);

/// For net::Gateway::factory.
std::unique_ptr<hub::Session> make_session(GatewayContext& context, const http::Request& request,
                                           hub::Connection& connection);

}  // namespace bonfire
