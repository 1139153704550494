// Event bodies as they are stored: a type name and JSON. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/event.h"

namespace store::sql {

std::string_view event_type(const core::EventBody& body);
std::string encode_event(const core::EventBody& body);
/// The error says what is wrong with the stored text.
base::Result<core::EventBody> decode_event(std::string_view type, std::string_view json);

/// A body's text with Event::files in it: a further member of it, unless there are none.
std::string with_files(std::string body, const std::vector<core::File>& files);
/// Those that are in the text of a body. The error says what is wrong.
base::Result<std::vector<core::File>> files_in(std::string_view json);

}  // namespace store::sql
