// All tables over one connection.
#pragma once

#include "store/sql/audit_entries.h"
#include "store/sql/bans.h"
#include "store/sql/bots.h"
#include "store/sql/channels.h"
#include "store/sql/communities.h"
#include "store/sql/events.h"
#include "store/sql/files.h"
#include "store/sql/invites.h"
#include "store/sql/login_sessions.h"
#include "store/sql/members.h"
#include "store/sql/messages.h"
#include "store/sql/reactions.h"
#include "store/sql/read_states.h"
#include "store/sql/relations.h"
#include "store/sql/roles.h"
#include "store/sql/settings.h"
#include "store/sql/users.h"
#include "store/sql/webhooks.h"
#include "store/sql/word_index.h"

namespace store::sql {

struct Tables {
  explicit Tables(Connection& db)
      : users(db),
        logins(db),
        codes(db),
        secrets(db),
        relations(db),
        bots(db),
        settings(db),
        read_states(db),
        communities(db),
        members(db),
        bans(db),
        categories(db),
        channels(db),
        roles(db),
        emojis(db),
        invites(db),
        webhooks(db),
        audit_entries(db),
        reports(db),
        messages(db),
        word_search(db),
        reactions(db),
        files(db),
        events(db) {}

  Users users;
  LoginSessions logins;
  OneTimeCodes codes;
  Secrets secrets;
  Relations relations;
  Bots bots;
  Settings settings;
  ReadStates read_states;
  Communities communities;
  Members members;
  Bans bans;
  Categories categories;
  Channels channels;
  Roles roles;
  Emojis emojis;
  Invites invites;
  Webhooks webhooks;
  AuditEntries audit_entries;
  Reports reports;
  Messages messages;
  WordSearch word_search;
  Reactions reactions;
  Files files;
  Events events;
};

}  // namespace store::sql
