// Sizes in pixels of videos, from their containers. Pure functions over untrusted bytes; any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace service {

struct PixelSize {
  std::uint32_t width = 0, height = 0;  // both 0: not found
};

/// MP4 and QuickTime: the first track with a size, turned as its matrix says.
PixelSize mp4_size(std::string_view bytes);
/// WebM (Matroska): the first video track.
PixelSize webm_size(std::string_view bytes);

}  // namespace service
