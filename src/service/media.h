// Reads what a file is from its first bytes: type and size in pixels. Pure functions over untrusted bytes; fuzzed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/file.h"

namespace service {

struct MediaFacts {
  std::string content_type;  // "application/octet-stream" when nothing better is known
  core::FileMedia media = core::FileMedia::other;
  std::uint32_t width = 0, height = 0;
};
/// `bytes` is the whole file or (for large ones) its beginning. Images: GIF, JPEG, PNG, WebP. Videos: MP4, QuickTime, WebM.
MediaFacts inspect_media(std::string_view bytes);
/// A JPEG without its metadata segments (APP1..APP15 except colour profile, comments); the pixels are untouched.
std::string strip_jpeg_metadata(std::string_view jpeg);

}  // namespace service
