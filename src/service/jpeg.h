// What media.h needs to know of JPEG. Pure functions over untrusted bytes; any thread.
#pragma once

#include <string_view>

#include "service/video.h"

namespace service {

/// From the first frame header, as stored (not turned); zeroes when there is none.
PixelSize jpeg_size(std::string_view jpeg);

}  // namespace service
