// Bytes to wire and back. The templates are instantiated in the codec*.cpp files for exactly the types listed here; a type
// that is missing there does not link. Pure functions, any thread.
#pragma once

#include "proto/pandemonium/wire.h"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace pandemonium {

/// Compact JSON. For: every server payload; every object and answer of the REST side (User, Sphere, Member, Category,
/// SphereChannel, Message, Emoji, FileData, Session, SessionCreated, InstanceInfo, ErrorObject; vectors of spheres, Message
/// and Session). Where a type has a ...Parts form, that gives the same bytes.
template <typename T>
std::string encode(const T& value);

/// Appends one entry of a members array.
void append(std::string& out, const MemberView& member);

/// The request bodies of 3.9, 3.12, 3.13, 3.15 and 3.18. Unknown keys are ignored, Content-Type plays no part (5.1). The
/// error is the answer: VALIDATION with status 400 or 422. Declared limits are not judged here, see wire_rest.h.
template <typename T>
[[nodiscard]] tl::expected<T, ErrorObject> decode(std::string_view body);

/// What a client said on the gateway. Everything that is not one of the two payloads is nothing, silently (2.8).
using ClientPayload = std::variant<std::monostate, PingPayload, AuthenticatePayload>;
ClientPayload decode_client_payload(std::string_view text);

}  // namespace pandemonium
