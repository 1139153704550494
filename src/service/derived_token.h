// Tokens that are computed instead of stored, so that their owners can be shown them again and a stolen store gives none
// away: those of bots and webhooks. The 48 bytes behind the 64 URL-safe characters:
//
//     id, big-endian  8 | keyed BLAKE2b of (kind, id, version)  40
//
// The key is the instance's, in a file of its own. A new version makes the tokens of the former ones worthless; a new key
// those of everybody. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace service {

using InstanceKey = std::array<unsigned char, 32>;

/// Reads the key, or makes one at the first start. Blocks; at start. The file is for its owner alone (mode 0600).
/// unavailable "key" when it cannot be read or written, invalid "key" when what is there is not a key.
base::Result<InstanceKey> load_or_create_key(const std::string& path);

enum class TokenKind : unsigned char { bot = 1, webhook = 2 };
inline constexpr std::size_t kDerivedTokenCharacters = 64;

std::string derive_token(const InstanceKey& key, TokenKind kind, std::uint64_t id, std::uint32_t version);
/// Whose token it claims to be; nothing when it has not the form of one. To be believed only after `is_token_of`.
std::optional<std::uint64_t> claimed_id(std::string_view token);
/// In a time that does not depend on where they differ.
bool is_token_of(const InstanceKey& key, std::string_view token, TokenKind kind, std::uint64_t id, std::uint32_t version);

}  // namespace service
