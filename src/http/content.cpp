// See the header. Pure functions.
#include "http/content.h"

#include <algorithm>

namespace http {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' ||
         c == '~';
}

/// Two digits for a byte.
void add_hex(std::string& out, unsigned char byte, std::string_view digits) {
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

}  // namespace

std::string last_component(std::string_view filename, std::string_view otherwise) {
  const std::size_t separator = filename.find_last_of("/\\");
  if (separator != std::string_view::npos) filename.remove_prefix(separator + 1);
  std::string name(filename);
  std::replace_if(name.begin(), name.end(), is_control, '_');
  return name.empty() || name == "." || name == ".." ? std::string(otherwise) : name;
}

bool may_be_shown(std::string_view content_type) {
  if (content_type == "image/svg+xml") return false;  // a document with scripts
  return content_type.starts_with("image/") || content_type.starts_with("video/") || content_type.starts_with("audio/") ||
         content_type == "text/plain";
}

std::string content_disposition(bool as_attachment, std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const bool safe = !is_control(c) && static_cast<unsigned char>(c) < 0x80 && c != '"' && c != '\\';
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;  // one '_' per code point
    if (safe) plain += c;
    if (!safe && !continues) plain += '_';
  }
  std::string value = as_attachment ? "attachment; filename=\"" : "inline; filename=\"";
  value += plain + '"';
  if (plain != name) value += "; filename*=UTF-8''" + percent_encode(name);
  return value;
}

void add_content_headers(Response& response, std::string_view content_type, bool download, std::string_view name) {
  response.headers.set("Content-Type", std::string(content_type));
  response.headers.set("Content-Disposition", content_disposition(download || !may_be_shown(content_type), name));
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
}

std::string percent_encode(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      out += '%';
      add_hex(out, static_cast<unsigned char>(c), "0123456789ABCDEF");
    }
  }
  return out;
}

std::string etag_of_hash(std::span<const unsigned char> hash, std::string_view version) {
  std::string tag = "\"";
  for (const unsigned char byte : hash) add_hex(tag, byte, "0123456789abcdef");
  return tag.append(version).append("\"");
}

}  // namespace http
