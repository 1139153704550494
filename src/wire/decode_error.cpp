// DecodeError's text and the names of kinds. Pure functions.
#include "wire/decode_error.h"

#include "wire/tape.h"

#include <algorithm>

namespace wire {

std::string DecodeError::text() const {
  std::string line;
  for (const FieldError& e : fields) {
    if (!line.empty()) line += "; ";
    if (!e.path.empty()) line += e.path + ": ";
    line += e.what;
  }
  return line;
}

bool DecodeError::only_limits() const {
  return kind == Kind::shape && std::all_of(fields.begin(), fields.end(), [](const FieldError& e) { return e.limit; });
}

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "boolean";
    case Kind::integer:
      return "integer";
    case Kind::decimal:
      return "number";
    case Kind::string:
      return "string";
    case Kind::bytes:
      return "binary";
    case Kind::array:
      return "array";
    case Kind::object:
      return "object";
  }
  return "value";
}

}  // namespace wire
