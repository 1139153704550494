// Ids as members of wire structs (bonfire 7): ULIDs; files, which are no ULIDs, in 42 characters (file_id.h). Plain values,
// any thread.
#pragma once

#include "core/id_generator.h"
#include "core/ids.h"
#include "proto/bonfire/file_id.h"
#include "wire/describe.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace bonfire {

/// A core id that travels in this protocol's spelling. Converts from and to the core's, also inside std::optional. (The
/// core's own id types are described by the store, which writes numbers.)
template <typename Core>
struct Spelled {
  Core id;

  constexpr Spelled() = default;
  constexpr Spelled(Core core) : id(core) {}      // NOLINT: implicit on purpose
  constexpr operator Core() const { return id; }  // NOLINT
  friend constexpr bool operator==(const Spelled&, const Spelled&) = default;
};

using UserId = Spelled<core::UserId>;  // also accounts, bots, and as author of a message a webhook
using ServerId = Spelled<core::CommunityId>;
using ChannelId = Spelled<core::ChannelId>;
using RoleId = Spelled<core::RoleId>;
using MessageId = Spelled<core::MessageId>;
using EmojiId = Spelled<core::EmojiId>;
using FileId = Spelled<core::FileId>;
using WebhookId = Spelled<core::WebhookId>;
using SessionId = Spelled<core::LoginSessionId>;
using AuditEntryId = Spelled<core::AuditEntryId>;

/// The author of system messages: 26 zeros stand for core::kSystemUser wherever a user is named.
inline constexpr std::string_view kSystemAuthor = "00000000000000000000000000";

/// Nothing for text that is no ULID (26 upper case characters of Crockford's base 32, the first at most 7). A ULID that is
/// not ours becomes an id that nothing ever has, ordered by its second among ours: looking it up finds nothing, and paging
/// from it works.
std::optional<std::uint64_t> read_ulid(std::string_view text);

/// For paths and queries: parse_id<core::ChannelId>(text). Nothing for text that is no ULID. 26 zeros are core::kSystemUser,
/// for users only.
template <typename Core>
std::optional<Core> parse_id(std::string_view text) {
  static_assert(!std::is_same_v<Core, core::FileId>, "files are no ULIDs: parse_file_id()");
  if constexpr (std::is_same_v<Core, core::UserId>) {
    if (text == kSystemAuthor) return core::kSystemUser;
  }
  const auto value = read_ulid(text);
  if (!value) return std::nullopt;
  return Core(*value);
}

template <typename Tag>
std::string to_text(core::Id<Tag> id) {
  return core::to_ulid(id.value);
}
inline std::string to_text(core::UserId id) {
  return id == core::kSystemUser ? std::string(kSystemAuthor) : core::to_ulid(id.value);
}
inline std::string to_text(core::FileId id) { return file_id_text(id); }
template <typename Core>
std::string to_text(Spelled<Core> id) {
  return to_text(id.id);
}

}  // namespace bonfire

template <typename Core>
struct wire::Describe<bonfire::Spelled<Core>> {
  using As = std::string;
  static As to(bonfire::Spelled<Core> id) { return bonfire::to_text(id.id); }
  static std::optional<bonfire::Spelled<Core>> from(const As& text) { return bonfire::parse_id<Core>(text); }
  static constexpr std::string_view expected = "an id (ULID)";
};
/// Any text is read: one that names no file of ours becomes an id that is not found (bonfire-rest 5.2).
template <>
struct wire::Describe<bonfire::FileId> {
  using As = std::string;
  static As to(bonfire::FileId id) { return bonfire::file_id_text(id); }
  static std::optional<bonfire::FileId> from(const As& text) { return bonfire::FileId(bonfire::parse_file_id(text)); }
};
