// The groups of the API's routes, see context.h for all of them together. Called before the loop runs.
#pragma once

#include "proto/bonfire/routes/context.h"

namespace bonfire {

void add_root_routes(http::Mount& mount, RoutesContext& context);                // 3.1 and GET /ratelimit
void add_account_routes(http::Mount& mount, RoutesContext& context);             // 3.2, 4.1 signing up, own account
void add_account_mail_routes(http::Mount& mount, RoutesContext& context);        // 4.1 what links in mails do
void add_session_routes(http::Mount& mount, RoutesContext& context);             // 3.2
void add_onboarding_routes(http::Mount& mount, RoutesContext& context);          // 3.2
void add_mfa_routes(http::Mount& mount, RoutesContext& context);                 // 4.1
void add_user_routes(http::Mount& mount, RoutesContext& context);                // 3.3
void add_own_user_routes(http::Mount& mount, RoutesContext& context);            // 3.3 what one changes of oneself
void add_relation_routes(http::Mount& mount, RoutesContext& context);            // 3.3
void add_direct_message_routes(http::Mount& mount, RoutesContext& context);      // 3.3
void add_server_routes(http::Mount& mount, RoutesContext& context);              // 3.4 servers as a whole
void add_server_channel_routes(http::Mount& mount, RoutesContext& context);      // 3.4 their channels, invites, emojis
void add_member_routes(http::Mount& mount, RoutesContext& context);              // 3.4
void add_ban_routes(http::Mount& mount, RoutesContext& context);                 // 3.4
void add_role_routes(http::Mount& mount, RoutesContext& context);                // 3.4
void add_server_permission_routes(http::Mount& mount, RoutesContext& context);   // 3.4
void add_audit_log_routes(http::Mount& mount, RoutesContext& context);           // 4.7
void add_channel_routes(http::Mount& mount, RoutesContext& context);             // 3.5
void add_group_routes(http::Mount& mount, RoutesContext& context);               // 3.5
void add_channel_permission_routes(http::Mount& mount, RoutesContext& context);  // 3.5
void add_message_routes(http::Mount& mount, RoutesContext& context);             // 3.6 sending and reading
void add_message_change_routes(http::Mount& mount, RoutesContext& context);      // 3.6 editing and deleting
void add_message_search_routes(http::Mount& mount, RoutesContext& context);      // 3.6
void add_pin_routes(http::Mount& mount, RoutesContext& context);                 // 3.6
void add_read_state_routes(http::Mount& mount, RoutesContext& context);          // 3.6
void add_reaction_routes(http::Mount& mount, RoutesContext& context);            // 3.7
void add_emoji_routes(http::Mount& mount, RoutesContext& context);               // 3.8
void add_invite_routes(http::Mount& mount, RoutesContext& context);              // 3.5, 3.9
void add_sync_routes(http::Mount& mount, RoutesContext& context);                // 3.10
void add_bot_routes(http::Mount& mount, RoutesContext& context);                 // 3.11
void add_webhook_routes(http::Mount& mount, RoutesContext& context);             // 4.2
void add_webhook_message_routes(http::Mount& mount, RoutesContext& context);     // 4.2 what they write
void add_safety_routes(http::Mount& mount, RoutesContext& context);              // 4.3
void add_push_routes(http::Mount& mount, RoutesContext& context);                // 4.4
void add_policy_routes(http::Mount& mount, RoutesContext& context);              // 4.5
void add_voice_routes(http::Mount& mount, RoutesContext& context);               // 4.6

}  // namespace bonfire
