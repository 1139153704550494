// All tables over one connection.
#pragma once

#include "store/sql/channels.h"
#include "store/sql/communities.h"
#include "store/sql/events.h"
#include "store/sql/files.h"
#include "store/sql/login_sessions.h"
#include "store/sql/members.h"
#include "store/sql/messages.h"
#include "store/sql/reactions.h"
#include "store/sql/roles.h"
#include "store/sql/users.h"

namespace store::sql {

struct Tables {
  explicit Tables(Connection& db)
      : users(db),
        logins(db),
        codes(db),
        communities(db),
        members(db),
        bans(db),
        categories(db),
        channels(db),
        roles(db),
        emojis(db),
        messages(db),
        reactions(db),
        files(db),
        events(db) {}

  Users users;
  LoginSessions logins;
  OneTimeCodes codes;
  Communities communities;
  Members members;
  Bans bans;
  Categories categories;
  Channels channels;
  Roles roles;
  Emojis emojis;
  Messages messages;
  Reactions reactions;
  Files files;
  Events events;
};

}  // namespace store::sql
