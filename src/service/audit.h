// The audit log: what people did to a community, kept for those who may look at it. An entry is written in the transaction
// of the action, with the reason of the Context. Runs inside a unit of work.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "core/community.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

/// What happened. The names are stored and never change.
namespace audit_type {
inline constexpr std::string_view message_delete = "MessageDelete";           // author, channel
inline constexpr std::string_view message_bulk_delete = "MessageBulkDelete";  // channel, count
inline constexpr std::string_view message_pin = "MessagePin";                 // message, author, channel
inline constexpr std::string_view message_unpin = "MessageUnpin";             // likewise
inline constexpr std::string_view ban_create = "BanCreate";                   // user
inline constexpr std::string_view ban_delete = "BanDelete";                   // user
inline constexpr std::string_view channel_create = "ChannelCreate";           // channel, name
inline constexpr std::string_view channel_delete = "ChannelDelete";           // channel, name
inline constexpr std::string_view channel_edit = "ChannelEdit";               // channel, changes
inline constexpr std::string_view channel_role_permissions_edit =
    "ChannelRolePermissionsEdit";                                    // channel, role, permissions
inline constexpr std::string_view member_edit = "MemberEdit";        // user, changes
inline constexpr std::string_view member_kick = "MemberKick";        // user
inline constexpr std::string_view community_edit = "ServerEdit";     // changes
inline constexpr std::string_view role_create = "RoleCreate";        // role, name
inline constexpr std::string_view role_delete = "RoleDelete";        // role, name
inline constexpr std::string_view role_edit = "RoleEdit";            // role, changes
inline constexpr std::string_view roles_reorder = "RolesReorder";    // changes: "ranks"
inline constexpr std::string_view invite_create = "InviteCreate";    // invite, channel
inline constexpr std::string_view invite_delete = "InviteDelete";    // invite, channel
inline constexpr std::string_view webhook_create = "WebhookCreate";  // webhook, name, channel
inline constexpr std::string_view webhook_delete = "WebhookDelete";  // webhook, name, channel
inline constexpr std::string_view emoji_create = "EmojiCreate";      // emoji, name
inline constexpr std::string_view emoji_delete = "EmojiDelete";      // emoji, name
inline constexpr std::string_view emoji_update = "EmojiUpdate";      // emoji, changes
}  // namespace audit_type

/// A value before or after: nothing, a switch, a number (an id, a time in ms, permissions), a text, ids, an override.
using AuditValue = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, std::string, std::vector<std::uint64_t>,
                                core::PermissionOverride>;
/// `name` is that of the member in core/community.h: "nickname", "default_permissions", ...
struct AuditChange {
  std::string name;
  AuditValue before, after;
  friend bool operator==(const AuditChange&, const AuditChange&) = default;
};

/// What an entry is about; which members are set depends on the type, see there.
struct AuditAction {
  std::string type;
  std::uint64_t target = 0;  // what it was done to, see core::AuditEntry
  std::optional<core::UserId> user;
  std::optional<core::UserId> author;
  std::optional<core::ChannelId> channel;
  std::optional<core::RoleId> role;
  std::optional<core::MessageId> message;
  std::optional<core::EmojiId> emoji;
  std::optional<core::WebhookId> webhook;
  std::optional<std::string> invite;
  std::optional<std::string> name;
  std::optional<std::uint32_t> count;
  std::optional<core::PermissionOverride> permissions;
  std::vector<AuditChange> changes;
  friend bool operator==(const AuditAction&, const AuditAction&) = default;
};
AuditAction audit_action(std::string_view type, std::uint64_t target);

/// The members that differ between two communities, channels, members or roles. Places in lists are not looked at.
std::vector<AuditChange> changes_between(const core::Community& before, const core::Community& after);
std::vector<AuditChange> changes_between(const core::Channel& before, const core::Channel& after);
std::vector<AuditChange> changes_between(const core::Member& before, const core::Member& after);
std::vector<AuditChange> changes_between(const core::Role& before, const core::Role& after);

/// Writes an entry. Private spaces have no log: nothing is written for them.
void audit(store::Transaction& tx, const Context& context, core::UserId by, const core::Community& community,
           const AuditAction& action);

/// What a stored entry says; of a text that cannot be read only type and target.
AuditAction read_audit_entry(const core::AuditEntry& entry);

struct AuditPage {
  std::vector<core::AuditEntry> entries;  // newest first
  std::vector<core::User> users;          // who acted, and people acted upon; ascending id
  std::vector<core::Member> members;      // those of them who are members; ascending user
};
/// Needs view_audit_logs.
base::Result<AuditPage> list_audit_entries(store::Reader& reader, Context context, Actor actor,
                                           const store::Reader::AuditQuery& query);
inline constexpr std::int64_t kAuditKeptMs = std::int64_t{30} * 24 * 3600 * 1000;
/// Drops what is older than kAuditKeptMs. For a timer.
base::Result<void> drop_old_audit_entries(store::Transaction& tx, Context context);

}  // namespace service
