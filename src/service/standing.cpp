// Loading and asking a Standing. See standing.h.
#include "service/standing.h"

#include <utility>

namespace service {

using base::ErrorKind;
using base::Result;

bool Standing::owns() const { return community.owner == user; }

core::Permissions Standing::permissions() const {
  return core::community_permissions(community, roles, member ? &*member : nullptr, user, now_ms);
}

core::Permissions Standing::permissions_in(const core::Channel& channel) const {
  return core::channel_permissions(community, roles, channel, member ? &*member : nullptr, user, now_ms);
}

bool Standing::may_view(const core::Channel& channel) const {
  const core::Permissions held = member ? permissions_in(channel) : core::guest_channel_permissions(community, channel);
  return core::has(held, core::permission::view_channel);
}

std::int64_t Standing::rank() const { return core::rank_of(community, roles, member ? &*member : nullptr, user); }

std::int64_t Standing::rank_of(const core::Member& other) const {
  return core::rank_of(community, roles, &other, other.user);
}

Result<void> Standing::require(core::Permissions wanted) const {
  if (!core::has(permissions(), wanted)) return base::fail(ErrorKind::forbidden);
  return {};
}

Result<Standing> load_standing(store::Reader& reader, Context context, std::optional<Actor> actor, core::CommunityId id) {
  auto community = reader.community(id);
  if (!community) return base::not_found("community");
  Standing standing;
  standing.community = *std::move(community);
  standing.now_ms = context.now_ms;
  if (!actor) return standing;
  standing.user = actor->user;
  standing.member = reader.member(id, actor->user);
  // Without roles of their own nobody but the owner outranks anybody, so the others' roles are not needed either.
  if (standing.member && !standing.member->roles.empty()) standing.roles = reader.roles_of(id);
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

}  // namespace service
