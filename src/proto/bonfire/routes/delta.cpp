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
  add_server_routes(mount, context);
  add_server_channel_routes(mount, context);
  add_member_routes(mount, context);
  add_ban_routes(mount, context);
  add_role_routes(mount, context);
  add_server_permission_routes(mount, context);
  add_audit_log_routes(mount, context);
  add_message_routes(mount, context);
  add_message_change_routes(mount, context);
  add_message_search_routes(mount, context);
  add_pin_routes(mount, context);
  add_read_state_routes(mount, context);
  add_reaction_routes(mount, context);
  add_channel_routes(mount, context);
  add_group_routes(mount, context);
  add_channel_permission_routes(mount, context);
  add_emoji_routes(mount, context);
  add_invite_routes(mount, context);
  add_sync_routes(mount, context);
  add_bot_routes(mount, context);
  add_safety_routes(mount, context);
  add_push_routes(mount, context);
  add_policy_routes(mount, context);
  add_webhook_routes(mount, context);
  add_webhook_message_routes(mount, context);
  add_voice_routes(mount, context);
}

http::Mount make_delta_mount(RoutesContext& context) {
  http::Mount mount(make_fallbacks(context), true);
  add_delta_routes(mount, context);
  return mount;
}

}  // namespace bonfire
