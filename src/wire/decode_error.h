// Why an input was refused. Plain value.
#pragma once

#include <string>
#include <vector>

namespace wire {

struct FieldError {
  std::string path;    // "replies[1].id"; empty for the value as a whole
  std::string what;    // "expected string, got integer", "is required", "must be at most 2000 characters"
  bool limit = false;  // a value of the right type that breaks a declared limit
};

/// At most this many errors are collected from one input.
inline constexpr std::size_t kErrorsMax = 32;

struct DecodeError {
  enum class Kind {
    syntax,  // not JSON (or MessagePack) at all, or not UTF-8, nested too deep, something after its end; `fields` holds one
             // entry without path
    shape,   // well-formed, but not of the declared shape
  };
  Kind kind = Kind::shape;
  std::vector<FieldError> fields;

  /// Nothing but broken limits: each value has the declared type.
  bool only_limits() const;
  /// One line: "content: is required; replies[1].id: expected string, got integer".
  std::string text() const;
};

}  // namespace wire
