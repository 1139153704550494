// Ids are compared as signed numbers in the database; a cursor above all of them is the largest.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

namespace store::sql {

/// Both ends are outside.
struct IdRange {
  std::uint64_t after;
  std::uint64_t before;
};

template <typename Id>
IdRange id_range(const std::optional<Id>& after, const std::optional<Id>& before) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
  return {after ? std::min(after->value, kMax) : 0, before ? std::min(before->value, kMax) : kMax};
}

}  // namespace store::sql
