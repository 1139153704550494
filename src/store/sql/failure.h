// What a thrown exception means for a unit of work. Any thread.
#pragma once

#include <exception>

#include "base/result.h"

namespace store::sql {

/// unavailable when storage cannot work now, internal when the unit is at fault. Logs the details, which may be private.
base::Error error_of(const std::exception& exception);

}  // namespace store::sql
