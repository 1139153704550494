// The columns of a person's row that make a core::User, listed once for reading and for writing. Same order in both.
#pragma once

#include <tuple>

#include "core/user.h"

/// A macro so that query texts stay literals; `p` is the table's prefix, "u." or "".
#define USER_COLUMNS(p)                                                                                                    \
  p "id, " p "username, " p "tag_name, " p "discriminator, " p "display_name, " p "status, " p "status_text, " p "bio, " p \
    "avatar, " p "banner, " p "social_credit, " p "badges, " p "instance_permissions, " p "pronouns, " p "flags, " p       \
    "bot, " p "bot_owner, " p "deleted, " p "revision"

namespace store::sql {

template <typename User>
auto columns_of(User& u) {
  return std::tie(u.id, u.username, u.tag_name, u.discriminator, u.display_name, u.status.kind, u.status.text, u.bio,
                  u.avatar, u.banner, u.social_credit, u.badges, u.instance_permissions, u.pronouns, u.flags, u.bot,
                  u.bot_owner, u.deleted, u.revision);
}

}  // namespace store::sql
