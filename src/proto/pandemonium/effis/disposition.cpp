// See the header. Pure functions.
#include "proto/pandemonium/effis/disposition.h"

#include <algorithm>

namespace pandemonium {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// attr-char of RFC 5987.
bool needs_no_escape(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("!#$&+-.^_`|~").find(c) != std::string_view::npos;
}

}  // namespace

std::string last_component(std::string_view filename) {
  const std::size_t separator = filename.find_last_of("/\\");
  if (separator != std::string_view::npos) filename.remove_prefix(separator + 1);
  std::string name(filename);
  std::replace_if(name.begin(), name.end(), is_control, '_');
  return name.empty() || name == "." || name == ".." ? "attachment" : name;
}

bool may_be_shown(std::string_view content_type) {
  if (content_type == "image/svg+xml") return false;  // a document with scripts
  return content_type.starts_with("image/") || content_type.starts_with("video/") || content_type.starts_with("audio/") ||
         content_type == "text/plain";
}

std::string content_disposition(bool as_attachment, std::string_view name) {
  std::string plain, encoded;
  for (const char c : name) {
    const bool safe = !is_control(c) && static_cast<unsigned char>(c) < 0x80 && c != '"' && c != '\\';
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;  // one '_' per code point
    if (safe) plain += c;
    if (!safe && !continues) plain += '_';
    if (needs_no_escape(c)) {
      encoded += c;
    } else {
      constexpr std::string_view kHex = "0123456789ABCDEF";
      encoded += '%';
      encoded += kHex[static_cast<unsigned char>(c) >> 4];
      encoded += kHex[static_cast<unsigned char>(c) & 15];
    }
  }
  std::string value = as_attachment ? "attachment; filename=\"" : "inline; filename=\"";
  value += plain + '"';
  if (plain != name) value += "; filename*=UTF-8''" + encoded;
  return value;
}

}  // namespace pandemonium
