// The generated documents: what this protocol looks like, for people and their tools. Made from the wire types, so that they
// cannot say anything else than the server does. Pure functions, any thread; slow (milliseconds), call once.
#pragma once

#include <string>

namespace bonfire {

/// AsyncAPI 3.0: the gateway with all its messages.
std::string asyncapi_document();

/// Where the HTTP services are mounted.
struct Bases {
  std::string api = "/api";
  std::string files = "/autumn";
  std::string proxy = "/january";
};
/// OpenAPI 3.1: the routes of the API, of the file server and of the link proxy, each below its own base.
std::string openapi_document(const Bases& bases = {});

/// One JSON object: type -> JSON Schema (2020-12) of the whole message, closed: a message with a key that is not declared
/// does not fit. For judging every message that a test sees.
std::string frame_schemas_document();

}  // namespace bonfire
