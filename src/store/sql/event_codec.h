// Event bodies as they are stored: a type name and JSON. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/event.h"

namespace store::sql {

std::string_view event_type(const core::EventBody& body);
std::string encode_event(const core::EventBody& body);
/// The error says what is wrong with the stored text.
base::Result<core::EventBody> decode_event(std::string_view type, std::string_view json);

}  // namespace store::sql
