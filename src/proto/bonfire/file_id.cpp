// The spelling of file ids. Pure functions, any thread.
#include "proto/bonfire/file_id.h"

#include <array>
#include <cstdint>

namespace bonfire {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kIdCharacters = 11;  // 66 bits for 64
constexpr std::uint64_t kMultiplier = 0xBF58476D1CE4E5B9ull;
constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15ull;
constexpr int kShift = 32;  // x ^ x >> 32 is its own inverse

constexpr std::uint64_t inverse_of(std::uint64_t odd) {
  std::uint64_t inverse = odd;  // right in the lowest 3 bits; each round doubles them
  for (int round = 0; round < 5; ++round) inverse *= 2 - odd * inverse;
  return inverse;
}
constexpr std::uint64_t kInverse = inverse_of(kMultiplier);
static_assert(kMultiplier * kInverse == 1);

constexpr std::uint64_t scatter(std::uint64_t x) {
  x = (x ^ x >> kShift) * kMultiplier;
  x = (x ^ x >> kShift) * kMultiplier;
  return x ^ x >> kShift;
}
constexpr std::uint64_t gather(std::uint64_t x) {
  x = (x ^ x >> kShift) * kInverse;
  x = (x ^ x >> kShift) * kInverse;
  return x ^ x >> kShift;
}
static_assert(gather(scatter(0x0123456789ABCDEFull)) == 0x0123456789ABCDEFull);

}  // namespace

std::string file_id_text(core::FileId id) {
  std::string text;
  text.reserve(kFileIdLength);
  // Four rounds of the same permutation, each started elsewhere: 11 characters of the id itself, then of what follows from
  // it.
  for (std::uint64_t seed = id.value; text.size() < kFileIdLength; seed += kStep) {
    std::uint64_t bits = scatter(seed);
    for (std::size_t i = 0; i < kIdCharacters && text.size() < kFileIdLength; ++i, bits >>= 6) text += kAlphabet[bits & 63];
  }
  return text;
}

core::FileId parse_file_id(std::string_view text) {
  if (text.size() != kFileIdLength) return kNoFile;
  std::uint64_t bits = 0;
  for (std::size_t i = kIdCharacters; i-- > 0;) {
    const std::size_t value = kAlphabet.find(text[i]);
    if (value == std::string_view::npos) return kNoFile;
    bits = bits << 6 | value;
  }
  const core::FileId id(gather(bits));
  return file_id_text(id) == text ? id : kNoFile;
}

}  // namespace bonfire
