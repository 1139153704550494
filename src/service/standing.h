// Standing: what a person is in a community, loaded once per use case so that core can decide. Runs inside a unit of work.
//
// A lacking permission is forbidden with the permission's name (core::permission_name) as subject: "manage_channel",
// "view_channel", ... Other reasons for forbidden have subjects of their own, none of which names a permission; each use
// case says which.
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
  std::vector<core::Role> roles;       // when they matter for this person; else empty
  core::UserId user;                   // meaningless for a guest
  std::optional<core::Member> member;  // none for guests and strangers
  core::Bearing bearing;
  std::int64_t now_ms = 0;

  bool owns() const;
  bool is_staff() const { return bearing.privileged; }
  /// In the community as a whole. The owner has all, also after leaving.
  core::Permissions permissions() const;
  /// In one channel. 0 unless a member, also for an owner who left.
  core::Permissions permissions_in(const core::Channel& channel) const;
  /// To manage a channel, which an owner who left still does.
  core::Permissions power_over(const core::Channel& channel) const;
  /// Looking from outside counts: who is not a member sees what guests see.
  bool may_view(const core::Channel& channel) const;
  std::int64_t rank() const;
  std::int64_t rank_of(const core::Member& other) const;
  /// A strictly more powerful rank. Staff outrank everybody.
  bool outranks(const core::Member& other) const;
  bool outranks(const core::Role& role) const;
  /// forbidden unless all of `wanted` is held in the community.
  base::Result<void> require(core::Permissions wanted) const;
};

/// forbidden with the first permission of `wanted` that is not among `held`.
base::Result<void> require(core::Permissions held, core::Permissions wanted);
/// forbidden "grant" unless what changes from one to the other is among `held`.
base::Result<void> require_to_grant(core::Permissions held, const core::PermissionOverride& before,
                                    const core::PermissionOverride& after);

/// Of any kind of community, private spaces too. not_found "community". No actor: a guest.
base::Result<Standing> load_standing(store::Reader& reader, Context context, std::optional<Actor> actor,
                                     core::CommunityId id);
/// Likewise, but a private space is not_found "community" too.
base::Result<Standing> load_community_standing(store::Reader& reader, Context context, std::optional<Actor> actor,
                                               core::CommunityId id);
/// The actor's own row; unauthenticated when the account is gone.
base::Result<core::User> load_actor(store::Reader& reader, Actor actor);
/// invalid `subject` when the file to set does not exist in its bucket.
base::Result<void> check_file(store::Reader& reader, const core::Change<core::FileId>& file, core::FileBucket bucket,
                              std::string_view subject);
/// Likewise; the file serves for something from now on. One that was uploaded to the bucket `other` will do too: its content
/// gets a second row in the proper bucket, whose id `file` then has.
base::Result<void> take_file(store::Transaction& tx, core::Change<core::FileId>& file, core::FileBucket bucket,
                             std::string_view subject, std::optional<core::FileBucket> other = {});

}  // namespace service
