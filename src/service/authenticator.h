// Authenticator: token to person. One per loop, with a cache so that a request does not wait for the store; entries go when an
// event says that the log-in or the account ended, and after a while in any case.
#pragma once

#include <cstdint>
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
#include "service/runner.h"

namespace service {

/// 32 random bytes as URL-safe base64 (43 characters), and what is stored of them. Any thread.
std::string make_token();
core::TokenHash hash_token(std::string_view token);
/// A random number with six digits, 100000 to 999998.
std::int32_t make_code();

class Authenticator {
 public:
  Authenticator(Runner& runner, const base::Clock& clock);
  /// unauthenticated when the token is not one of ours or its log-in or account is gone.
  base::Task<base::Result<Actor>> authenticate(std::string token);
  /// Events of any kind; forgets what they end. Call with everything the bus delivers to this loop.
  void on_events(std::span<const core::EventRef> events);

 private:
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
  std::uint64_t generation_ = 0;  // counts invalidations: a lookup that was under way across one is not cached
  std::unordered_map<std::uint64_t, Entry> by_hash_;  // first 8 bytes of the hash
};

}  // namespace service
