// Smaller versions of images. Any thread; takes long and up to four bytes per pixel of memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "service/video.h"

namespace service {

/// What would need more memory than this to decode is refused, whatever its size in bytes.
inline constexpr std::uint64_t kDecodedPixelsMax = 50'000'000;

/// A GIF, JPEG, PNG or WebP scaled to fit into the box, upright, with its aspect ratio kept: JPEG stays JPEG, the
/// others become PNG; of an animation the first frame. invalid "size" when it cannot be decoded or is too large for that.
base::Result<std::string> scale_image(std::string_view bytes, PixelSize box);
/// Likewise, but always as WebP, also what fits already.
base::Result<std::string> scale_image_to_webp(std::string_view bytes, PixelSize box);
/// The type that comes out of scale_image.
std::string scaled_content_type(const std::string& content_type);

}  // namespace service
