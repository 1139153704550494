// Entries of the audit log: from lists of changed members to the protocol's objects before and after.
#include "proto/bonfire/routes/audit_views.h"

#include "core/id_generator.h"
#include "proto/bonfire/routes/input.h"
#include "proto/bonfire/routes/views.h"
#include "proto/bonfire/translate.h"
#include "service/audit.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace bonfire {
namespace {

using service::AuditAction;
using service::AuditChange;
using service::AuditValue;
namespace audit_type = service::audit_type;

// --- values ---------------------------------------------------------------------------------------------------------------
template <typename T>
std::optional<T> as(const AuditValue& value) {
  const T* held = std::get_if<T>(&value);
  return held == nullptr ? std::nullopt : std::optional<T>(*held);
}
std::optional<std::string> text_of(const AuditValue& value) { return as<std::string>(value); }
std::optional<bool> flag_of(const AuditValue& value) { return as<bool>(value); }
std::optional<std::uint64_t> number_of(const AuditValue& value) { return as<std::uint64_t>(value); }
std::optional<std::uint32_t> small_number_of(const AuditValue& value) {
  const auto number = number_of(value);
  return number ? std::optional(static_cast<std::uint32_t>(*number)) : std::nullopt;
}
template <typename Core>
std::optional<Spelled<Core>> id_of(const AuditValue& value) {
  const auto number = number_of(value);
  return number ? std::optional(Spelled<Core>(Core(*number))) : std::nullopt;
}
template <typename Core>
std::optional<std::vector<Spelled<Core>>> ids_of(const AuditValue& value) {
  const auto numbers = as<std::vector<std::uint64_t>>(value);
  if (!numbers) return std::nullopt;
  std::vector<Spelled<Core>> ids;
  for (const std::uint64_t number : *numbers) ids.emplace_back(Core(number));
  return ids;
}
std::optional<Override> override_of(const AuditValue& value) {
  const auto held = as<core::PermissionOverride>(value);
  return held ? std::optional(to_wire(*held)) : std::nullopt;
}
std::optional<wire::Timestamp> time_of(const AuditValue& value) {
  const auto ms = as<std::int64_t>(value);
  return ms ? std::optional(wire::Timestamp{*ms}) : std::nullopt;
}
std::optional<File> file_of(const AuditValue& value, const Files& files) {
  const auto number = number_of(value);
  const core::File* file = number ? files.file(core::FileId(*number)) : nullptr;
  return file == nullptr ? std::nullopt : std::optional(to_wire(*file));
}

// --- one changed member ---------------------------------------------------------------------------------------------------
void put(PartialServer& out, std::string_view name, const AuditValue& value, const Files& files) {
  constexpr std::string_view kSystem = "system_channels.";
  if (name == "name") out.name = text_of(value);
  if (name == "description") out.description = text_of(value);
  if (name == "icon") out.icon = file_of(value, files);
  if (name == "banner") out.banner = file_of(value, files);
  if (name == "owner") out.owner = id_of<core::UserId>(value);
  if (name == "default_permissions") out.default_permissions = number_of(value);
  if (name == "nsfw") out.nsfw = flag_of(value);
  if (name == "analytics") out.analytics = flag_of(value);
  if (name == "discoverable") out.discoverable = flag_of(value);
  if (name == "flags") out.flags = small_number_of(value);
  if (!name.starts_with(kSystem)) return;
  if (!out.system_messages) out.system_messages.emplace();
  SystemMessageChannels& channels = *out.system_messages;
  const auto channel = id_of<core::ChannelId>(value);
  name.remove_prefix(kSystem.size());
  if (name == "joined") channels.user_joined = channel;
  if (name == "left") channels.user_left = channel;
  if (name == "kicked") channels.user_kicked = channel;
  if (name == "banned") channels.user_banned = channel;
}

void put(PartialChannel& out, std::string_view name, const AuditValue& value, const Files& files) {
  if (name == "name") out.name = text_of(value);
  if (name == "topic") out.description = text_of(value);
  if (name == "icon") out.icon = file_of(value, files);
  if (name == "nsfw") out.nsfw = flag_of(value);
  if (name == "default_override") out.default_permissions = override_of(value);
  if (name == "slowmode_s") out.slowmode = small_number_of(value);
  const bool voice = name == "kind" && number_of(value) == static_cast<std::uint64_t>(core::ChannelKind::voice);
  const bool users = name == "voice_users_max" && number_of(value).value_or(0) != 0;
  if ((voice || users) && !out.voice) out.voice.emplace();
  if (users) out.voice->max_users = small_number_of(value);
}

void put(PartialMember& out, std::string_view name, const AuditValue& value, const Files& files) {
  if (name == "nickname") out.nickname = text_of(value);
  if (name == "pronouns") out.pronouns = text_of(value);
  if (name == "avatar") out.avatar = file_of(value, files);
  if (name == "roles") out.roles = ids_of<core::RoleId>(value);
  if (name == "timeout_until_ms") out.timeout = time_of(value);
  if (name == "may_speak") out.can_publish = flag_of(value);
  if (name == "may_listen") out.can_receive = flag_of(value);
}

void put(PartialRole& out, std::string_view name, const AuditValue& value, const Files& files) {
  if (name == "name") out.name = text_of(value);
  if (name == "permissions") out.permissions = override_of(value);
  if (name == "colour") out.colour = text_of(value);
  if (name == "hoist") out.hoist = flag_of(value);
  if (name == "icon") out.icon = file_of(value, files);
}

void put(PartialEmoji& out, std::string_view name, const AuditValue& value, const Files&) {
  if (name == "name") out.name = text_of(value);
}

template <typename Edit>
Edit with_changes(Edit edit, const AuditAction& action, const Files& files) {
  for (const AuditChange& change : action.changes) {
    put(edit.before, change.name, change.before, files);
    put(edit.after, change.name, change.after, files);
  }
  return edit;
}

// --- one entry ------------------------------------------------------------------------------------------------------------
// What an entry does not say is 0 or empty: ids of nothing.
template <typename T>
T or_empty(const std::optional<T>& value) {
  return value.value_or(T());
}

template <typename Out>
AuditLogAction about_user(const AuditAction& action, const Files&) {
  return Out{or_empty(action.user)};
}
template <typename Out>
AuditLogAction about_pin(const AuditAction& action, const Files&) {
  return Out{or_empty(action.message), or_empty(action.author), or_empty(action.channel)};
}
template <typename Out>
AuditLogAction about_channel(const AuditAction& action, const Files&) {
  return Out{or_empty(action.channel), or_empty(action.name)};
}
template <typename Out>
AuditLogAction about_role(const AuditAction& action, const Files&) {
  return Out{or_empty(action.role), or_empty(action.name)};
}
template <typename Out>
AuditLogAction about_invite(const AuditAction& action, const Files&) {
  return Out{or_empty(action.invite), or_empty(action.channel)};
}
template <typename Out>
AuditLogAction about_webhook(const AuditAction& action, const Files&) {
  return Out{or_empty(action.webhook), or_empty(action.name), or_empty(action.channel)};
}
template <typename Out>
AuditLogAction about_emoji(const AuditAction& action, const Files&) {
  return Out{or_empty(action.emoji), or_empty(action.name)};
}
AuditLogAction message_delete(const AuditAction& action, const Files&) {
  return MessageDeleteAudit{or_empty(action.author), or_empty(action.channel)};
}
AuditLogAction message_bulk_delete(const AuditAction& action, const Files&) {
  return MessageBulkDeleteAudit{or_empty(action.channel), or_empty(action.count)};
}
AuditLogAction channel_edit(const AuditAction& action, const Files& files) {
  return with_changes(ChannelEditAudit{or_empty(action.channel), {}, {}}, action, files);
}
AuditLogAction channel_role_permissions_edit(const AuditAction& action, const Files&) {
  const core::PermissionOverride value = or_empty(action.permissions);
  return ChannelRolePermissionsEditAudit{or_empty(action.channel), or_empty(action.role), {value.allow, value.deny}};
}
AuditLogAction member_edit(const AuditAction& action, const Files& files) {
  return with_changes(MemberEditAudit{or_empty(action.user), {}, {}}, action, files);
}
AuditLogAction server_edit(const AuditAction& action, const Files& files) {
  return with_changes(ServerEditAudit{}, action, files);
}
AuditLogAction role_edit(const AuditAction& action, const Files& files) {
  return with_changes(RoleEditAudit{or_empty(action.role), {}, {}}, action, files);
}
AuditLogAction roles_reorder(const AuditAction& action, const Files&) {
  RolesReorderAudit out;
  for (const AuditChange& change : action.changes) {
    if (change.name != "ranks") continue;
    out.before = or_empty(ids_of<core::RoleId>(change.before));
    out.after = or_empty(ids_of<core::RoleId>(change.after));
  }
  return out;
}
AuditLogAction emoji_update(const AuditAction& action, const Files& files) {
  return with_changes(EmojiUpdateAudit{or_empty(action.emoji), {}, {}}, action, files);
}

struct Kind {
  std::string_view type;
  AuditLogAction (*show)(const AuditAction&, const Files&);
};
constexpr Kind kKinds[] = {
    {audit_type::message_delete, message_delete},
    {audit_type::message_bulk_delete, message_bulk_delete},
    {audit_type::message_pin, about_pin<MessagePinAudit>},
    {audit_type::message_unpin, about_pin<MessageUnpinAudit>},
    {audit_type::ban_create, about_user<BanCreateAudit>},
    {audit_type::ban_delete, about_user<BanDeleteAudit>},
    {audit_type::channel_create, about_channel<ChannelCreateAudit>},
    {audit_type::channel_delete, about_channel<ChannelDeleteAudit>},
    {audit_type::channel_edit, channel_edit},
    {audit_type::channel_role_permissions_edit, channel_role_permissions_edit},
    {audit_type::member_edit, member_edit},
    {audit_type::member_kick, about_user<MemberKickAudit>},
    {audit_type::community_edit, server_edit},
    {audit_type::role_create, about_role<RoleCreateAudit>},
    {audit_type::role_delete, about_role<RoleDeleteAudit>},
    {audit_type::role_edit, role_edit},
    {audit_type::roles_reorder, roles_reorder},
    {audit_type::invite_create, about_invite<InviteCreateAudit>},
    {audit_type::invite_delete, about_invite<InviteDeleteAudit>},
    {audit_type::webhook_create, about_webhook<WebhookCreateAudit>},
    {audit_type::webhook_delete, about_webhook<WebhookDeleteAudit>},
    {audit_type::emoji_create, about_emoji<EmojiCreateAudit>},
    {audit_type::emoji_delete, about_emoji<EmojiDeleteAudit>},
    {audit_type::emoji_update, emoji_update},
};

/// Pictures that have been removed since are left out.
void add_files(LoadedFiles& files, store::Reader& reader, const AuditAction& action) {
  using core::FileBucket;
  for (const AuditChange& change : action.changes) {
    if (change.name != "icon" && change.name != "banner" && change.name != "avatar") continue;
    for (const AuditValue* value : {&change.before, &change.after}) {
      const auto number = number_of(*value);
      if (!number) continue;
      files.add(reader, core::FileId(*number),
                {FileBucket::community_icons, FileBucket::community_banners, FileBucket::member_avatars});
    }
  }
}

}  // namespace

std::optional<std::string> audit_type_of(std::string_view text) {
  const std::string wanted = lower_case(text);
  const auto found = std::ranges::find_if(kKinds, [&](const Kind& kind) { return lower_case(kind.type) == wanted; });
  if (found == std::end(kKinds)) return std::nullopt;
  return std::string(found->type);
}

std::optional<AuditLogEntry> load_audit_entry(store::Reader& reader, const core::AuditEntry& entry) {
  const auto kind = std::ranges::find(kKinds, entry.type, &Kind::type);
  if (kind == std::end(kKinds)) return std::nullopt;
  const AuditAction action = service::read_audit_entry(entry);
  LoadedFiles files;
  add_files(files, reader, action);
  AuditLogEntry out;
  out.id = entry.id;
  out.server = entry.community;
  out.reason = entry.reason;
  out.user = entry.user;
  if (entry.target != 0) out.target = core::to_ulid(entry.target);
  out.action = kind->show(action, files);
  return out;
}

}  // namespace bonfire
