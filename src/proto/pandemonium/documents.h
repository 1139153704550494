// The generated documents: what this protocol looks like, for people and their tools. Made from the wire types, so that they
// cannot say anything else than the server does. Pure functions, any thread; slow (milliseconds), call once.
#pragma once

#include <string>

namespace pandemonium {

/// AsyncAPI 3.0: the gateway with all its payloads.
std::string asyncapi_document();

/// OpenAPI 3.1: the routes of Oprish below /oprish and of Effis below /effis.
std::string openapi_document();

/// One JSON object: op -> JSON Schema (2020-12) of the whole frame, closed: a frame with a key that is not declared does not
/// fit. For judging every frame that a test sees.
std::string frame_schemas_document();

}  // namespace pandemonium
