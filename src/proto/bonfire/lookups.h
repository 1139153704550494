// What the gateway asks the store for, as GatewayContext takes it. Made by app, one set per loop; used on that loop's
// thread.
#pragma once

#include "base/clock.h"
#include "proto/bonfire/config.h"
#include "proto/bonfire/gateway.h"
#include "service/authenticator.h"
#include "service/runner.h"

namespace bonfire {

/// Whatever is referred to must outlive what these give.

/// First as a session's token, then as a bot's (bonfire 2.3).
Authenticate authenticate_with(service::Authenticator& authenticator);
/// Settings, read states and policy changes of one moment, with the number of the person's stream at it.
LoadPersonal load_personal_with(service::Runner& runner, const Config& config);
/// Nothing when it cannot be read: the person meets the slowmode at their next message.
LoadSlowmodes load_slowmodes_with(service::Runner& runner, const base::Clock& clock);

}  // namespace bonfire
