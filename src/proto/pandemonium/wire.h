// The protocol's words as plain structs, all of them: objects, messages, requests, errors, gateway payloads.
#pragma once

#include "proto/pandemonium/wire_error.h"
#include "proto/pandemonium/wire_gateway.h"
#include "proto/pandemonium/wire_instance.h"
#include "proto/pandemonium/wire_message.h"
#include "proto/pandemonium/wire_objects.h"
#include "proto/pandemonium/wire_rest.h"
