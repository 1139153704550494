// Use cases: what the operator tells everybody until they have seen it. Functions on a transaction.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

/// Everything up to now was seen. unauthenticated when the account is gone. No event.
Result<void> acknowledge_policies(store::Transaction& tx, Context context, Actor actor);
/// Up to when (Unix milliseconds); 0: nothing was.
std::int64_t policies_seen_ms(store::Reader& reader, core::UserId user);

}  // namespace service
