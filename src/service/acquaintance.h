// Acquaintance: how one person stands to another, loaded so that core can decide what one may do towards the other. Runs
// inside a unit of work.
#pragma once

#include "base/result.h"
#include "core/access.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

core::Acquaintance load_acquaintance(store::Reader& reader, const core::User& one, const core::User& other);
/// What the actor may do towards the other (core::user_permission).
core::Permissions permissions_towards(store::Reader& reader, const core::User& one, const core::User& other);

/// The person when the actor holds all of `wanted` towards them. not_found "user"; unauthenticated when the actor is gone;
/// forbidden "access", "view_profile", "send_message" or "invite": the first that is missing.
base::Result<core::User> meet(store::Reader& reader, Actor actor, core::UserId other, core::Permissions wanted);

}  // namespace service
