// Moments as text (RFC 3339), the form Timestamp has in JSON. Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace wire {

/// 0000-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z: what four digits of a year can say.
inline constexpr std::int64_t kTimestampMin = -62'167'219'200'000;
inline constexpr std::int64_t kTimestampMax = 253'402'300'799'999;

/// "2024-06-09T00:30:05.793Z": UTC, always three digits of fraction. Outside of the limits above: the nearer of them.
std::array<char, 24> rfc3339(std::int64_t ms);

/// Milliseconds since 1970. Any offset; digits behind the milliseconds are dropped; a leap second is the one that follows
/// it. Nothing when it is no such text or lies outside of the limits.
std::optional<std::int64_t> parse_rfc3339(std::string_view text);

}  // namespace wire
