// The whole API in one mount.
#include "proto/bonfire/routes/delta.h"

#include "proto/bonfire/routes/guard.h"

namespace bonfire {

void add_delta_routes(http::Mount& mount, RoutesContext& context) {
  add_root_routes(mount, context);
  add_account_routes(mount, context);
  add_account_mail_routes(mount, context);
  add_session_routes(mount, context);
  add_onboarding_routes(mount, context);
  add_mfa_routes(mount, context);
  add_user_routes(mount, context);
  add_own_user_routes(mount, context);
  add_relation_routes(mount, context);
  add_direct_message_routes(mount, context);
  add_sync_routes(mount, context);
  add_bot_routes(mount, context);
  add_safety_routes(mount, context);
  add_push_routes(mount, context);
  add_policy_routes(mount, context);
}

http::Mount make_delta_mount(RoutesContext& context) {
  http::Mount mount(make_fallbacks(context), true);
  add_delta_routes(mount, context);
  return mount;
}

}  // namespace bonfire
