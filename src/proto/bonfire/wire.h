// The protocol's words as plain structs, all of them: objects, messages, events, requests, answers, errors.
#pragma once

#include "proto/bonfire/wire_gateway.h"
#include "proto/bonfire/wire_rest.h"
