// What media.h needs to know of the insides of GIF, PNG and WebP. Pure functions over untrusted bytes; any thread.
#pragma once

#include <string>
#include <string_view>

namespace service {

/// More than one picture.
bool gif_is_animated(std::string_view gif);
/// Has an animation control chunk before its picture.
bool png_is_animated(std::string_view png);
/// Says so in its extended header.
bool webp_is_animated(std::string_view webp);

/// Without text, times, EXIF, private chunks and whatever follows the end; all that makes the picture stays as it is. What
/// is not whole comes back as it is.
std::string strip_png_metadata(std::string_view png);
std::string strip_webp_metadata(std::string_view webp);

}  // namespace service
