// The audit log of a server as it is shown (bonfire-rest 4.7). Plain values, any thread.
#pragma once

#include "proto/bonfire/wire_partial.h"

namespace bonfire {

/// {type, <key>: user}
template <wire::Lit Tag>
struct UserAudit {
  UserId user;
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() { return wire::fields(wire::field<"user">(&UserAudit::user)); }
};
struct MessageDeleteAudit {
  UserId author;
  ChannelId channel;
  static constexpr std::string_view wire_tag = "MessageDelete";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"author">(&MessageDeleteAudit::author),
                        wire::field<"channel">(&MessageDeleteAudit::channel));
  }
};
struct MessageBulkDeleteAudit {
  ChannelId channel;
  std::uint64_t count = 0;
  static constexpr std::string_view wire_tag = "MessageBulkDelete";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&MessageBulkDeleteAudit::channel),
                        wire::field<"count">(&MessageBulkDeleteAudit::count));
  }
};
template <wire::Lit Tag>
struct PinAudit {
  MessageId message;
  UserId author;
  ChannelId channel;
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"message">(&PinAudit::message), wire::field<"author">(&PinAudit::author),
                        wire::field<"channel">(&PinAudit::channel));
  }
};
template <wire::Lit Tag>
struct ChannelAudit {
  ChannelId channel;
  std::string name;
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&ChannelAudit::channel), wire::field<"name">(&ChannelAudit::name));
  }
};
struct ChannelEditAudit {
  ChannelId channel;
  PartialChannel before, after;
  static constexpr std::string_view wire_tag = "ChannelEdit";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&ChannelEditAudit::channel), wire::field<"before">(&ChannelEditAudit::before),
                        wire::field<"after">(&ChannelEditAudit::after));
  }
};
struct ChannelRolePermissionsEditAudit {
  ChannelId channel;
  RoleId role;
  OverrideField permissions;
  static constexpr std::string_view wire_tag = "ChannelRolePermissionsEdit";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&ChannelRolePermissionsEditAudit::channel),
                        wire::field<"role">(&ChannelRolePermissionsEditAudit::role),
                        wire::field<"permissions">(&ChannelRolePermissionsEditAudit::permissions));
  }
};
struct MemberEditAudit {
  UserId user;
  PartialMember before, after;
  static constexpr std::string_view wire_tag = "MemberEdit";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user">(&MemberEditAudit::user), wire::field<"before">(&MemberEditAudit::before),
                        wire::field<"after">(&MemberEditAudit::after));
  }
};
struct ServerEditAudit {
  PartialServer before, after;
  static constexpr std::string_view wire_tag = "ServerEdit";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"before">(&ServerEditAudit::before), wire::field<"after">(&ServerEditAudit::after));
  }
};
template <wire::Lit Tag>
struct RoleAudit {
  RoleId role;
  std::string name;
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"role">(&RoleAudit::role), wire::field<"name">(&RoleAudit::name));
  }
};
struct RoleEditAudit {
  RoleId role;
  PartialRole before, after;
  static constexpr std::string_view wire_tag = "RoleEdit";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"role">(&RoleEditAudit::role), wire::field<"before">(&RoleEditAudit::before),
                        wire::field<"after">(&RoleEditAudit::after));
  }
};
struct RolesReorderAudit {
  std::vector<RoleId> before, after;
  static constexpr std::string_view wire_tag = "RolesReorder";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"before">(&RolesReorderAudit::before), wire::field<"after">(&RolesReorderAudit::after));
  }
};
template <wire::Lit Tag>
struct InviteAudit {
  std::string invite;
  ChannelId channel;
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"invite">(&InviteAudit::invite), wire::field<"channel">(&InviteAudit::channel));
  }
};
template <wire::Lit Tag>
struct WebhookAudit {
  WebhookId webhook;
  std::string name;
  ChannelId channel;
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"webhook">(&WebhookAudit::webhook), wire::field<"name">(&WebhookAudit::name),
                        wire::field<"channel">(&WebhookAudit::channel));
  }
};
template <wire::Lit Tag>
struct EmojiAudit {
  EmojiId emoji;
  std::string name;
  static constexpr std::string_view wire_tag = Tag.view();
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"emoji">(&EmojiAudit::emoji), wire::field<"name">(&EmojiAudit::name));
  }
};
struct EmojiUpdateAudit {
  EmojiId emoji;
  PartialEmoji before, after;
  static constexpr std::string_view wire_tag = "EmojiUpdate";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"emoji">(&EmojiUpdateAudit::emoji), wire::field<"before">(&EmojiUpdateAudit::before),
                        wire::field<"after">(&EmojiUpdateAudit::after));
  }
};

