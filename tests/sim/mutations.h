// Every kind of change there is, made to the truth at random but always allowed.
#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "tests/support/truth.h"

namespace sim {

using Random = std::mt19937_64;
inline std::size_t below(Random& random, std::size_t n) { return static_cast<std::size_t>(random() % n); }

inline constexpr std::uint64_t kWarden = 7;  // the role that sees hidden channels, in every community

/// A change in one community (or to a person); gives what was committed, nothing when it has no place there now.
struct Mutation {
  std::string name;
  std::function<std::vector<core::EventRef>(testing_support::Truth&, core::CommunityId, Random&)> make;
  bool in_private = false;  // has a place in private spaces too
};
const std::vector<Mutation>& mutations();

/// Whether it may end the session of whom it happens to.
bool ends_sessions(const Mutation& mutation);

/// With the role and a hidden channel.
std::vector<core::EventRef> found_community(testing_support::Truth& truth, core::CommunityId id, core::UserId owner);

std::vector<core::EventRef> found_group(testing_support::Truth& truth, core::CommunityId id, Random& random);

}  // namespace sim
