// A text as a template argument, so that a field's name is known while compiling. No thread of its own.
#pragma once

#include <cstddef>
#include <string_view>

namespace wire {

template <std::size_t N>
struct Lit {
  char bytes[N]{};
  constexpr Lit(const char (&text)[N]) {  // NOLINT: implicit on purpose, it is written as "name"
    for (std::size_t i = 0; i < N; ++i) bytes[i] = text[i];
  }
  constexpr std::string_view view() const { return {bytes, N - 1}; }
};

}  // namespace wire
