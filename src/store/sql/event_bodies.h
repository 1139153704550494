// One kind of event at a time as JSON. Instantiated in people_events.cpp, community_events.cpp and message_events.cpp, so
// that each compiles the descriptions of its own kinds only. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/event.h"

namespace store::sql {

template <typename Body>
std::string write_body(const Body& body);
/// The error says what is wrong with the stored text.
template <typename Body>
base::Result<Body> read_body(std::string_view json);

/// Reads what older versions stored, too.
template <>
base::Result<core::MessageCreated> read_body(std::string_view json);

}  // namespace store::sql
