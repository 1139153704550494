// The protocol's fixed limits, in code points unless said otherwise (pandemonium 3 and 5). What the operator can change
// stands in config.h. Constants, any thread.
#pragma once

#include <cstdint>

namespace pandemonium::limits {

inline constexpr std::int64_t kUsernameMin = 2, kUsernameMax = 32;        // 3.1
inline constexpr std::int64_t kDisplayNameMin = 2, kDisplayNameMax = 32;  // 3.1
inline constexpr std::int64_t kBioMax = 4096;                             // 3.1; Config::bio_limit may be lower
inline constexpr std::int64_t kEmailMax = 256;                            // 5.2
inline constexpr std::int64_t kPasswordMin = 8;                           // 5.2
inline constexpr std::int64_t kStatusTextMin = 1, kStatusTextMax = 150;   // 3.2
inline constexpr std::int64_t kPlatformMax = 32;                          // 3.15, also `client`
inline constexpr std::int64_t kSlugMin = 1, kSlugMax = 32;                // 3.3
inline constexpr std::int64_t kNameMin = 1, kNameMax = 32;  // names of spheres, categories, channels; nicknames
inline constexpr std::int64_t kDescriptionMin = 1, kDescriptionMax = 4096;   // of spheres; channel topics; member bios
inline constexpr std::int64_t kMemberStatusMin = 1, kMemberStatusMax = 128;  // 3.6
inline constexpr std::int64_t kDisguiseNameMin = 2, kDisguiseNameMax = 32;   // 3.8
inline constexpr std::int64_t kDisguiseAvatarMax = 1024;                     // 3.8
inline constexpr std::int64_t kAttachmentsMax = 10;                          // 3.9, items
inline constexpr std::int64_t kEmbedsMax = 10;                               // 3.9, items
inline constexpr std::int64_t kAttachmentDescriptionMax = 256;               // 3.10
inline constexpr std::int64_t kEmbedContentMax = 8192;                       // 3.11
inline constexpr std::int64_t kEmojiNameMin = 2, kEmojiNameMax = 32;         // 3.12
inline constexpr std::int64_t kUnicodeEmojiMin = 1, kUnicodeEmojiMax = 32;   // 3.13
inline constexpr std::int64_t kFileNameMax = 256;                            // 3.14
inline constexpr std::int64_t kHistoryMin = 1, kHistoryMax = 200, kHistoryDefault = 50;  // 5.9.1, messages
inline constexpr std::int64_t kSizeParameter = 256;          // 5.11, the only value of `size`, pixels
inline constexpr std::uint64_t kRequestBytesMax = 1u << 20;  // 5.1

}  // namespace pandemonium::limits
