// Bytes that strangers wrote, under names that strangers chose: the headers that let a browser show what is harmless and
// make no more of it than it is (RFC 6266). Pure functions, any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "http/message.h"

namespace http {

/// The last component of a client's file name: control characters become '_', `otherwise` when nothing is left.
std::string last_component(std::string_view filename, std::string_view otherwise);

/// Whether a browser may show it in the page's place: pictures, sound, video and plain text, nothing that is executed.
bool may_be_shown(std::string_view content_type);

/// "inline" or "attachment" with the name: as it is where it is plain ASCII, else a plain stand-in and the real one as RFC
/// 5987 has it. Nothing in the name can end the quoted string or the line.
std::string content_disposition(bool as_attachment, std::string_view name);

/// Type, disposition, and the headers that keep a browser from making more of the bytes than they are. What may not be shown
/// is an attachment whatever `download` says.
void add_content_headers(Response& response, std::string_view content_type, bool download, std::string_view name);

/// Everything but the unreserved characters of RFC 3986 as %XX: good for one segment of a path and for RFC 5987.
std::string percent_encode(std::string_view text);

/// A strong entity tag of the hash of a content; `version` tells forms of the same content apart.
std::string etag_of_hash(std::span<const unsigned char> hash, std::string_view version = {});

}  // namespace http
