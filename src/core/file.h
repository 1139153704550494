// Uploaded files: one store for all protocols; the bytes live outside the database, named by content hash.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/ids.h"

namespace core {

/// What a file may be used for. Part of its identity: a lookup names the bucket it expects.
enum class FileBucket : std::uint8_t {
  attachments,
  avatars,
  banners,
  community_icons,
  community_banners,
  member_avatars,
  member_banners,
  emojis,
};

enum class FileMedia : std::uint8_t { image, video, text, other };

struct File {
  FileId id;
  FileBucket bucket = FileBucket::attachments;
  std::string name;          // 1 to 256 code points, no path
  std::string content_type;  // decided by the bytes, never by the name
  std::uint64_t size = 0;    // bytes
  FileMedia media = FileMedia::other;
  std::uint32_t width = 0;  // pixels; 0 unless image or video
  std::uint32_t height = 0;
  std::array<unsigned char, 32> content_hash{};  // BLAKE2b-256, names the blob
  bool animated = false;                         // an image that moves
  bool used = true;  // false: uploaded for something that has not happened yet; not served, and dropped after a while
  friend bool operator==(const File&, const File&) = default;
};

}  // namespace core
