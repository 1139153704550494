// Reads what a file is from its first bytes: type and size in pixels. Pure functions over untrusted bytes; fuzzed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/file.h"

namespace service {

struct MediaFacts {
  std::string content_type;  // "application/octet-stream" when nothing better is known
  core::FileMedia media = core::FileMedia::other;
  std::uint32_t width = 0, height = 0;
  bool animated = false;  // an image that moves
};
/// `bytes` is the whole file or (for large ones) its beginning. Images with a size: GIF, JPEG, PNG, WebP. Videos with a
/// size: MP4, QuickTime, WebM; sizes are as shown, with the rotation of phones applied. An image or video whose size is not
/// found is `other`. Never gives a type that a browser would execute: markup and scripts are text/plain.
MediaFacts inspect_media(std::string_view bytes);
/// An image without what it tells about where, when and with what it was made; other types as they are.
std::string strip_metadata(std::string_view bytes, std::string_view content_type);
/// GIF, JPEG, PNG or WebP by content type.
bool is_plain_image(std::string_view content_type);

/// How a JPEG is to be turned for showing (EXIF orientation, 1 to 8); 1 when it does not say.
unsigned jpeg_orientation(std::string_view jpeg);
/// A JPEG without its metadata: only the JFIF header, the colour profile, Adobe's colour transform and the orientation stay,
/// and nothing follows the end of the image. The pixels are untouched. What is not a JPEG with an image in it comes back as
/// it is.
std::string strip_jpeg_metadata(std::string_view jpeg);

}  // namespace service
