// Bytes to wire and back. The templates are instantiated in the codec*.cpp files for exactly the types listed there; a type
// that is missing there does not link. Pure functions, any thread.
#pragma once

#include "proto/bonfire/wire.h"
#include "wire/decode_error.h"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace bonfire {
namespace detail {

template <typename T>
std::string event_json(const T& event);
template <typename T>
std::string event_msgpack(const T& event);
std::optional<ClientMessage> client_message_json(std::string_view bytes);
std::optional<ClientMessage> client_message_msgpack(std::string_view bytes);

}  // namespace detail

// --- gateway --------------------------------------------------------------------------------------------------------------
using wire::Encoding;

/// What the server says in the connection's encoding (bonfire 8): every event on its own, Event, BulkEvent, BulkParts, and
/// Error, Authenticated, Logout, Pong, Ready.
template <typename T>
std::string encode_event(const T& event, Encoding encoding) {
  return encoding == Encoding::json ? detail::event_json(event) : detail::event_msgpack(event);
}

/// What a client said. Nothing for everything that is no such message: it is ignored (bonfire 2.6).
inline std::optional<ClientMessage> decode_client_message(std::string_view bytes, Encoding encoding) {
  return encoding == Encoding::json ? detail::client_message_json(bytes) : detail::client_message_msgpack(bytes);
}

// --- HTTP -----------------------------------------------------------------------------------------------------------------
/// Compact JSON, for every answer of bonfire-rest 3 to 6 and the error objects.
template <typename T>
std::string encode(const T& answer);

/// The request bodies of bonfire-rest 3 and 4. Unknown keys are ignored, null is absence for what is optional, the content
/// type plays no part. The error is the answer (1.5): FailedValidation, 400 for what is no JSON and for broken limits, 422
/// for a wrong shape.
template <typename T>
[[nodiscard]] tl::expected<T, ErrorObject> decode(std::string_view body);

/// With `mfa_ticket` in it, it is the second step; otherwise the first.
template <>
[[nodiscard]] tl::expected<LoginRequest, ErrorObject> decode(std::string_view body);

/// FailedValidation with the status that belongs to it.
ErrorObject to_error_object(const wire::DecodeError& error);

}  // namespace bonfire
