// Permissions: one set of bits for the whole server, and how they are combined. Pure functions, any thread.
// The numbers are stored and some protocols show them to clients, so they never change.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/ids.h"

namespace core {

using Permissions = std::uint64_t;

namespace permission {
inline constexpr Permissions manage_channel = 1ull << 0;
inline constexpr Permissions manage_community = 1ull << 1;
inline constexpr Permissions manage_permissions = 1ull << 2;
inline constexpr Permissions manage_role = 1ull << 3;
inline constexpr Permissions manage_customisation = 1ull << 4;  // emojis
inline constexpr Permissions kick_members = 1ull << 6;
inline constexpr Permissions ban_members = 1ull << 7;
inline constexpr Permissions timeout_members = 1ull << 8;
inline constexpr Permissions assign_roles = 1ull << 9;
inline constexpr Permissions change_nickname = 1ull << 10;
inline constexpr Permissions manage_nicknames = 1ull << 11;
inline constexpr Permissions change_avatar = 1ull << 12;
inline constexpr Permissions remove_avatars = 1ull << 13;
inline constexpr Permissions view_channel = 1ull << 20;
inline constexpr Permissions read_message_history = 1ull << 21;
inline constexpr Permissions send_message = 1ull << 22;
inline constexpr Permissions manage_messages = 1ull << 23;
inline constexpr Permissions manage_webhooks = 1ull << 24;
inline constexpr Permissions invite_others = 1ull << 25;
inline constexpr Permissions send_embeds = 1ull << 26;
inline constexpr Permissions upload_files = 1ull << 27;
inline constexpr Permissions masquerade = 1ull << 28;
inline constexpr Permissions react = 1ull << 29;
inline constexpr Permissions connect = 1ull << 30;
inline constexpr Permissions speak = 1ull << 31;
inline constexpr Permissions video = 1ull << 32;
inline constexpr Permissions mute_members = 1ull << 33;
inline constexpr Permissions deafen_members = 1ull << 34;
inline constexpr Permissions move_members = 1ull << 35;
inline constexpr Permissions listen = 1ull << 36;
inline constexpr Permissions mention_everyone = 1ull << 37;
inline constexpr Permissions mention_roles = 1ull << 38;
inline constexpr Permissions bypass_slowmode = 1ull << 39;
inline constexpr Permissions view_audit_logs = 1ull << 40;

inline constexpr Permissions all = (1ull << 52) - 1;
/// What is left to a member in timeout.
inline constexpr Permissions view_only = view_channel | read_message_history;
/// What a new community gives to every member.
inline constexpr Permissions community_default = view_only | send_message | invite_others | send_embeds | upload_files |
                                                 connect | speak | video | listen | react | change_nickname | change_avatar |
                                                 masquerade;
/// What everybody in a direct channel or a group may do.
inline constexpr Permissions private_default = view_only | send_message | invite_others | send_embeds | upload_files |
                                               connect | speak | video | listen | manage_channel | react | masquerade;
inline constexpr Permissions webhook_default = send_message | send_embeds | masquerade | react;
}  // namespace permission

/// The name, as above, of the lowest bit that is set: "manage_channel", ...; empty when no bit has one.
std::string_view permission_name(Permissions permissions);

struct PermissionOverride {
  Permissions allow = 0;
  Permissions deny = 0;
  Permissions apply(Permissions p) const { return (p | allow) & ~deny; }
  friend bool operator==(const PermissionOverride&, const PermissionOverride&) = default;
};

struct RoleOverride {
  RoleId role;
  PermissionOverride value;
  friend bool operator==(const RoleOverride&, const RoleOverride&) = default;
};

}  // namespace core
