// expect_one: an update of a row that is not there is a defect of the unit that asked for it.
#pragma once

#include <cstdint>
#include <stdexcept>

namespace store::sql {

inline void expect_one(std::int64_t changed, const char* otherwise) {
  if (changed != 1) throw std::logic_error(otherwise);
}

}  // namespace store::sql
