// See logins.h. Run inside a unit of work.
#include "service/logins.h"

#include <utility>

#include "service/accounts.h"

namespace service {

using base::ErrorKind;

Result<core::LoginSession> create_login(store::Transaction& tx, Context context, const NewLogin& login) {
  if (auto user = find_user(tx, login.user); !user) return base::pass(user);
  const auto account = tx.account(login.user);
  if (!account) return base::not_found("user");
  if (account->security.disabled) return base::fail(ErrorKind::forbidden, "disabled");
  core::LoginSession session;
  session.id = core::LoginSessionId(tx.next_id());
  session.user_id = login.user;
  session.token_hash = login.token_hash;
  session.platform = login.platform;
  session.client = login.client;
  session.ip = login.ip;
  session.created_ms = context.now_ms;
  session.name = login.name;
  tx.insert_login_session(session);
  return session;
}

std::vector<core::LoginSession> list_logins(store::Reader& reader, core::UserId user) {
  return reader.login_sessions_of(user);
}

Result<core::LoginSession> find_login(store::Reader& reader, Actor actor, core::LoginSessionId id) {
  auto session = reader.login_session(id);
  if (!session) return base::not_found("session");
  if (session->user_id != actor.user) return base::fail(ErrorKind::forbidden, "session");
  return *std::move(session);
}

Result<core::LoginSession> rename_login(store::Transaction& tx, Actor actor, core::LoginSessionId id,
                                        const std::string& name) {
  auto session = find_login(tx, actor, id);
  if (!session) return session;
  session->name = name;
  tx.update_login_session(*session);
  return session;
}

Result<void> set_push(store::Transaction& tx, Actor actor, const std::string& push) {
  auto session = find_login(tx, actor, actor.login);
  if (!session) return base::not_found("session");
  session->push = push;
  tx.update_login_session(*session);
  return {};
}

Result<void> delete_login(store::Transaction& tx, Context context, Actor actor, core::LoginSessionId id) {
  const auto session = tx.login_session(id);
  if (!session || session->user_id != actor.user) return base::not_found("session");
  tx.delete_login_session(id);
  tx.append_event(core::stream_of(actor.user), context.now_ms, core::LoginSessionDeleted{id});
  return {};
}

Result<void> delete_logins(store::Transaction& tx, Context context, core::UserId user,
                           std::optional<core::LoginSessionId> except) {
  bool any = false;
  for (const core::LoginSession& session : tx.login_sessions_of(user)) {
    if (session.id != except) any = tx.delete_login_session(session.id);
  }
  if (any) {
    const core::LoginSessionId kept = except.value_or(core::LoginSessionId());
    tx.append_event(core::stream_of(user), context.now_ms, core::LoginSessionsDeleted{kept});
  }
  return {};
}

}  // namespace service
