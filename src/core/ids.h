// Strong ids. Every entity has a 64-bit id of one layout (id_generator.h); the kinds do not convert into each other.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace core {

template <typename Tag>
struct Id {
  std::uint64_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::uint64_t v) : value(v) {}
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using UserId = Id<struct UserTag>;
using LoginSessionId = Id<struct LoginSessionTag>;
using CommunityId = Id<struct CommunityTag>;
using CategoryId = Id<struct CategoryTag>;
using ChannelId = Id<struct ChannelTag>;
using RoleId = Id<struct RoleTag>;
using MessageId = Id<struct MessageTag>;
using EmojiId = Id<struct EmojiTag>;
using FileId = Id<struct FileTag>;
using WebhookId = Id<struct WebhookTag>;
using AuditEntryId = Id<struct AuditEntryTag>;
using ReportId = Id<struct ReportTag>;

/// The default category of a community carries the community's id (architecture section 3).
constexpr CategoryId default_category_of(CommunityId id) { return CategoryId(id.value); }

/// Accounts that exist from the start and cannot log in: the instance itself, and the author shown for deleted accounts.
inline constexpr UserId kSystemUser{0};
inline constexpr UserId kDeletedUser{1};

}  // namespace core

template <typename Tag>
struct std::hash<core::Id<Tag>> {
  std::size_t operator()(core::Id<Tag> id) const noexcept {
    // The low bits of neighbours differ little; multiply to spread them over the table.
    return static_cast<std::size_t>((id.value * 0x9E3779B97F4A7C15ull) >> 7);
  }
};
