// Files as the protocol shows them (bonfire 5.7). Plain values, any thread.
//
// wire_fields() are templates here, as in all of this protocol's headers: so only the codec pays for them when compiling.
// What has no value is left out and never null, except where a field says so (bonfire 5.0).
#pragma once

#include "proto/bonfire/wire_ids.h"
#include "wire/describe.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bonfire {

struct FileMetadata {
  static constexpr std::string_view wire_tag = "File";
  template <typename Self = FileMetadata>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
  friend bool operator==(const FileMetadata&, const FileMetadata&) = default;
};
struct TextMetadata {
  static constexpr std::string_view wire_tag = "Text";
  template <typename Self = TextMetadata>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
  friend bool operator==(const TextMetadata&, const TextMetadata&) = default;
};
struct AudioMetadata {
  static constexpr std::string_view wire_tag = "Audio";
  template <typename Self = AudioMetadata>
  static constexpr auto wire_fields() {
    return wire::fields();
  }
  friend bool operator==(const AudioMetadata&, const AudioMetadata&) = default;
};
struct ImageMetadata {
  std::uint32_t width = 0, height = 0;
  std::optional<std::vector<std::uint8_t>> thumbhash;
  std::optional<bool> animated;

  static constexpr std::string_view wire_tag = "Image";
  template <typename Self = ImageMetadata>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"width">(&Self::width), wire::field<"height">(&Self::height),
                        wire::field<"thumbhash">(&Self::thumbhash, {.null_when_empty = true}),
                        wire::field<"animated">(&Self::animated, {.null_when_empty = true}));
  }
  friend bool operator==(const ImageMetadata&, const ImageMetadata&) = default;
};
struct VideoMetadata {
  std::uint32_t width = 0, height = 0;

  static constexpr std::string_view wire_tag = "Video";
  template <typename Self = VideoMetadata>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"width">(&Self::width), wire::field<"height">(&Self::height));
  }
  friend bool operator==(const VideoMetadata&, const VideoMetadata&) = default;
};
using Metadata = std::variant<FileMetadata, TextMetadata, AudioMetadata, ImageMetadata, VideoMetadata>;

enum class FileTag : std::uint8_t { attachments, avatars, backgrounds, icons, banners, emojis };
constexpr auto wire_names(FileTag) {
  return wire::names<FileTag>({{FileTag::attachments, "attachments"},
                               {FileTag::avatars, "avatars"},
                               {FileTag::backgrounds, "backgrounds"},
                               {FileTag::icons, "icons"},
                               {FileTag::banners, "banners"},
                               {FileTag::emojis, "emojis"}});
}

/// Never one of an emoji's: those have ULIDs and do not appear as File.
struct File {
  FileId id;
  FileTag tag = FileTag::attachments;
  std::string filename;
  Metadata metadata;
  std::string content_type;
  std::uint64_t size = 0;

  static constexpr std::string_view wire_name = "File";
  template <typename Self = File>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id, {.doc = "42 characters; no ULID."}), wire::field<"tag">(&Self::tag),
                        wire::field<"filename">(&Self::filename), wire::field<"metadata">(&Self::metadata),
                        wire::field<"content_type">(&Self::content_type),
                        wire::field<"size">(&Self::size, {.doc = "Bytes."}));
  }
  friend bool operator==(const File&, const File&) = default;
};

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::Metadata> {
  static constexpr std::string_view name = "Metadata";
};
