// The whole REST side in one mount.
#include "proto/pandemonium/routes/account_codes.h"
#include "proto/pandemonium/routes/accounts.h"
#include "proto/pandemonium/routes/categories.h"
#include "proto/pandemonium/routes/channels.h"
#include "proto/pandemonium/routes/emojis.h"
#include "proto/pandemonium/routes/instance.h"
#include "proto/pandemonium/routes/members.h"
#include "proto/pandemonium/routes/messages.h"
#include "proto/pandemonium/routes/reactions.h"
#include "proto/pandemonium/routes/sessions.h"
#include "proto/pandemonium/routes/spheres.h"
#include "proto/pandemonium/routes/users.h"

#include "proto/pandemonium/errors.h"

namespace pandemonium {

void add_oprish_routes(http::Mount& mount, RoutesContext& context) {
  add_instance_routes(mount, context);
  add_account_routes(mount, context);
  add_account_code_routes(mount, context);
  add_user_routes(mount, context);
  add_session_routes(mount, context);
  add_sphere_routes(mount, context);
  add_member_routes(mount, context);
  add_category_routes(mount, context);
  add_channel_routes(mount, context);
  add_message_routes(mount, context);
  add_reaction_routes(mount, context);
  add_emoji_routes(mount, context);
}

http::Mount make_oprish_mount(RoutesContext& context) {
  http::Mount mount(make_fallbacks(), true);
  add_oprish_routes(mount, context);
  return mount;
}

}  // namespace pandemonium
