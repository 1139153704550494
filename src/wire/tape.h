// A document that was read: a flat list of tokens, each value followed by what is in it. What decode works on, whatever the
// encoding was. Plain data; belongs to the document that made it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wire {

/// Arrays and objects inside each other; deeper input is refused as a whole.
inline constexpr std::size_t kDepthMax = 64;

enum class Kind : std::uint8_t {
  null,
  boolean,
  integer,  // text is its digits; any size
  decimal,  // a number with a fraction or an exponent, as text; finite
  string,   // text is unescaped, valid UTF-8
  bytes,    // text is any bytes; JSON has none of these
  array,
  object,  // members follow as pairs: a string token and the value
};

struct Token {
  const char* data = nullptr;
  std::uint32_t size = 0;  // bytes of the text; items of an array; members of an object
  std::uint32_t span = 1;  // tokens from this one to the next value beside it
  Kind kind = Kind::null;
  bool truth = false;

  std::string_view text() const { return {data, size}; }
  const Token* first() const { return this + 1; }
  const Token* next() const { return this + span; }
};

/// Words for an error text: "string", "array", ...
std::string_view kind_name(Kind kind);

}  // namespace wire
