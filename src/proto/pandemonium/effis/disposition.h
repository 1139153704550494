// Content-Disposition (RFC 6266) for names that strangers chose. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace pandemonium {

/// The last component of a client's file name: control characters become '_', "attachment" when nothing is left (5.11).
std::string last_component(std::string_view filename);

/// Whether a browser may show it in the page's place: pictures, sound, video and plain text, nothing that is executed.
bool may_be_shown(std::string_view content_type);

/// "inline" or "attachment" with the name: as it is where it is plain ASCII, else a plain stand-in and the real one as RFC 5987
/// has it. Nothing in the name can end the quoted string or the line.
std::string content_disposition(bool as_attachment, std::string_view name);

}  // namespace pandemonium
