// Use cases about members: finding, editing, leaving, kicking. See communities.h; run inside a unit of work.
#include <algorithm>
#include <utility>

#include "service/audit.h"
#include "service/communities.h"
#include "service/membership.h"
#include "service/notes.h"
#include "service/standing.h"

namespace service {

using base::ErrorKind;
namespace permission = core::permission;

namespace {

/// not_found "user", then "member".
Result<MemberWithUser> load_member(store::Reader& reader, core::CommunityId community, core::UserId id) {
  auto user = reader.user(id);
  if (!user || user->deleted) return base::not_found("user");
  auto member = reader.member(community, id);
  if (!member) return base::not_found("member");
  return MemberWithUser{*std::move(member), *std::move(user)};
}

/// What it takes whoever is edited.
core::Permissions wanted_for_anybody(const core::MemberEdit& edit) {
  core::Permissions wanted = 0;
  if (edit.roles) wanted |= permission::assign_roles;
  if (edit.timeout_until_ms) wanted |= permission::timeout_members;
  if (edit.may_speak) wanted |= permission::mute_members;
  if (edit.may_listen) wanted |= permission::deafen_members;
  return wanted;
}

Result<void> may_edit_own(const Standing& standing, const core::MemberEdit& edit) {
  core::Permissions wanted = wanted_for_anybody(edit);
  if (edit.nickname) wanted |= permission::change_nickname;
  if (edit.avatar) wanted |= permission::change_avatar;
  if (auto ok = standing.require(wanted); !ok) return ok;
  if (edit.timeout_until_ms.is_set()) return base::invalid("timeout", "not for oneself");
  return {};
}

Result<void> may_edit_other(const Standing& standing, const core::Member& target, const core::MemberEdit& edit) {
  core::Permissions wanted = wanted_for_anybody(edit);
  if (edit.nickname) wanted |= permission::manage_nicknames;
  if (edit.avatar || edit.banner || edit.bio || edit.status_text) wanted |= permission::remove_avatars;
  if (auto ok = standing.require(wanted); !ok) return ok;
  if (!standing.outranks(target)) return base::fail(ErrorKind::forbidden, "rank");
  if (edit.avatar.is_set() || edit.banner.is_set() || edit.bio.is_set() || edit.status_text.is_set()) {
    return base::invalid("body", "of others these can only be cleared");
  }
  if (edit.pronouns) return base::invalid("body", "everybody has their own");
  return {};
}

/// Sorts the list, and looks at each role that was not held before.
Result<void> check_roles(const std::vector<core::Role>& all, const Standing& standing, const core::Member& target,
                         core::Change<std::vector<core::RoleId>>& edit) {
  if (!edit.is_set()) return {};
  std::vector<core::RoleId>& wanted = edit.value();
  std::ranges::sort(wanted);
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  for (core::RoleId id : wanted) {
    if (std::ranges::binary_search(target.roles, id)) continue;
    const auto role = std::ranges::find(all, id, &core::Role::id);
    if (role == all.end()) return base::not_found("role");
    if (!standing.outranks(*role)) return base::fail(ErrorKind::forbidden, "rank");
  }
  return {};
}

/// Who could time out others cannot be silenced by them.
Result<void> check_timeout(const std::vector<core::Role>& all, const Standing& standing, const core::Member& target,
                           const core::MemberEdit& edit) {
  if (!edit.timeout_until_ms.is_set()) return {};
  const auto held = core::community_permissions(standing.community, all, &target, target.user, standing.now_ms);
  if (core::has(held, permission::timeout_members)) return base::fail(ErrorKind::forbidden, "target");
  return {};
}

}  // namespace

Result<MemberWithUser> find_member(store::Reader& reader, core::CommunityId community, core::UserId user) {
  if (auto found = load_community_standing(reader, {}, {}, community); !found) return base::pass(found);
  return load_member(reader, community, user);
}

Result<MemberWithUser> edit_member(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                   core::UserId user, core::MemberEdit edit) {
  auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  auto target = load_member(tx, community, user);
  if (!target) return base::pass(target);
  const auto allowed = actor.user == user ? may_edit_own(*standing, edit) : may_edit_other(*standing, target->member, edit);
  if (!allowed) return base::pass(allowed);
  const auto roles = edit.roles || edit.timeout_until_ms ? tx.roles_of(community) : std::vector<core::Role>();
  if (auto ok = check_roles(roles, *standing, target->member, edit.roles); !ok) return base::pass(ok);
  if (auto ok = check_timeout(roles, *standing, target->member, edit); !ok) return base::pass(ok);
  if (auto ok = take_file(tx, edit.avatar, core::FileBucket::member_avatars, "avatar"); !ok) return base::pass(ok);
  if (auto ok = take_file(tx, edit.banner, core::FileBucket::member_banners, "banner"); !ok) return base::pass(ok);
  if (edit == core::MemberEdit{}) return target;

  const core::Member before = target->member;
  edit.apply_to(target->member);
  tx.update_member(target->member);
  tx.append_event(core::stream_of(community), context.now_ms, core::MemberUpdated{user, edit});
  if (actor.user != user) {
    AuditAction entry = audit_action(audit_type::member_edit, user.value);
    entry.user = user;
    entry.changes = changes_between(before, target->member);
    audit(tx, context, actor.user, standing->community, entry);
  }
  return target;
}

Result<void> remove_member(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                           core::UserId user, bool silent) {
  auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  const bool leaving = actor.user == user;
  if (!leaving) {
    if (auto ok = standing->require(permission::kick_members); !ok) return ok;
    if (standing->community.owner == user) return base::fail(ErrorKind::forbidden, "owner");
  }
  const auto target = tx.member(community, user);
  if (!target) return base::not_found("member");
  if (!leaving && !standing->outranks(*target)) return base::fail(ErrorKind::forbidden, "rank");

  drop_member(tx, context, community, user, leaving ? core::LeaveReason::left : core::LeaveReason::kicked);
  core::SystemNote note;
  note.kind = leaving ? core::SystemNote::Kind::user_left : core::SystemNote::Kind::user_kicked;
  note.user = user;
  const core::SystemChannels& channels = standing->community.system_channels;
  if (!silent) announce(tx, context, community, leaving ? channels.left : channels.kicked, std::move(note));
  if (!leaving) {
    AuditAction entry = audit_action(audit_type::member_kick, user.value);
    entry.user = user;
    audit(tx, context, actor.user, standing->community, entry);
  }
  return {};
}

}  // namespace service
