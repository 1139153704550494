// IdGenerator: 64-bit ids that increase with time, and their four spellings (architecture section 3).
//
//   63                                16 15            6 5      0
//  +------------------------------------+---------------+--------+
//  | seconds since Unix 1 650 000 000   | ms in second  |  lane  |
//  +------------------------------------+---------------+--------+
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace core {

inline constexpr std::int64_t kEpochUnixSeconds = 1'650'000'000;
inline constexpr std::uint64_t kLanes = 64;

/// Unix milliseconds of an id's time part.
std::int64_t unix_ms_of_id(std::uint64_t id);
/// The first id of a millisecond; `unix_ms` before the epoch counts as the epoch.
std::uint64_t first_id_of_ms(std::int64_t unix_ms);

/// Hands out ids in ascending order. When the lanes of a millisecond are used up it goes on into the next one, ahead of the
/// clock; it never goes back, neither when the clock does nor after a restart (start it with the last id that was given
/// out). One thread. A node of several owns the lanes [first_lane, first_lane + lane_count).
class IdGenerator {
 public:
  explicit IdGenerator(std::uint64_t last_id = 0, std::uint64_t first_lane = 0, std::uint64_t lane_count = kLanes);
  std::uint64_t next(std::int64_t unix_ms);
  std::uint64_t last() const { return last_; }

 private:
  std::uint64_t last_;
  std::uint64_t first_lane_;
  std::uint64_t lane_count_;
};

// The four spellings. Writing is total on our ids; reading gives nothing for text that is not such an id, and each id has
// one text: no leading zeros, no lower case. The decimal form is the number itself, so every number that fits is read: one
// that is not ours is simply not found.
std::string to_decimal(std::uint64_t id);
std::optional<std::uint64_t> from_decimal(std::string_view text);
std::string to_ulid(std::uint64_t id);  // 26 characters, Crockford base 32
std::optional<std::uint64_t> from_ulid(std::string_view text);
std::string to_snowflake(std::uint64_t id);  // (unix_ms - 1420070400000) << 22 | lane, decimal
std::optional<std::uint64_t> from_snowflake(std::string_view text);

}  // namespace core
