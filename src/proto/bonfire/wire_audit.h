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
  template <typename Self = MessageDeleteAudit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"author">(&Self::author), wire::field<"channel">(&Self::channel));
  }
};
struct MessageBulkDeleteAudit {
  ChannelId channel;
  std::uint64_t count = 0;
  static constexpr std::string_view wire_tag = "MessageBulkDelete";
  template <typename Self = MessageBulkDeleteAudit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&Self::channel), wire::field<"count">(&Self::count));
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
  template <typename Self = ChannelEditAudit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&Self::channel), wire::field<"before">(&Self::before),
                        wire::field<"after">(&Self::after));
  }
};
struct ChannelRolePermissionsEditAudit {
  ChannelId channel;
  RoleId role;
  OverrideField permissions;
  static constexpr std::string_view wire_tag = "ChannelRolePermissionsEdit";
  template <typename Self = ChannelRolePermissionsEditAudit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"channel">(&Self::channel), wire::field<"role">(&Self::role),
                        wire::field<"permissions">(&Self::permissions));
  }
};
struct MemberEditAudit {
  UserId user;
  PartialMember before, after;
  static constexpr std::string_view wire_tag = "MemberEdit";
  template <typename Self = MemberEditAudit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"user">(&Self::user), wire::field<"before">(&Self::before),
                        wire::field<"after">(&Self::after));
  }
};
struct ServerEditAudit {
  PartialServer before, after;
  static constexpr std::string_view wire_tag = "ServerEdit";
  template <typename Self = ServerEditAudit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"before">(&Self::before), wire::field<"after">(&Self::after));
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
  template <typename Self = RoleEditAudit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"role">(&Self::role), wire::field<"before">(&Self::before),
                        wire::field<"after">(&Self::after));
  }
};
struct RolesReorderAudit {
  std::vector<RoleId> before, after;
  static constexpr std::string_view wire_tag = "RolesReorder";
  template <typename Self = RolesReorderAudit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"before">(&Self::before), wire::field<"after">(&Self::after));
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
  template <typename Self = EmojiUpdateAudit>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"emoji">(&Self::emoji), wire::field<"before">(&Self::before),
                        wire::field<"after">(&Self::after));
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
  template <typename Self = AuditLogEntry>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"_id">(&Self::id), wire::field<"server">(&Self::server),
                        wire::field<"reason">(&Self::reason, {.null_when_empty = true}), wire::field<"user">(&Self::user),
                        wire::field<"target">(&Self::target, {.null_when_empty = true}),
                        wire::field<"action">(&Self::action));
  }
};
struct AuditLogResponse {
  std::vector<AuditLogEntry> audit_logs;
  std::vector<User> users;
  std::vector<Member> members;

  static constexpr std::string_view wire_name = "AuditLogResponse";
  template <typename Self = AuditLogResponse>
  static constexpr auto wire_fields() {
    return wire::fields(wire::field<"audit_logs">(&Self::audit_logs, {.doc = "Newest first."}),
                        wire::field<"users">(&Self::users), wire::field<"members">(&Self::members));
  }
};

}  // namespace bonfire

template <>
struct wire::Describe<bonfire::AuditLogAction> {
  static constexpr std::string_view name = "AuditLogEntryAction";
};
