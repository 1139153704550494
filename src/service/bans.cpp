// See bans.h; run inside a unit of work.
#include "service/bans.h"

#include <map>
#include <utility>

#include "service/audit.h"
#include "service/membership.h"
#include "service/message_access.h"
#include "service/notes.h"
#include "service/standing.h"

namespace service {

using base::ErrorKind;
using base::Result;
namespace permission = core::permission;

namespace {

void put_out(store::Transaction& tx, const Context& context, const core::Community& community, const core::Ban& ban) {
  tx.put_ban(ban);
  if (!tx.member(community.id, ban.user)) return;
  drop_member(tx, context, community.id, ban.user, core::LeaveReason::banned);
  core::SystemNote note;
  note.kind = core::SystemNote::Kind::user_banned;
  note.user = ban.user;
  announce(tx, context, community.id, community.system_channels.banned, std::move(note));
}

void purge(store::Transaction& tx, const Context& context, core::CommunityId community, core::UserId user,
           std::int64_t since_ms) {
  std::map<core::ChannelId, std::vector<core::MessageId>> written;
  for (const auto& [channel, message] : tx.messages_by(community, user, since_ms)) written[channel].push_back(message);
  for (const auto& [channel, messages] : written) erase_messages(tx, context, community, channel, messages);
}

void log(store::Transaction& tx, const Context& context, core::UserId by, const core::Community& community,
         std::string_view type, core::UserId user) {
  AuditAction entry = audit_action(type, user.value);
  entry.user = user;
  audit(tx, context, by, community, entry);
}

}  // namespace

Result<core::Ban> ban_member(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                             const NewBan& input) {
  auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::ban_members); !ok) return base::pass(ok);
  if (input.user == actor.user) return base::invalid("self", "nobody bans themselves");
  if (standing->community.owner == input.user) return base::fail(ErrorKind::forbidden, "owner");
  const auto target = tx.member(community, input.user);
  if (target && !standing->outranks(*target)) return base::fail(ErrorKind::forbidden, "rank");

  const core::Ban ban{community, input.user, input.reason};
  put_out(tx, context, standing->community, ban);
  if (input.delete_messages_ms > 0) {
    purge(tx, context, community, input.user, context.now_ms - input.delete_messages_ms);
  }
  log(tx, context, actor.user, standing->community, audit_type::ban_create, input.user);
  return ban;
}

Result<void> unban_member(store::Transaction& tx, Context context, Actor actor, core::CommunityId community,
                          core::UserId user) {
  auto standing = load_community_standing(tx, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::ban_members); !ok) return ok;
  if (!tx.delete_ban(community, user)) return base::not_found("ban");
  log(tx, context, actor.user, standing->community, audit_type::ban_delete, user);
  return {};
}

Result<BanList> list_bans(store::Reader& reader, Context context, Actor actor, core::CommunityId community) {
  auto standing = load_community_standing(reader, context, actor, community);
  if (!standing) return base::pass(standing);
  if (auto ok = standing->require(permission::ban_members); !ok) return base::pass(ok);
  BanList list;
  list.bans = reader.bans_of(community);
  for (const core::Ban& ban : list.bans) {
    if (auto user = reader.user(ban.user)) list.users.push_back(*std::move(user));
  }
  return list;
}

Result<void> ban(store::Transaction& tx, Context context, core::CommunityId community, core::UserId user,
                 std::optional<std::string> reason) {
  const auto standing = load_community_standing(tx, context, {}, community);
  if (!standing) return base::pass(standing);
  const auto person = tx.user(user);
  if (!person || person->deleted) return base::not_found("user");
  if (standing->community.owner == user) return base::fail(ErrorKind::forbidden, "owner", "the owner cannot be banned");
  put_out(tx, context, standing->community, {community, user, std::move(reason)});
  return {};
}

Result<void> unban(store::Transaction& tx, Context context, core::CommunityId community, core::UserId user) {
  if (auto found = load_community_standing(tx, context, {}, community); !found) return base::pass(found);
  if (!tx.delete_ban(community, user)) return base::not_found("ban");
  return {};
}

}  // namespace service
