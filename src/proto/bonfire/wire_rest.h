// Every request and answer of the HTTP services (bonfire-rest 2 to 6). Limits whose breach is FailedValidation stand in the
// fields; all others are judged by the routes.
#pragma once

#include "proto/bonfire/wire_account.h"
#include "proto/bonfire/wire_audit.h"
#include "proto/bonfire/wire_config.h"
#include "proto/bonfire/wire_error.h"
#include "proto/bonfire/wire_rest_messages.h"
#include "proto/bonfire/wire_rest_people.h"
#include "proto/bonfire/wire_rest_servers.h"