using MessagePinAudit = PinAudit<"MessagePin">;
using MessageUnpinAudit = PinAudit<"MessageUnpin">;
using BanCreateAudit = UserAudit<"BanCreate">;
using BanDeleteAudit = UserAudit<"BanDelete">;
using MemberKickAudit = UserAudit<"MemberKick">;
using ChannelCreateAudit = ChannelAudit<"ChannelCreate">;
using ChannelDeleteAudit = ChannelAudit<"ChannelDelete">;
using RoleCreateAudit = RoleAudit<"RoleCreate">;
using RoleDeleteAudit = RoleAudit<"RoleDelete">;
using InviteCreateAudit = InviteAudit<"InviteCreate">;
using InviteDeleteAudit = InviteAudit<"InviteDelete">;
using WebhookCreateAudit = WebhookAudit<"WebhookCreate">;
using WebhookDeleteAudit = WebhookAudit<"WebhookDelete">;
using EmojiCreateAudit = EmojiAudit<"EmojiCreate">;
using EmojiDeleteAudit = EmojiAudit<"EmojiDelete">;

using AuditLogAction =
    std::variant<MessageDeleteAudit, MessageBulkDeleteAudit, MessagePinAudit, MessageUnpinAudit, BanCreateAudit,
                 BanDeleteAudit, ChannelCreateAudit, ChannelDeleteAudit, ChannelEditAudit, ChannelRolePermissionsEditAudit,
                 MemberEditAudit, MemberKickAudit, ServerEditAudit, RoleCreateAudit, RoleDeleteAudit, RoleEditAudit,
                 RolesReorderAudit, InviteCreateAudit, InviteDeleteAudit, WebhookCreateAudit, WebhookDeleteAudit,
                 EmojiCreateAudit, EmojiDeleteAudit, EmojiUpdateAudit>;

struct AuditLogEntry {
  AuditEntryId id;
  ServerId server;
  std::optional<std::string> reason;
  UserId user;
  std::optional<std::string> target;  // the id of whatever it was done to
  AuditLogAction action;

  static constexpr std::string_view wire_name = "AuditLogEntry";
  static constexpr auto wire_fields();
};
struct AuditLogResponse {
  std::vector<AuditLogEntry> audit_logs;
  std::vector<User> users;
  std::vector<Member> members;

  static constexpr std::string_view wire_name = "AuditLogResponse";
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"audit_logs">(&AuditLogResponse::audit_logs, {.doc = "Newest first."}),
                        wire::field<"users">(&AuditLogResponse::users), wire::field<"members">(&AuditLogResponse::members));
  }
};

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::AuditLogAction> {
  static constexpr std::string_view name = "AuditLogEntryAction";
};

namespace bonfire {

constexpr auto AuditLogEntry::wire_fields() {
  return wire::fields(wire::field<"_id">(&AuditLogEntry::id), wire::field<"server">(&AuditLogEntry::server),
                      wire::field<"reason">(&AuditLogEntry::reason, {.null_when_empty = true}),
                      wire::field<"user">(&AuditLogEntry::user),
                      wire::field<"target">(&AuditLogEntry::target, {.null_when_empty = true}),
                      wire::field<"action">(&AuditLogEntry::action));
}

}  // namespace bonfire
