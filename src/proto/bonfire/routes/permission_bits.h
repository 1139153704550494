// What numbers of requests count as permissions. Pure function, any thread.
#pragma once

#include "base/result.h"
#include "core/permissions.h"

namespace bonfire {

/// Numbers must survive a double (bonfire-rest 1.3): invalid "permissions" above 52 bits.
inline base::Result<void> check_permission_bits(core::Permissions bits) {
  if ((bits & ~core::permission::all) == 0) return {};
  return base::invalid("permissions", "must have at most 52 bits");
}

}  // namespace bonfire
