// Loading and asking a Standing. See standing.h.
#include "service/standing.h"

#include <utility>

#include "service/file_ids.h"
#include "service/file_use.h"

namespace service {

using base::ErrorKind;
using base::Result;

bool Standing::owns() const { return community.owner == user; }

core::Permissions Standing::permissions() const {
  return core::community_permissions(community, roles, member ? &*member : nullptr, user, now_ms, bearing);
}

core::Permissions Standing::permissions_in(const core::Channel& channel) const {
  return core::channel_permissions(community, roles, channel, member ? &*member : nullptr, user, now_ms, bearing);
}

core::Permissions Standing::power_over(const core::Channel& channel) const {
  return owns() ? permissions() : permissions_in(channel);
}

bool Standing::may_view(const core::Channel& channel) const {
  const bool inside = member.has_value() || bearing.privileged;
  const core::Permissions held = inside ? permissions_in(channel) : core::guest_channel_permissions(community, channel);
  return core::has(held, core::permission::view_channel);
}

std::int64_t Standing::rank() const { return core::rank_of(community, roles, member ? &*member : nullptr, user); }

std::int64_t Standing::rank_of(const core::Member& other) const {
  return core::rank_of(community, roles, &other, other.user);
}

bool Standing::outranks(const core::Member& other) const { return bearing.privileged || rank() < rank_of(other); }

bool Standing::outranks(const core::Role& role) const { return bearing.privileged || rank() < role.rank; }

Result<void> Standing::require(core::Permissions wanted) const { return service::require(permissions(), wanted); }

Result<void> require(core::Permissions held, core::Permissions wanted) {
  const core::Permissions missing = wanted & ~held;
  if (missing != 0) return base::fail(ErrorKind::forbidden, core::permission_name(missing));
  return {};
}

Result<void> require_to_grant(core::Permissions held, const core::PermissionOverride& before,
                              const core::PermissionOverride& after) {
  if (core::has(held, core::granted_by(before, after))) return {};
  return base::fail(ErrorKind::forbidden, "grant", "one cannot give what one does not have");
}

namespace {

/// In a direct channel it depends on the other person whether one may write there.
bool may_message(store::Reader& reader, const core::User& one, core::CommunityId id) {
  for (const core::Member& member : reader.members_of(id)) {
    if (member.user == one.id) continue;
    const auto other = reader.user(member.user);
    if (!other || other->deleted) return false;
    const bool bot = one.bot || other->bot;
    const core::Acquaintance acquaintance{reader.relation(one.id, other->id), false, true, bot};
    return core::has(core::user_permissions(acquaintance), core::user_permission::send_message);
  }
  return false;
}

}  // namespace

Result<Standing> load_standing(store::Reader& reader, Context context, std::optional<Actor> actor, core::CommunityId id) {
  auto community = reader.community(id);
  if (!community) return base::not_found("community");
  Standing standing;
  standing.community = *std::move(community);
  standing.now_ms = context.now_ms;
  if (!actor) return standing;
  standing.user = actor->user;
  standing.member = reader.member(id, actor->user);
  if (const auto user = reader.user(actor->user)) {
    standing.bearing.privileged = (user->instance_permissions & core::instance_permission::privileged) != 0;
    const bool direct = standing.community.kind == core::CommunityKind::direct;
    if (direct && standing.member) standing.bearing.may_message = may_message(reader, *user, id);
  }
  // Without roles of their own nobody but the owner outranks anybody, so the others' roles are not needed either.
  if (standing.member && !standing.member->roles.empty()) standing.roles = reader.roles_of(id);
  return standing;
}

Result<Standing> load_community_standing(store::Reader& reader, Context context, std::optional<Actor> actor,
                                         core::CommunityId id) {
  auto standing = load_standing(reader, context, actor, id);
  if (standing && core::is_private(standing->community.kind)) return base::not_found("community");
  return standing;
}

Result<core::User> load_actor(store::Reader& reader, Actor actor) {
  auto user = reader.user(actor.user);
  if (!user || user->deleted) return base::fail(ErrorKind::unauthenticated);
  return *std::move(user);
}

Result<void> check_file(store::Reader& reader, const core::Change<core::FileId>& file, core::FileBucket bucket,
                        std::string_view subject) {
  if (file.is_set() && !reader.file(file.value(), bucket)) return base::invalid(subject, "no such file");
  return {};
}

Result<void> take_file(store::Transaction& tx, core::Change<core::FileId>& file, core::FileBucket bucket,
                       std::string_view subject, std::optional<core::FileBucket> other) {
  if (!file.is_set()) return {};
  if (take_file(tx, file.value(), {bucket}, FileUse::any)) return {};
  auto lent = other ? take_file(tx, file.value(), {*other}, FileUse::any) : std::nullopt;
  if (!lent) return base::invalid(subject, "no such file");
  lent->id = new_file_id(tx, bucket);
  lent->bucket = bucket;
  tx.insert_file(*lent);
  file = lent->id;
  return {};
}

}  // namespace service
