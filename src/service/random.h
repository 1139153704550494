// Random choices for what people see: numbers, codes. From the operating system's generator; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace service {

/// 0 to bound - 1, each as likely as the other. `bound` is not 0.
std::uint32_t random_below(std::uint32_t bound);
/// Characters of the alphabet (ASCII), each drawn by itself.
std::string random_text(std::string_view alphabet, std::size_t length);

/// Digits and lower-case letters without those that are taken for others (i, l, o, u).
inline constexpr std::string_view kClearAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";

}  // namespace service
