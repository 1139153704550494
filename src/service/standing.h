// Standing: what a person is in a community, loaded once per use case so that core can decide. Runs inside a unit of work.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access.h"
#include "core/change.h"
#include "core/file.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

struct Standing {
  core::Community community;
  std::vector<core::Role> roles;
  core::UserId user;                   // meaningless for a guest
  std::optional<core::Member> member;  // none for guests and strangers
  std::int64_t now_ms = 0;

  bool owns() const;
  /// In the community as a whole. The owner has all, also after leaving.
  core::Permissions permissions() const;
  /// In one channel. 0 unless a member, also for an owner who left.
  core::Permissions permissions_in(const core::Channel& channel) const;
  /// Looking from outside counts: who is not a member sees what guests see.
  bool may_view(const core::Channel& channel) const;
  std::int64_t rank() const;
  std::int64_t rank_of(const core::Member& other) const;
  /// forbidden unless all of `wanted` is held in the community.
  base::Result<void> require(core::Permissions wanted) const;
};

/// not_found "community". No actor: a guest.
base::Result<Standing> load_standing(store::Reader& reader, Context context, std::optional<Actor> actor,
                                     core::CommunityId id);
/// The actor's own row; unauthenticated when the account is gone.
base::Result<core::User> load_actor(store::Reader& reader, Actor actor);
/// invalid `subject` when the file to set does not exist in its bucket.
base::Result<void> check_file(store::Reader& reader, const core::Change<core::FileId>& file, core::FileBucket bucket,
                              std::string_view subject);

}  // namespace service
