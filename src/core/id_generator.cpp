// Ids and their spellings. Pure functions; an IdGenerator belongs to one thread (the store's writer).
#include "core/id_generator.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/ids.h"

namespace core {
namespace {

constexpr std::int64_t kEpochUnixMs = kEpochUnixSeconds * 1000;
constexpr std::int64_t kSnowflakeEpochUnixMs = 1'420'070'400'000;
constexpr std::uint64_t kLaneMask = kLanes - 1;
constexpr int kSnowflakeTimeShift = 22;

constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kUlidLength = 26;
constexpr std::size_t kUlidTimeLength = 10;  // characters, 5 bits each; the first one carries only 3

/// The value of a Crockford character, or 32. Upper case only: two texts must not name one id.
std::uint64_t crockford_value(char c) {
  const auto at = kCrockford.find(c);
  return at == std::string_view::npos ? kCrockford.size() : at;
}

std::optional<std::uint64_t> id_of(std::int64_t unix_ms, std::uint64_t lane) {
  if (unix_ms < kEpochUnixMs || lane >= kLanes) return std::nullopt;
  return first_id_of_ms(unix_ms) | lane;
}

}  // namespace

std::int64_t unix_ms_of_id(std::uint64_t id) {
  const auto seconds = static_cast<std::int64_t>(id >> 16);
  const auto ms = static_cast<std::int64_t>((id >> 6) & 0x3FF);
  return (kEpochUnixSeconds + seconds) * 1000 + ms;
}

std::uint64_t first_id_of_ms(std::int64_t unix_ms) {
  const auto since = static_cast<std::uint64_t>(std::max<std::int64_t>(unix_ms - kEpochUnixMs, 0));
  return (since / 1000) << 16 | (since % 1000) << 6;
}

// Ids up to kDeletedUser are taken from the start (ids.h), so that even a clock at the epoch gives no reserved id.
IdGenerator::IdGenerator(std::uint64_t last_id, std::uint64_t first_lane, std::uint64_t lane_count)
    : last_(std::max(last_id, kDeletedUser.value)), first_lane_(first_lane), lane_count_(lane_count) {}

std::uint64_t IdGenerator::next(std::int64_t unix_ms) {
  const std::int64_t last_ms = unix_ms_of_id(last_);
  std::int64_t ms = std::max(unix_ms, last_ms);
  std::uint64_t lane = first_lane_;
  if (ms == last_ms) {
    lane = std::max(first_lane_, (last_ & kLaneMask) + 1);
    if (lane >= first_lane_ + lane_count_) {
      lane = first_lane_;
      ++ms;
    }
  }
  last_ = first_id_of_ms(ms) | lane;
  return last_;
}

std::string to_decimal(std::uint64_t id) { return std::to_string(id); }

std::optional<std::uint64_t> from_decimal(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return value;
}

std::string to_ulid(std::uint64_t id) {
  std::string text(kUlidLength, kCrockford[0]);
  auto time = static_cast<std::uint64_t>(unix_ms_of_id(id));
  for (std::size_t i = kUlidTimeLength; i-- > 0; time >>= 5) text[i] = kCrockford[time & 31];
  const std::uint64_t lane = id & kLaneMask;
  text[kUlidLength - 2] = kCrockford[lane >> 5];
  text[kUlidLength - 1] = kCrockford[lane & 31];
  return text;
}

std::optional<std::uint64_t> from_ulid(std::string_view text) {
  if (text.size() != kUlidLength || crockford_value(text[0]) > 7) return std::nullopt;
  std::uint64_t time = 0;
  for (std::size_t i = 0; i < kUlidTimeLength; ++i) {
    const std::uint64_t value = crockford_value(text[i]);
    if (value >= kCrockford.size()) return std::nullopt;
    time = time << 5 | value;
  }
  for (std::size_t i = kUlidTimeLength; i < kUlidLength - 2; ++i) {
    if (text[i] != kCrockford[0]) return std::nullopt;
  }
  const std::uint64_t high = crockford_value(text[kUlidLength - 2]);
  const std::uint64_t low = crockford_value(text[kUlidLength - 1]);
  if (high > 1 || low >= kCrockford.size()) return std::nullopt;
  return id_of(static_cast<std::int64_t>(time), high << 5 | low);
}

std::string to_snowflake(std::uint64_t id) {
  const auto time = static_cast<std::uint64_t>(unix_ms_of_id(id) - kSnowflakeEpochUnixMs);
  return std::to_string(time << kSnowflakeTimeShift | (id & kLaneMask));
}

std::optional<std::uint64_t> from_snowflake(std::string_view text) {
  const auto value = from_decimal(text);
  if (!value) return std::nullopt;
  const std::uint64_t low = *value & ((std::uint64_t{1} << kSnowflakeTimeShift) - 1);
  return id_of(static_cast<std::int64_t>(*value >> kSnowflakeTimeShift) + kSnowflakeEpochUnixMs, low);
}

}  // namespace core
