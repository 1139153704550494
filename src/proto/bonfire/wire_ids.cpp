// Reading ULIDs. Pure functions, any thread.
#include "proto/bonfire/wire_ids.h"

#include <algorithm>

namespace bonfire {
namespace {

constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kUlidLength = 26;
constexpr std::size_t kUlidTimeLength = 10;
constexpr std::int64_t kMsPerSecond = 1000;
/// The ten bits of milliseconds reach to 1023 and are never used above 999: there stand the ids that nothing has.
constexpr std::uint64_t kUnusedInSecond = 0xFFFF;

}  // namespace

std::optional<std::uint64_t> read_ulid(std::string_view text) {
  if (const auto ours = core::from_ulid(text)) return ours;
  if (text.size() != kUlidLength || text[0] > '7') return std::nullopt;
  std::uint64_t ms = 0;
  for (std::size_t i = 0; i < kUlidLength; ++i) {
    const std::size_t value = kCrockford.find(text[i]);
    if (value == std::string_view::npos) return std::nullopt;
    if (i < kUlidTimeLength) ms = ms << 5 | value;
  }
  const std::int64_t second = static_cast<std::int64_t>(ms) / kMsPerSecond;
  return core::first_id_of_ms(second * kMsPerSecond) | kUnusedInSecond;
}

}  // namespace bonfire
