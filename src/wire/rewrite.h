// A value that was read, written again: what Raw holds after reading, in either encoding. Pure functions.
#pragma once

#include "wire/tape.h"
#include "wire/types.h"

#include <string>

namespace wire::detail {

/// `t` and what is in it, compactly.
std::string rewrite(const Token& t, Encoding as);

}  // namespace wire::detail
