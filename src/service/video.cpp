// Walks the containers of videos down to the track headers. Pure; any thread. Every step moves forward, so that no input
// loops.
//
//   MP4:   [size 32][type 4 bytes](size 64 when size is 1) payload ...      moov > trak > tkhd
//   EBML:  [id 1-4 bytes][size 1-8 bytes, leading zeros tell the length] payload ...   Segment > Tracks > TrackEntry > Video
#include "service/video.h"

#include <optional>

#include "service/byte_view.h"

namespace service {
namespace {

/// Calls `visit(type, payload)` for each box until it gives true; says whether one did.
template <typename Visit>
bool walk_boxes(std::string_view bytes, Visit visit) {
  while (bytes.size() >= 8) {
    std::uint64_t size = big_endian(bytes, 0, 4);
    const std::string_view type = bytes.substr(4, 4);
    std::size_t header = 8;
    if (size == 1) {
      size = big_endian(bytes, 8, 8);
      header = 16;
    } else if (size == 0) {
      size = bytes.size();  // to the end
    }
    if (size < header) return false;
    if (visit(type, piece(bytes, header, size - header))) return true;
    if (size >= bytes.size()) return false;
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return false;
}

PixelSize track_header_size(std::string_view tkhd) {
  const std::size_t matrix = byte_at(tkhd, 0) == 1 ? 52 : 40;  // version 1 has 64-bit times
  const std::size_t end = matrix + 36 + 8;
  if (tkhd.size() < end) return {};
  // 16.16 fixed point
  PixelSize size{static_cast<std::uint32_t>(big_endian(tkhd, end - 8, 2)),
                 static_cast<std::uint32_t>(big_endian(tkhd, end - 4, 2))};
  const bool on_its_side = big_endian(tkhd, matrix, 4) == 0 && big_endian(tkhd, matrix + 4, 4) != 0;
  if (on_its_side) std::swap(size.width, size.height);
  return size.width > 0 && size.height > 0 ? size : PixelSize{};
}

struct Element {
  std::uint64_t id = 0;
  std::string_view payload;
  std::size_t length = 0;  // with its header
};

std::optional<Element> next_element(std::string_view bytes) {
  const auto length_of = [](std::uint8_t first, int longest) {
    int length = 1;
    while (length <= longest && (first & (0x80 >> (length - 1))) == 0) ++length;
    return length <= longest ? length : 0;
  };
  const int id_length = length_of(byte_at(bytes, 0), 4);
  if (id_length == 0) return std::nullopt;
  const auto at = static_cast<std::size_t>(id_length);
  const int size_length = length_of(byte_at(bytes, at), 8);
  if (size_length == 0) return std::nullopt;
  const std::size_t header = at + static_cast<std::size_t>(size_length);
  if (header > bytes.size()) return std::nullopt;
  const std::uint64_t all_ones = (std::uint64_t{1} << (7 * size_length)) - 1;
  std::uint64_t size = big_endian(bytes, at, static_cast<std::size_t>(size_length)) & all_ones;
  if (size == all_ones) size = bytes.size();  // unknown: to the end of the parent
  const std::string_view payload = piece(bytes, header, size);
  return Element{big_endian(bytes, 0, at), payload, header + payload.size()};
}

/// Likewise for EBML.
template <typename Visit>
bool walk_elements(std::string_view bytes, Visit visit) {
  while (const auto element = next_element(bytes)) {
    if (visit(element->id, element->payload)) return true;
    bytes.remove_prefix(element->length);
  }
  return false;
}

std::uint32_t element_number(std::string_view payload) {
  return payload.size() > 4 ? 0 : static_cast<std::uint32_t>(big_endian(payload, 0, payload.size()));
}

constexpr std::uint64_t kSegment = 0x18538067, kTracks = 0x1654AE6B, kTrackEntry = 0xAE, kVideo = 0xE0, kPixelWidth = 0xB0,
                        kPixelHeight = 0xBA;

}  // namespace

PixelSize mp4_size(std::string_view bytes) {
  PixelSize found;
  const auto in_track = [&](std::string_view type, std::string_view payload) {
    if (type == "tkhd") found = track_header_size(payload);
    return found.width > 0;
  };
  const auto in_movie = [&](std::string_view type, std::string_view payload) {
    return type == "trak" && walk_boxes(payload, in_track);
  };
  walk_boxes(bytes, [&](std::string_view type, std::string_view payload) {
    return type == "moov" && walk_boxes(payload, in_movie);
  });
  return found;
}

PixelSize webm_size(std::string_view bytes) {
  PixelSize found;
  const auto in_video = [&](std::uint64_t id, std::string_view payload) {
    if (id == kPixelWidth) found.width = element_number(payload);
    if (id == kPixelHeight) found.height = element_number(payload);
    return found.width > 0 && found.height > 0;
  };
  const auto in_entry = [&](std::uint64_t id, std::string_view payload) {
    return id == kVideo && walk_elements(payload, in_video);
  };
  const auto in_tracks = [&](std::uint64_t id, std::string_view p) {
    return id == kTrackEntry && walk_elements(p, in_entry);
  };
  const auto in_segment = [&](std::uint64_t id, std::string_view p) { return id == kTracks && walk_elements(p, in_tracks); };
  const bool complete = walk_elements(
      bytes, [&](std::uint64_t id, std::string_view p) { return id == kSegment && walk_elements(p, in_segment); });
  return complete ? found : PixelSize{};
}

}  // namespace service
