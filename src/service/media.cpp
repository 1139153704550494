// Content types from bytes. Pure; any thread.
#include "service/media.h"

#include <algorithm>

#include "base/utf8.h"
#include "service/byte_view.h"
#include "service/image_chunks.h"
#include "service/jpeg.h"
#include "service/video.h"

using namespace std::string_view_literals;

namespace service {
namespace {

MediaFacts image(std::string content_type, std::uint64_t width, std::uint64_t height) {
  const bool known = width > 0 && height > 0;
  return {std::move(content_type), known ? core::FileMedia::image : core::FileMedia::other,
          known ? static_cast<std::uint32_t>(width) : 0, known ? static_cast<std::uint32_t>(height) : 0, false};
}

MediaFacts image(std::string content_type, std::uint64_t width, std::uint64_t height, bool animated) {
  MediaFacts facts = image(std::move(content_type), width, height);
  facts.animated = animated && facts.media == core::FileMedia::image;
  return facts;
}

MediaFacts video(std::string content_type, PixelSize size) {
  MediaFacts facts = image(std::move(content_type), size.width, size.height);
  if (facts.media == core::FileMedia::image) facts.media = core::FileMedia::video;
  return facts;
}

MediaFacts other(std::string content_type) { return {std::move(content_type), core::FileMedia::other, 0, 0, false}; }

/// RIFF <size> WEBP, then one of three first chunks.
MediaFacts webp(std::string_view bytes) {
  std::uint64_t width = 0, height = 0;
  if (has_at(bytes, 12, "VP8 ") && has_at(bytes, 23, "\x9d\x01\x2a"sv)) {
    width = little_endian(bytes, 26, 2) & 0x3FFF;
    height = little_endian(bytes, 28, 2) & 0x3FFF;
  } else if (has_at(bytes, 12, "VP8L") && byte_at(bytes, 20) == 0x2F && bytes.size() >= 25) {
    const std::uint64_t bits = little_endian(bytes, 21, 4);
    width = (bits & 0x3FFF) + 1;
    height = (bits >> 14 & 0x3FFF) + 1;
  } else if (has_at(bytes, 12, "VP8X") && bytes.size() >= 30) {
    width = little_endian(bytes, 24, 3) + 1;
    height = little_endian(bytes, 27, 3) + 1;
  }
  return image("image/webp", width, height, webp_is_animated(bytes));
}

MediaFacts jpeg(std::string_view bytes) {
  PixelSize size = jpeg_size(bytes);
  if (jpeg_orientation(bytes) >= 5) std::swap(size.width, size.height);  // lies on its side
  return image("image/jpeg", size.width, size.height);
}

/// Containers that begin with a box "ftyp"; its brand tells them apart.
MediaFacts ftyp(std::string_view bytes) {
  const std::string_view brand = piece(bytes, 8, 4);
  if (brand == "avif" || brand == "avis") return other("image/avif");
  if (brand == "heic" || brand == "heix" || brand == "mif1" || brand == "msf1") return other("image/heic");
  if (brand == "M4A " || brand == "M4B ") return other("audio/mp4");
  return video(brand == "qt  " ? "video/quicktime" : "video/mp4", mp4_size(bytes));
}

MediaFacts ebml(std::string_view bytes) {
  // The document type stands in the header, which is short.
  if (piece(bytes, 0, 64).find("webm") == std::string_view::npos) return other("video/x-matroska");
  return video("video/webm", webm_size(bytes));
}

MediaFacts riff(std::string_view bytes) {
  if (has_at(bytes, 8, "WEBP")) return webp(bytes);
  if (has_at(bytes, 8, "WAVE")) return other("audio/wav");
  if (has_at(bytes, 8, "AVI ")) return other("video/x-msvideo");
  return other("application/octet-stream");
}

bool is_plain_text(std::string_view bytes) {
  const auto is_control = [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return (u < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || u == 0x7F;
  };
  return !bytes.empty() && std::none_of(bytes.begin(), bytes.end(), is_control) && base::is_utf8(bytes);
}

struct Magic {
  std::string_view beginning;
  std::string_view content_type;
};
constexpr Magic kOthers[] = {
    {"%PDF-"sv, "application/pdf"sv},
    {"PK\x03\x04"sv, "application/zip"sv},
    {"PK\x05\x06"sv, "application/zip"sv},
    {"\x1f\x8b"sv, "application/gzip"sv},
    {"7z\xbc\xaf\x27\x1c"sv, "application/x-7z-compressed"sv},
    {"\x28\xb5\x2f\xfd"sv, "application/zstd"sv},
    {"OggS"sv, "audio/ogg"sv},
    {"fLaC"sv, "audio/flac"sv},
    {"ID3"sv, "audio/mpeg"sv},
    {"\xff\xfb"sv, "audio/mpeg"sv},
    {"\xff\xf3"sv, "audio/mpeg"sv},
    {"\xff\xf2"sv, "audio/mpeg"sv},
};

}  // namespace

MediaFacts inspect_media(std::string_view bytes) {
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) {
    return image("image/gif", little_endian(bytes, 6, 2), little_endian(bytes, 8, 2), gif_is_animated(bytes));
  }
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) {
    const bool header = has_at(bytes, 12, "IHDR");
    const std::uint64_t width = header ? big_endian(bytes, 16, 4) : 0;
    const std::uint64_t height = header ? big_endian(bytes, 20, 4) : 0;
    if (width > 0x7FFFFFFF || height > 0x7FFFFFFF) return other("image/png");
    return image("image/png", width, height, png_is_animated(bytes));
  }
  if (bytes.starts_with("\xff\xd8\xff"sv)) return jpeg(bytes);
  if (bytes.starts_with("RIFF")) return riff(bytes);
  if (has_at(bytes, 4, "ftyp")) return ftyp(bytes);
  if (bytes.starts_with("\x1a\x45\xdf\xa3"sv)) return ebml(bytes);
  for (const Magic& magic : kOthers) {
    if (bytes.starts_with(magic.beginning)) return other(std::string(magic.content_type));
  }
  if (is_plain_text(bytes)) return {"text/plain", core::FileMedia::text, 0, 0, false};
  return other("application/octet-stream");
}

std::string strip_metadata(std::string_view bytes, std::string_view content_type) {
  if (content_type == "image/jpeg") return strip_jpeg_metadata(bytes);
  if (content_type == "image/png") return strip_png_metadata(bytes);
  if (content_type == "image/webp") return strip_webp_metadata(bytes);
  return std::string(bytes);
}

bool is_plain_image(std::string_view content_type) {
  return content_type == "image/gif" || content_type == "image/jpeg" || content_type == "image/png" ||
         content_type == "image/webp";
}

}  // namespace service
