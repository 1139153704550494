// RecentKeys: which requests were seen already. A client that does not know whether its message arrived sends it again with
// the same key. Shared by all loops, because the second attempt may come in on another connection and so on another loop; a
// lock, held for one look into a table, is what that costs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/clock.h"

namespace service {

class RecentKeys {
 public:
  static constexpr std::int64_t kKeptMs = 10 * 60'000;

  /// Keys are kept for kKeptMs at least, unless more than `keys_max` come within that time: then the oldest go first, so
  /// that memory has a bound (of about 200 bytes for each).
  explicit RecentKeys(const base::Clock& clock, std::size_t keys_max = 100'000);

  /// False when the author (a person or a webhook) has used the key already. `key` at most 256 bytes. Any thread.
  bool remember(std::uint64_t author, std::string_view key);
  std::size_t size() const;

 private:
  struct Seen {
    std::string key;
    std::int64_t until_ms = 0;
  };
  void forget_old(std::int64_t now_ms);

  const base::Clock& clock_;
  const std::size_t keys_max_;
  mutable std::mutex mutex_;
  std::unordered_set<std::string> keys_;  // with the author in front
  std::deque<Seen> oldest_;               // the same, in the order of coming
};

}  // namespace service
