// Limits of the protocol that no operator changes (bonfire-rest 10.1). Code points, items or plain numbers as noted. A
// breach is FailedValidation. What the operator may change stands in the configuration.
#pragma once

#include <cstdint>

namespace bonfire::limits {

inline constexpr std::int64_t kNameMin = 1, kNameMax = 32;  // servers, channels, groups, roles, categories, emojis, webhooks
inline constexpr std::int64_t kNicknameMin = 1, kNicknameMax = 32;
inline constexpr std::int64_t kDescriptionMax = 1024;  // servers, channels, groups
inline constexpr std::int64_t kUsernameMin = 2, kUsernameMax = 32;
inline constexpr std::int64_t kDisplayNameMin = 2, kDisplayNameMax = 32;
inline constexpr std::int64_t kPronounsMin = 1, kPronounsMax = 24;
inline constexpr std::int64_t kStatusTextMax = 128;
inline constexpr std::int64_t kProfileTextMax = 2000;
inline constexpr std::int64_t kPasswordMin = 8, kPasswordMax = 1024;  // bytes where accounts are made (ShortPassword)
inline constexpr std::int64_t kFileIdMin = 1, kFileIdMax = 128;
inline constexpr std::int64_t kColourMin = 1, kColourMax = 128;
inline constexpr std::int64_t kCategoryIdMin = 1, kCategoryIdMax = 32;
inline constexpr std::int64_t kGroupUsersMax = 49;   // others named when a group is made
inline constexpr std::int64_t kSlowmodeMax = 21600;  // seconds
inline constexpr std::int64_t kVoiceUsersMin = 1;

inline constexpr std::int64_t kEmbedUrlMin = 1, kEmbedUrlMax = 256;
inline constexpr std::int64_t kEmbedTitleMin = 1, kEmbedTitleMax = 100;
inline constexpr std::int64_t kEmbedDescriptionMin = 1, kEmbedDescriptionMax = 2000;
inline constexpr std::int64_t kEditEmbedsMax = 10;
inline constexpr std::int64_t kMasqueradeNameMin = 1, kMasqueradeNameMax = 32;
inline constexpr std::int64_t kMasqueradeAvatarMin = 1, kMasqueradeAvatarMax = 256;
inline constexpr std::int64_t kNonceMin = 1, kNonceMax = 64;
inline constexpr std::int64_t kSearchQueryMin = 1, kSearchQueryMax = 64;
inline constexpr std::int64_t kUlidLength = 26;
inline constexpr std::int64_t kPageMin = 1, kPageMax = 100;
inline constexpr std::int64_t kBulkDeleteMin = 1, kBulkDeleteMax = 100;

inline constexpr std::int64_t kBanReasonMax = 1024;
inline constexpr std::int64_t kBanDeleteSecondsMax = 604'800;
inline constexpr std::int64_t kReportContextMax = 1000;
inline constexpr std::int64_t kInteractionsUrlMin = 1, kInteractionsUrlMax = 2048;

}  // namespace bonfire::limits
