// core -> wire: what an edit changed, as a partial object and the names of what it removed (bonfire 5.11). Pure functions.
#include <utility>

#include "proto/bonfire/translate.h"

namespace bonfire {
namespace {

/// Collects one field after the other; a field is either in `data` or in `clear`, never in both.
template <typename Partial, typename Fields>
struct Collector {
  Changes<Partial, Fields> out;

  template <typename T, typename To, typename Convert>
  void set(const core::Change<T>& change, std::optional<To> Partial::*member, Convert convert) {
    if (!change.is_set()) return;
    out.data.*member = convert(change.value());
    out.empty = false;
  }
  template <typename T, typename To>
  void set(const core::Change<T>& change, std::optional<To> Partial::*member) {
    set(change, member, [](const T& value) { return To(value); });
  }
  template <typename T, typename To, typename... Convert>
  void set_or_clear(const core::Change<T>& change, std::optional<To> Partial::*member, Fields name, Convert... convert) {
    set(change, member, convert...);
    if (change.is_cleared()) clear(name);
  }
  void clear(Fields name) {
    out.clear.push_back(name);
    out.empty = false;
  }
  /// A file that nobody knows any more is not told: its removal was.
  void file(const core::Change<core::FileId>& change, std::optional<File> Partial::*member, Fields name,
            const Files& files) {
    if (change.is_cleared()) return clear(name);
    const core::File* known = change.is_set() ? files.file(change.value()) : nullptr;
    if (known == nullptr) return;
    out.data.*member = to_wire(*known);
    out.empty = false;
  }
};

}  // namespace

Changes<PartialServer, FieldsServer> to_wire(const core::CommunityEdit& edit, const Files& files) {
  Collector<PartialServer, FieldsServer> c;
  c.set(edit.owner, &PartialServer::owner);
  c.set(edit.name, &PartialServer::name);
  c.set_or_clear(edit.description, &PartialServer::description, FieldsServer::description);
  c.set_or_clear(edit.system_channels, &PartialServer::system_messages, FieldsServer::system_messages,
                 [](const core::SystemChannels& channels) { return to_wire(channels); });
  c.set(edit.default_permissions, &PartialServer::default_permissions);
  c.file(edit.icon, &PartialServer::icon, FieldsServer::icon, files);
  c.file(edit.banner, &PartialServer::banner, FieldsServer::banner, files);
  c.set(edit.flags, &PartialServer::flags);
  c.set(edit.nsfw, &PartialServer::nsfw);
  c.set(edit.analytics, &PartialServer::analytics);
  c.set(edit.discoverable, &PartialServer::discoverable);
  return std::move(c.out);
}

Changes<PartialChannel, FieldsChannel> to_wire(const core::ChannelEdit& edit, const Files& files) {
  Collector<PartialChannel, FieldsChannel> c;
  c.set(edit.name, &PartialChannel::name);
  c.set_or_clear(edit.topic, &PartialChannel::description, FieldsChannel::description);
  c.file(edit.icon, &PartialChannel::icon, FieldsChannel::icon, files);
  c.set(edit.nsfw, &PartialChannel::nsfw);
  c.set(edit.active, &PartialChannel::active);
  c.set(edit.group_permissions, &PartialChannel::permissions);
  c.set(edit.role_overrides, &PartialChannel::role_permissions,
        [](const std::vector<core::RoleOverride>& overrides) { return to_wire(std::span(overrides)); });
  c.set_or_clear(edit.default_override, &PartialChannel::default_permissions, FieldsChannel::default_permissions,
                 [](const core::PermissionOverride& value) { return to_wire(value); });
  c.set_or_clear(edit.slowmode_s, &PartialChannel::slowmode, FieldsChannel::slowmode);
  if (edit.kind.is_set() && edit.kind.value() != core::ChannelKind::voice) {
    c.clear(FieldsChannel::voice);
  } else if (edit.kind.is_set() || edit.voice_users_max) {
    c.out.data.voice.emplace();
    if (edit.voice_users_max.is_set() && edit.voice_users_max.value() != 0) {
      c.out.data.voice->max_users = edit.voice_users_max.value();
    }
    c.out.empty = false;
  }
  return std::move(c.out);
}

Changes<PartialMember, FieldsMember> to_wire(const core::MemberEdit& edit, const Files& files) {
  Collector<PartialMember, FieldsMember> c;
  c.set_or_clear(edit.nickname, &PartialMember::nickname, FieldsMember::nickname);
  c.set_or_clear(edit.pronouns, &PartialMember::pronouns, FieldsMember::pronouns);
  c.file(edit.avatar, &PartialMember::avatar, FieldsMember::avatar, files);
  c.set_or_clear(edit.roles, &PartialMember::roles, FieldsMember::roles,
                 [](const std::vector<core::RoleId>& roles) { return std::vector<RoleId>(roles.begin(), roles.end()); });
  c.set_or_clear(edit.timeout_until_ms, &PartialMember::timeout, FieldsMember::timeout,
                 [](std::int64_t until_ms) { return wire::Timestamp{until_ms}; });
  c.set_or_clear(edit.may_speak, &PartialMember::can_publish, FieldsMember::can_publish);
  c.set_or_clear(edit.may_listen, &PartialMember::can_receive, FieldsMember::can_receive);
  return std::move(c.out);
}

Changes<PartialRole, FieldsRole> to_wire(const core::RoleEdit& edit, const Files& files) {
  Collector<PartialRole, FieldsRole> c;
  c.set(edit.name, &PartialRole::name);
  c.set(edit.permissions, &PartialRole::permissions, [](const core::PermissionOverride& value) { return to_wire(value); });
  c.set_or_clear(edit.colour, &PartialRole::colour, FieldsRole::colour);
  c.set(edit.hoist, &PartialRole::hoist);
  c.file(edit.icon, &PartialRole::icon, FieldsRole::icon, files);
  return std::move(c.out);
}

Changes<PartialWebhook, FieldsWebhook> to_wire(const core::WebhookEdit& edit, const Files& files) {
  Collector<PartialWebhook, FieldsWebhook> c;
  c.set(edit.name, &PartialWebhook::name);
  c.file(edit.avatar, &PartialWebhook::avatar, FieldsWebhook::avatar, files);
  c.set(edit.permissions, &PartialWebhook::permissions);
  return std::move(c.out);
}

Changes<PartialUser, FieldsUser> changes(const core::User& before, const core::User& after, const Files& files) {
  Collector<PartialUser, FieldsUser> c;
  const auto edit = []<typename T>(const std::optional<T>& was, const std::optional<T>& is) {
    if (was == is) return core::Change<T>();
    return is ? core::Change<T>(*is) : core::Change<T>::cleared();
  };
  const auto value = []<typename T>(const T& was, const T& is) {
    return was == is ? core::Change<T>() : core::Change<T>(is);
  };
  c.set(value(before.tag_name, after.tag_name), &PartialUser::username);
  c.set(value(before.discriminator, after.discriminator), &PartialUser::discriminator, discriminator_text);
  c.set_or_clear(edit(before.display_name, after.display_name), &PartialUser::display_name, FieldsUser::display_name);
  c.set_or_clear(edit(before.pronouns, after.pronouns), &PartialUser::pronouns, FieldsUser::pronouns);
  c.file(edit(before.avatar, after.avatar), &PartialUser::avatar, FieldsUser::avatar, files);
  c.set(value(static_cast<std::uint32_t>(before.badges), static_cast<std::uint32_t>(after.badges)), &PartialUser::badges);
  c.set(value(before.flags, after.flags), &PartialUser::flags);
  if (before.status != after.status) {
    // The whole new status; invisible is told by its name here, so that everybody shows the person as gone (3.7).
    UserStatus status;
    status.text = after.status.text;
    if (after.status.kind != core::StatusKind::online) status.presence = to_wire(after.status.kind);
    if (before.status.text && !after.status.text) c.clear(FieldsUser::status_text);
    if (after.status.kind == core::StatusKind::online && before.status.kind != core::StatusKind::online) {
      status.presence = Presence::online;
    }
    if (status.text || status.presence) {
      c.out.data.status = std::move(status);
      c.out.empty = false;
    }
  }
  // The profile is fetched apart; only its removal is told (bonfire-rest 3.3), and that something happened.
  if (before.bio != after.bio) {
    c.out.empty = false;
    if (!after.bio) c.clear(FieldsUser::profile_content);
  }
  if (before.banner != after.banner) {
    c.out.empty = false;
    if (!after.banner) c.clear(FieldsUser::profile_background);
  }
  return std::move(c.out);
}

}  // namespace bonfire
