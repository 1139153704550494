// What differs between two values, for the audit log. See audit.h; any thread.
#include "service/audit.h"

namespace service {
namespace {

AuditValue value_of(bool v) { return v; }
AuditValue value_of(std::int64_t v) { return v; }
AuditValue value_of(std::uint64_t v) { return v; }
AuditValue value_of(std::uint32_t v) { return std::uint64_t{v}; }
AuditValue value_of(const std::string& v) { return v; }
AuditValue value_of(const core::PermissionOverride& v) { return v; }
AuditValue value_of(core::CommunityKind v) { return static_cast<std::uint64_t>(v); }
AuditValue value_of(core::ChannelKind v) { return static_cast<std::uint64_t>(v); }
template <typename Tag>
AuditValue value_of(core::Id<Tag> v) {
  return v.value;
}
template <typename Tag>
AuditValue value_of(const std::vector<core::Id<Tag>>& ids) {
  std::vector<std::uint64_t> numbers;
  for (core::Id<Tag> id : ids) numbers.push_back(id.value);
  return numbers;
}
template <typename T>
AuditValue value_of(const std::optional<T>& v) {
  return v ? value_of(*v) : AuditValue();
}

class Changes {
 public:
  template <typename T>
  Changes& add(const char* name, const T& before, const T& after) {
    if (before != after) list_.push_back({name, value_of(before), value_of(after)});
    return *this;
  }
  std::vector<AuditChange> list() { return std::move(list_); }

 private:
  std::vector<AuditChange> list_;
};

}  // namespace

std::vector<AuditChange> changes_between(const core::Community& before, const core::Community& after) {
  return Changes()
      .add("name", before.name, after.name)
      .add("kind", before.kind, after.kind)
      .add("description", before.description, after.description)
      .add("icon", before.icon, after.icon)
      .add("banner", before.banner, after.banner)
      .add("owner", before.owner, after.owner)
      .add("default_permissions", before.default_permissions, after.default_permissions)
      .add("system_channels.joined", before.system_channels.joined, after.system_channels.joined)
      .add("system_channels.left", before.system_channels.left, after.system_channels.left)
      .add("system_channels.kicked", before.system_channels.kicked, after.system_channels.kicked)
      .add("system_channels.banned", before.system_channels.banned, after.system_channels.banned)
      .add("nsfw", before.nsfw, after.nsfw)
      .add("analytics", before.analytics, after.analytics)
      .add("discoverable", before.discoverable, after.discoverable)
      .add("flags", before.flags, after.flags)
      .list();
}

std::vector<AuditChange> changes_between(const core::Channel& before, const core::Channel& after) {
  return Changes()
      .add("name", before.name, after.name)
      .add("topic", before.topic, after.topic)
      .add("default_override", before.default_override, after.default_override)
      .add("icon", before.icon, after.icon)
      .add("nsfw", before.nsfw, after.nsfw)
      .add("slowmode_s", before.slowmode_s, after.slowmode_s)
      .add("kind", before.kind, after.kind)
      .add("voice_users_max", before.voice_users_max, after.voice_users_max)
      .list();
}

std::vector<AuditChange> changes_between(const core::Member& before, const core::Member& after) {
  return Changes()
      .add("nickname", before.nickname, after.nickname)
      .add("avatar", before.avatar, after.avatar)
      .add("banner", before.banner, after.banner)
      .add("bio", before.bio, after.bio)
      .add("status_text", before.status_text, after.status_text)
      .add("roles", before.roles, after.roles)
      .add("timeout_until_ms", before.timeout_until_ms, after.timeout_until_ms)
      .add("pronouns", before.pronouns, after.pronouns)
      .add("may_speak", before.may_speak, after.may_speak)
      .add("may_listen", before.may_listen, after.may_listen)
      .list();
}

std::vector<AuditChange> changes_between(const core::Role& before, const core::Role& after) {
  return Changes()
      .add("name", before.name, after.name)
      .add("permissions", before.permissions, after.permissions)
      .add("colour", before.colour, after.colour)
      .add("hoist", before.hoist, after.hoist)
      .add("icon", before.icon, after.icon)
      .list();
}

}  // namespace service
