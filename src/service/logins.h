// Use cases: log-in sessions. Functions on a transaction. Bots have none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/user.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

using base::Result;

struct NewLogin {
  core::UserId user;
  core::TokenHash token_hash{};
  std::string platform;
  std::string client;
  std::string ip;
  std::string name;  // what its owner calls it
};
/// not_found "user"; forbidden "disabled" where the account is. Who logs in is decided by the caller (password, second
/// factor).
Result<core::LoginSession> create_login(store::Transaction& tx, Context context, const NewLogin& login);

/// Ascending id.
std::vector<core::LoginSession> list_logins(store::Reader& reader, core::UserId user);
/// not_found "session"; forbidden "session" when it is somebody else's.
Result<core::LoginSession> find_login(store::Reader& reader, Actor actor, core::LoginSessionId id);
/// Errors likewise. No event: nobody is shown the name but its owner, who asks for it.
Result<core::LoginSession> rename_login(store::Transaction& tx, Actor actor, core::LoginSessionId id,
                                        const std::string& name);
/// Where to push to for the actor's own log-in, as the client gave it; empty: nowhere. not_found "session".
Result<void> set_push(store::Transaction& tx, Actor actor, const std::string& push);

/// Only one's own; not_found "session" otherwise. Event: LoginSessionDeleted.
Result<void> delete_login(store::Transaction& tx, Context context, Actor actor, core::LoginSessionId id);
/// All of a person's, or all but one. Event: LoginSessionsDeleted, unless there was nothing to end.
Result<void> delete_logins(store::Transaction& tx, Context context, core::UserId user,
                           std::optional<core::LoginSessionId> except = std::nullopt);

}  // namespace service
