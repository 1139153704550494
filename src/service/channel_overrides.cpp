// See channel_overrides.h.
#include "service/channel_overrides.h"

#include <algorithm>
#include <map>
#include <utility>

#include "service/audit.h"

namespace service {

using base::ErrorKind;
using base::Result;

namespace {

struct Changed {
  core::PermissionOverride before, after;
};

/// By role, those only that differ. A role without an override has an empty one.
std::map<core::RoleId, Changed> changed_overrides(const std::vector<core::RoleOverride>& before,
                                                  const std::vector<core::RoleOverride>& after) {
  std::map<core::RoleId, Changed> all;
  for (const core::RoleOverride& one : before) all[one.role].before = one.value;
  for (const core::RoleOverride& one : after) all[one.role].after = one.value;
  const auto same = [&](const core::RoleOverride& one) {
    const auto at = std::ranges::find(before, one.role, &core::RoleOverride::role);
    return at != before.end() && at->value == one.value;
  };
  for (const core::RoleOverride& one : after) {
    if (same(one)) all.erase(one.role);
  }
  return all;
}

}  // namespace

Result<void> may_override(store::Reader& reader, const Standing& standing, const core::Channel& channel,
                          core::ChannelEdit& edit) {
  if (!edit.default_override && !edit.role_overrides) return {};
  const core::Permissions held = standing.power_over(channel);
  if (auto ok = require(held, core::permission::manage_permissions); !ok) return ok;
  if (edit.default_override) {
    const core::PermissionOverride after =
        edit.default_override.is_set() ? edit.default_override.value() : core::PermissionOverride{};
    if (auto ok = require_to_grant(held, channel.default_override, after); !ok) return ok;
  }
  if (!edit.role_overrides) return {};
  std::ranges::sort(edit.role_overrides.value(), {}, &core::RoleOverride::role);
  const auto roles = reader.roles_of(standing.community.id);
  for (const auto& [id, change] : changed_overrides(channel.role_overrides, edit.role_overrides.value())) {
    const auto role = std::ranges::find(roles, id, &core::Role::id);
    if (role == roles.end()) return base::not_found("role");
    if (!standing.outranks(*role)) return base::fail(ErrorKind::forbidden, "rank");
    if (auto ok = require_to_grant(held, change.before, change.after); !ok) return ok;
  }
  return {};
}

void log_edit(store::Transaction& tx, const Context& context, const Standing& by, const core::Channel& before,
              const core::Channel& after) {
  AuditAction entry = audit_action(audit_type::channel_edit, after.id.value);
  entry.channel = after.id;
  entry.changes = changes_between(before, after);
  if (!entry.changes.empty()) audit(tx, context, by.user, by.community, entry);
  for (const auto& [role, change] : changed_overrides(before.role_overrides, after.role_overrides)) {
    AuditAction edit = audit_action(audit_type::channel_role_permissions_edit, after.id.value);
    edit.channel = after.id;
    edit.role = role;
    edit.permissions = change.after;
    audit(tx, context, by.user, by.community, edit);
  }
}

}  // namespace service
