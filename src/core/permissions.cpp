// Names of permissions. Any thread.
#include "core/permissions.h"

#include <bit>
#include <iterator>

namespace core {
namespace {

/// By bit.
constexpr std::string_view kNames[] = {
    "manage_channel",
    "manage_community",
    "manage_permissions",
    "manage_role",
    "manage_customisation",
    "",
    "kick_members",
    "ban_members",
    "timeout_members",
    "assign_roles",
    "change_nickname",
    "manage_nicknames",
    "change_avatar",
    "remove_avatars",
    "",
    "",
    "",
    "",
    "",
    "",
    "view_channel",
    "read_message_history",
    "send_message",
    "manage_messages",
    "manage_webhooks",
    "invite_others",
    "send_embeds",
    "upload_files",
    "masquerade",
    "react",
    "connect",
    "speak",
    "video",
    "mute_members",
    "deafen_members",
    "move_members",
    "listen",
    "mention_everyone",
    "mention_roles",
    "bypass_slowmode",
    "view_audit_logs",
};

}  // namespace

std::string_view permission_name(Permissions permissions) {
  const auto bit = static_cast<std::size_t>(std::countr_zero(permissions));
  return bit < std::size(kNames) ? kNames[bit] : std::string_view();
}

}  // namespace core
