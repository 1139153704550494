// What a use case answers when there would be too many of something. Pure function, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace service {

/// invalid `subject` with the limit as its number.
inline tl::unexpected<base::Error> over_limit(std::string_view subject, std::uint64_t max) {
  return tl::unexpected<base::Error>(
      base::Error{base::ErrorKind::invalid, std::string(subject), "there may be at most " + std::to_string(max), max});
}

}  // namespace service
