// See roles.h; run inside a unit of work.
#include "service/roles.h"

#include <algorithm>
#include <utility>

#include "service/audit.h"
#include "service/over_limit.h"
#include "service/standing.h"

namespace service {

using base::ErrorKind;
using base::Result;
namespace permission = core::permission;

namespace {

/// not_found "role".
Result<core::Role> role_of(const std::vector<core::Role>& roles, core::RoleId id) {
  const auto at = std::ranges::find(roles, id, &core::Role::id);
  if (at == roles.end()) return base::not_found("role");
  return *at;
}

AuditAction entry_about(std::string_view type, const core::Role& role) {
  AuditAction entry = audit_action(type, role.id.value);
  entry.role = role.id;
  entry.name = role.name;
  return entry;
}

core::Permissions wanted_for(const core::RoleEdit& edit) {
  core::RoleEdit rest = edit;
  rest.permissions = {};
  core::Permissions wanted = 0;
  if (edit.permissions) wanted |= permission::manage_permissions;
  if (rest != core::RoleEdit{} || edit == rest) wanted |= permission::manage_role;
  return wanted;
}

std::vector<std::uint64_t> numbers(const std::vector<core::RoleId>& ids) {
  std::vector<std::uint64_t> list;
  for (core::RoleId id : ids) list.push_back(id.value);
  return list;
}

}  // namespace

Result<core::Role> create_role(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                               const std::string& name) {
  auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::manage_role); !ok) return base::pass(ok);
  const auto roles = tx.roles_of(community);
  if (roles.size() >= context.limits.roles) {
    return over_limit("roles", context.limits.roles);
  }
  core::Role role;
  role.id = core::RoleId(tx.next_id());
  role.community = community;
  role.name = name;
  const auto below_all = roles.empty() ? 0 : roles.back().rank + 1;
  role.rank = std::max(below_all, static_cast<std::int32_t>(roles.size()));
  tx.put_role(role);
  tx.append_event(core::stream_of(community), context.now_ms, core::RoleCreated{role});
  audit(tx, context, actor.user, standing->community, entry_about(audit_type::role_create, role));
  return role;
}

Result<core::Role> edit_role(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                             core::RoleId id, core::RoleEdit edit) {
  auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(wanted_for(edit)); !ok) return base::pass(ok);
  auto role = role_of(tx.roles_of(community), id);
  if (!role) return role;
  if (!standing->outranks(*role)) return base::fail(ErrorKind::forbidden, "rank");
  const core::Role before = *role;
  edit.apply_to(*role);
  if (auto ok = require_to_grant(standing->permissions(), before.permissions, role->permissions); !ok) return base::pass(ok);
  if (auto ok = take_file(tx, edit.icon, core::FileBucket::community_icons, "icon"); !ok) return base::pass(ok);
  if (edit == core::RoleEdit{}) return role;

  tx.put_role(*role);
  tx.append_event(core::stream_of(community), context.now_ms, core::RoleUpdated{id, edit});
  AuditAction entry = entry_about(audit_type::role_edit, before);
  entry.changes = changes_between(before, *role);
  audit(tx, context, actor.user, standing->community, entry);
  return role;
}

Result<void> delete_role(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                         core::RoleId id) {
  auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::manage_role); !ok) return ok;
  const auto role = role_of(tx.roles_of(community), id);
  if (!role) return base::pass(role);
  if (!standing->outranks(*role)) return base::fail(ErrorKind::forbidden, "rank");
  tx.delete_role(id);
  tx.append_event(core::stream_of(community), context.now_ms, core::RoleDeleted{id});
  audit(tx, context, actor.user, standing->community, entry_about(audit_type::role_delete, *role));
  return {};
}

Result<std::vector<core::Role>> rank_roles(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                           const std::vector<core::RoleId>& order) {
  auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::manage_role); !ok) return base::pass(ok);
  std::vector<core::Role> roles = tx.roles_of(community);
  std::vector<core::RoleId> now;
  for (const core::Role& role : roles) now.push_back(role.id);
  if (!std::ranges::is_permutation(now, order)) return base::invalid("ranks", "must be exactly the roles there are");
  for (std::size_t place = 0; place < roles.size(); ++place) {
    if (order[place] != now[place] && !standing->outranks(roles[place])) return base::fail(ErrorKind::forbidden, "rank");
  }

  const std::vector<core::Role> before = roles;
  core::rank_roles(roles, order);
  for (const core::Role& role : roles) {
    if (role != *std::ranges::find(before, role.id, &core::Role::id)) tx.put_role(role);
  }
  tx.append_event(core::stream_of(community), context.now_ms, core::RolesRanked{order});
  AuditAction entry = audit_action(audit_type::roles_reorder, community.value);
  entry.changes.push_back({"ranks", numbers(now), numbers(order)});
  audit(tx, context, actor.user, standing->community, entry);
  return roles;
}

Result<core::Role> find_role(store::Reader& reader, Context context, Actor actor, core::CommunityId community,
                             core::RoleId id) {
  auto standing = load_community_standing(reader, context, actor, community);
  if (!standing) return base::pass(standing);
  if (!standing->member && !standing->is_staff()) return base::fail(ErrorKind::forbidden, "member");
  return role_of(reader.roles_of(community), id);
}

}  // namespace service
