// The accounts that exist from the start. Any thread.
#include "core/user.h"

namespace core {

User system_user() {
  User user;
  user.id = kSystemUser;
  user.username = "system";
  user.status.kind = StatusKind::invisible;
  return user;
}

User deleted_user() {
  User user;
  user.id = kDeletedUser;
  user.username = "deleted-user";
  user.display_name = "Deleted User";
  user.status.kind = StatusKind::invisible;
  return user;
}

}  // namespace core
