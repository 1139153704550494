// Use cases about members: finding, editing, leaving, kicking, banning. See communities.h; run inside a unit of work.
#include <utility>

#include "service/communities.h"
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

Result<void> may_edit_own(const Standing& standing, const core::MemberEdit& edit) {
  core::Permissions wanted = 0;
  if (edit.nickname) wanted |= permission::change_nickname;
  if (edit.avatar) wanted |= permission::change_avatar;
  return standing.require(wanted);
}

Result<void> may_edit_other(const Standing& standing, const core::Member& target, const core::MemberEdit& edit) {
  core::Permissions wanted = 0;
  if (edit.nickname) wanted |= permission::manage_nicknames;
  if (edit.avatar || edit.banner || edit.bio || edit.status_text) wanted |= permission::remove_avatars;
  if (auto ok = standing.require(wanted); !ok) return ok;
  if (standing.rank() >= standing.rank_of(target)) return base::fail(ErrorKind::forbidden);
  if (edit.avatar.is_set() || edit.banner.is_set() || edit.bio.is_set() || edit.status_text.is_set()) {
    return base::invalid("body", "of others these can only be cleared");
  }
  return {};
}

void remove(store::Transaction& tx, Context context, core::CommunityId community, core::UserId user) {
  tx.delete_member(community, user);
  tx.append_event(core::stream_of(community), context.now_ms, core::MemberLeft{user});
}

}  // namespace

Result<MemberWithUser> find_member(store::Reader& reader, core::CommunityId community, core::UserId user) {
  if (!reader.community(community)) return base::not_found("community");
  return load_member(reader, community, user);
}

Result<MemberWithUser> edit_member(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                                   core::UserId user, const core::MemberEdit& edit) {
  auto standing = load_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  auto target = load_member(tx, community, user);
  if (!target) return base::pass(target);
  const auto allowed = actor.user == user ? may_edit_own(*standing, edit) : may_edit_other(*standing, target->member, edit);
  if (!allowed) return base::pass(allowed);
  if (auto ok = check_file(tx, edit.avatar, core::FileBucket::member_avatars, "avatar"); !ok) return base::pass(ok);
  if (auto ok = check_file(tx, edit.banner, core::FileBucket::member_banners, "banner"); !ok) return base::pass(ok);
  if (edit == core::MemberEdit{}) return target;

  edit.apply_to(target->member);
  tx.update_member(target->member);
  tx.append_event(core::stream_of(community), context.now_ms, core::MemberUpdated{user, edit});
  return target;
}

Result<void> remove_member(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                           core::UserId user) {
  auto standing = load_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  const bool leaving = actor.user == user;
  if (!leaving) {
    if (auto ok = standing->require(permission::kick_members); !ok) return ok;
    if (standing->community.owner == user) return base::fail(ErrorKind::forbidden);
  }
  const auto target = tx.member(community, user);
  if (!target) return base::not_found("member");
  if (!leaving && standing->rank() >= standing->rank_of(*target)) return base::fail(ErrorKind::forbidden);
  remove(tx, context, community, user);
  return {};
}

Result<void> ban(store::Transaction& tx, Context context, core::CommunityId community, core::UserId user,
                 std::optional<std::string> reason) {
  const auto row = tx.community(community);
  if (!row) return base::not_found("community");
  const auto person = tx.user(user);
  if (!person || person->deleted) return base::not_found("user");
  if (row->owner == user) return base::fail(ErrorKind::forbidden, "user", "the owner cannot be banned");
  tx.put_ban(core::Ban{community, user, std::move(reason)});
  if (tx.member(community, user)) remove(tx, context, community, user);
  return {};
}

Result<void> unban(store::Transaction& tx, Context, core::CommunityId community, core::UserId user) {
  if (!tx.community(community)) return base::not_found("community");
  if (!tx.delete_ban(community, user)) return base::not_found("ban");
  return {};
}

}  // namespace service
