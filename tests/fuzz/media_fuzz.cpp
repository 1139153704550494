// Any bytes as an upload: their type, size and orientation, and images without their metadata.
// fuzz-deps: service
#include <cstdint>
#include <cstdlib>

#include "service/media.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const service::MediaFacts facts = service::inspect_media(bytes);
  const bool has_size = facts.media == core::FileMedia::image || facts.media == core::FileMedia::video;
  if (has_size != (facts.width > 0 && facts.height > 0)) std::abort();
  // Nothing that a browser would run.
  for (const char* executable : {"html", "svg", "xml", "script"}) {
    if (facts.content_type.find(executable) != std::string::npos) std::abort();
  }

  const unsigned orientation = service::jpeg_orientation(bytes);
  if (orientation < 1 || orientation > 8) std::abort();
  const std::string stripped = service::strip_jpeg_metadata(bytes);
  if (stripped.size() > size + 36) std::abort();  // a segment for the orientation may have come in
  if (service::jpeg_orientation(stripped) != orientation) std::abort();
  if (service::strip_jpeg_metadata(stripped) != stripped) std::abort();

  for (const char* type : {"image/png", "image/webp"}) {
    const std::string bare = service::strip_metadata(bytes, type);
    if (bare.size() > size || service::strip_metadata(bare, type) != bare) std::abort();
    if (facts.content_type == type && service::inspect_media(bare).width != facts.width) std::abort();
  }
  return 0;
}
