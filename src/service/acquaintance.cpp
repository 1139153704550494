// See acquaintance.h.
#include "service/acquaintance.h"

#include <utility>
#include <vector>

#include "service/standing.h"

namespace service {

using base::ErrorKind;
using base::Result;
namespace user_permission = core::user_permission;

namespace {

bool share_space(store::Reader& reader, core::UserId one, core::UserId other) {
  const auto a = reader.communities_of(one), b = reader.communities_of(other);
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) return true;
    if (*i < *j) {
      ++i;
    } else {
      ++j;
    }
  }
  return false;
}

std::string_view first_name(core::Permissions missing) {
  if (missing & user_permission::access) return "access";
  if (missing & user_permission::view_profile) return "view_profile";
  if (missing & user_permission::send_message) return "send_message";
  return "invite";
}

}  // namespace

core::Acquaintance load_acquaintance(store::Reader& reader, const core::User& one, const core::User& other) {
  core::Acquaintance result;
  result.relation = one.id == other.id ? core::Relation::self : reader.relation(one.id, other.id);
  result.privileged = (one.instance_permissions & core::instance_permission::privileged) != 0;
  result.shares_space = share_space(reader, one.id, other.id);
  result.bot = one.bot || other.bot;
  return result;
}

core::Permissions permissions_towards(store::Reader& reader, const core::User& one, const core::User& other) {
  return core::user_permissions(load_acquaintance(reader, one, other));
}

Result<core::User> meet(store::Reader& reader, Actor actor, core::UserId id, core::Permissions wanted) {
  auto one = load_actor(reader, actor);
  if (!one) return one;
  auto other = reader.user(id);
  if (!other || other->deleted) return base::not_found("user");
  const core::Permissions missing = wanted & ~permissions_towards(reader, *one, *other);
  if (missing != 0) return base::fail(ErrorKind::forbidden, first_name(missing));
  return *std::move(other);
}

}  // namespace service
