// JPEG as a list of segments: FF, marker, length 16 (itself included), payload; after "start of scan" compressed data up to
// the next marker. Pure; any thread.
#include "service/jpeg.h"

#include <optional>

#include "service/byte_view.h"
#include "service/media.h"

using namespace std::string_view_literals;

namespace service {
namespace {

constexpr std::uint8_t kEnd = 0xD9, kScan = 0xDA, kApp0 = 0xE0, kApp1 = 0xE1, kApp2 = 0xE2, kApp14 = 0xEE, kApp15 = 0xEF,
                       kComment = 0xFE;
constexpr std::string_view kExif = "Exif\0\0"sv;

struct Segment {
  std::uint8_t marker = 0;
  std::string_view payload;  // empty for markers without one
  std::string_view whole;    // marker, length, payload; for a scan also its compressed data
};

bool stands_alone(std::uint8_t marker) { return marker == kEnd || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8); }

/// Where compressed data that begins at `at` ends: at the next marker that is not part of it, or at the end.
std::size_t end_of_scan(std::string_view jpeg, std::size_t at) {
  for (at = jpeg.find('\xff', at); at != std::string_view::npos; at = jpeg.find('\xff', at + 1)) {
    const std::uint8_t next = byte_at(jpeg, at + 1);
    const bool data = next == 0x00 || next == 0xFF || (next >= 0xD0 && next <= 0xD7);
    if (!data) break;
  }
  return at == std::string_view::npos ? jpeg.size() : at;
}

/// The segment at `at`, which moves behind it. Nothing at the end and at what is no segment.
std::optional<Segment> next_segment(std::string_view jpeg, std::size_t& at) {
  if (byte_at(jpeg, at) != 0xFF) return std::nullopt;
  while (byte_at(jpeg, at + 1) == 0xFF) ++at;  // fill bytes
  if (at + 2 > jpeg.size()) return std::nullopt;
  const std::size_t begin = at;
  const std::uint8_t marker = byte_at(jpeg, at + 1);
  if (marker == 0) return std::nullopt;
  if (stands_alone(marker)) {
    at += 2;
    return Segment{marker, {}, jpeg.substr(begin, 2)};
  }
  const auto length = static_cast<std::size_t>(big_endian(jpeg, at + 2, 2));
  if (length < 2 || at + 2 + length > jpeg.size()) return std::nullopt;
  const std::string_view payload = jpeg.substr(at + 4, length - 2);
  at += 2 + length;
  if (marker == kScan) at = end_of_scan(jpeg, at);
  return Segment{marker, payload, jpeg.substr(begin, at - begin)};
}

bool is_frame_header(std::uint8_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// The value of tag 0x0112 in the first directory of an EXIF block; 0 when it is not there.
unsigned exif_orientation(std::string_view exif) {
  const std::string_view tiff = piece(exif, kExif.size(), exif.size());
  const bool little = tiff.starts_with("II");
  if (!little && !tiff.starts_with("MM")) return 0;
  const auto number = [&](std::size_t at, std::size_t count) {
    return little ? little_endian(tiff, at, count) : big_endian(tiff, at, count);
  };
  const auto directory = static_cast<std::size_t>(number(4, 4));
  const auto entries = static_cast<std::size_t>(number(directory, 2));
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    if (entry + 12 > tiff.size()) return 0;
    if (number(entry, 2) == 0x0112) return static_cast<unsigned>(number(entry + 8, 2));
  }
  return 0;
}

bool is_metadata(const Segment& segment) {
  if (segment.marker == kComment) return true;
  if (segment.marker == kApp0) return !segment.payload.starts_with("JFIF\0"sv);
  if (segment.marker == kApp2) return !segment.payload.starts_with("ICC_PROFILE\0"sv);
  if (segment.marker == kApp14) return !segment.payload.starts_with("Adobe");
  return segment.marker >= kApp1 && segment.marker <= kApp15;
}

/// An APP1 segment that says nothing but the orientation.
std::string orientation_segment(unsigned orientation) {
  std::string segment(
      "\xff\xe1\x00\x22"  // 34 bytes follow the marker
      "Exif\0\0"
      "MM\0\x2a\0\0\0\x08"  // the directory is at 8
      "\0\x01"              // one entry: tag, type "short", one value
      "\x01\x12\0\x03\0\0\0\x01"
      "\0\0\0\0"    // the value
      "\0\0\0\0"sv  // no further directory
  );
  segment[29] = static_cast<char>(orientation);
  return segment;
}

}  // namespace

PixelSize jpeg_size(std::string_view jpeg) {
  std::size_t at = 0;
  while (const auto segment = next_segment(jpeg, at)) {
    if (is_frame_header(segment->marker)) {
      return {static_cast<std::uint32_t>(big_endian(segment->payload, 3, 2)),
              static_cast<std::uint32_t>(big_endian(segment->payload, 1, 2))};
    }
    if (segment->marker == kScan || segment->marker == kEnd) break;
  }
  return {};
}

unsigned jpeg_orientation(std::string_view jpeg) {
  std::size_t at = 0;
  while (const auto segment = next_segment(jpeg, at)) {
    if (segment->marker == kApp1 && segment->payload.starts_with(kExif)) {
      const unsigned orientation = exif_orientation(segment->payload);
      return orientation >= 1 && orientation <= 8 ? orientation : 1;
    }
    if (segment->marker == kScan || segment->marker == kEnd) break;
  }
  return 1;
}

std::string strip_jpeg_metadata(std::string_view jpeg) {
  std::string out;
  out.reserve(jpeg.size());
  unsigned orientation = jpeg_orientation(jpeg);
  bool has_scan = false;
  std::size_t at = 0;
  while (const auto segment = next_segment(jpeg, at)) {
    // Behind the JFIF header, which has to come first, and before everything else.
    if (orientation != 1 && segment->marker != 0xD8 && segment->marker != kApp0) {
      out += orientation_segment(orientation);
      orientation = 1;
    }
    if (!is_metadata(*segment)) out += segment->whole;
    has_scan = has_scan || segment->marker == kScan;
    if (segment->marker == kEnd) break;
  }
  return has_scan ? out : std::string(jpeg);
}

}  // namespace service
