// Authenticator: token to person or bot. One per loop, with a cache so that a request does not wait for the store; entries
// go when an event says that the log-in or the account ended, and after a while in any case.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "base/result.h"
#include "base/task.h"
#include "core/event.h"
#include "core/user.h"
#include "service/actor.h"
#include "service/derived_token.h"
#include "service/runner.h"

namespace service {

/// Random bytes as URL-safe base64 without padding (32 bytes: 43 characters, 48: 64, 24: 32), and what is stored of them.
/// Any thread.
std::string make_token(std::size_t bytes = 32);
core::TokenHash hash_token(std::string_view token);
/// A random number with six digits, 100000 to 999998.
std::int32_t make_code();

class Authenticator {
 public:
  /// Without the instance's key no bot comes in.
  Authenticator(Runner& runner, const base::Clock& clock, std::optional<InstanceKey> key = std::nullopt);
  /// A person's log-in, made by make_token with 32 or 48 bytes. unauthenticated "token" when it is not one of ours or its
  /// log-in or account is gone. People without a name yet come in too: see Actor::named.
  base::Task<base::Result<Actor>> authenticate(std::string token);
  /// A bot, by its derived token. unauthenticated "token" likewise, and for tokens that were replaced.
  base::Task<base::Result<Actor>> authenticate_bot(std::string token);
  /// Events of any kind; forgets what they end. Call with everything the bus delivers to this loop.
  void on_events(std::span<const core::EventRef> events);

 private:
  using LookUp = base::UniqueFunction<base::Result<Actor>(store::Reader&)>;
  /// From the cache, if it is of the same sort, or else by `look_up`.
  base::Task<base::Result<Actor>> find(core::TokenHash hash, bool bot, LookUp look_up);
  void remember(const core::TokenHash& hash, const Actor& actor);
  template <typename Matches>
  void forget(Matches matches);

  struct Entry {
    core::TokenHash hash;
    Actor actor;
    std::int64_t good_until_ms;  // Clock::steady_ms
  };
  static constexpr std::size_t kEntriesMax = 20'000;
  static constexpr std::int64_t kGoodForMs = 5 * 60'000;
  Runner& runner_;
  const base::Clock& clock_;
  std::optional<InstanceKey> key_;
  std::uint64_t generation_ = 0;  // counts invalidations: a lookup that was under way across one is not cached
  std::unordered_map<std::uint64_t, Entry> by_hash_;  // first 8 bytes of the hash
};

}  // namespace service
