// The schema, step by step. Ids, permissions and bit sets are 64-bit integers, times are Unix milliseconds, lists that are
// only ever read whole are JSON.
#include "store/migrations/migrations.h"
#include "store/migrations/version2.h"

namespace store::migrations {
namespace {

constexpr const char kVersion1[] = R"sql(
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  username TEXT NOT NULL,
  display_name TEXT,
  status INTEGER NOT NULL,
  status_text TEXT,
  bio TEXT,
  avatar INTEGER,
  banner INTEGER,
  social_credit INTEGER NOT NULL,
  badges INTEGER NOT NULL,
  instance_permissions INTEGER NOT NULL,
  bot INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  email TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  verified INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX users_username ON users (username) WHERE deleted = 0 AND username <> '';
CREATE UNIQUE INDEX users_email ON users (email) WHERE deleted = 0 AND email <> '';

CREATE TABLE login_sessions (
  id INTEGER PRIMARY KEY,
  user INTEGER NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  platform TEXT NOT NULL,
  client TEXT NOT NULL,
  ip TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX login_sessions_user ON login_sessions (user);

CREATE TABLE one_time_codes (
  user INTEGER NOT NULL,
  purpose INTEGER NOT NULL,
  code INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  PRIMARY KEY (user, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE communities (
  id INTEGER PRIMARY KEY,
  owner INTEGER NOT NULL,
  name TEXT,
  slug TEXT NOT NULL UNIQUE,
  kind INTEGER NOT NULL,
  description TEXT,
  icon INTEGER,
  banner INTEGER,
  badges INTEGER NOT NULL,
  default_permissions INTEGER NOT NULL
) STRICT;
CREATE INDEX communities_owner ON communities (owner);

CREATE TABLE members (
  community INTEGER NOT NULL,
  user INTEGER NOT NULL,
  nickname TEXT,
  avatar INTEGER,
  banner INTEGER,
  bio TEXT,
  status_text TEXT,
  roles TEXT,
  timeout_until_ms INTEGER,
  joined_ms INTEGER NOT NULL,
  PRIMARY KEY (community, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_user ON members (user, community);

CREATE TABLE bans (
  community INTEGER NOT NULL,
  user INTEGER NOT NULL,
  reason TEXT,
  PRIMARY KEY (community, user)
) STRICT, WITHOUT ROWID;

CREATE TABLE roles (
  id INTEGER PRIMARY KEY,
  community INTEGER NOT NULL,
  name TEXT NOT NULL,
  rank INTEGER NOT NULL,
  allow INTEGER NOT NULL,
  deny INTEGER NOT NULL
) STRICT;
CREATE INDEX roles_community ON roles (community, rank);

CREATE TABLE categories (
  id INTEGER PRIMARY KEY,
  community INTEGER NOT NULL,
  name TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX categories_community ON categories (community, position);

CREATE TABLE channels (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  community INTEGER NOT NULL,
  category INTEGER NOT NULL,
  name TEXT NOT NULL,
  topic TEXT,
  position INTEGER NOT NULL,
  default_allow INTEGER NOT NULL,
  default_deny INTEGER NOT NULL,
  role_overrides TEXT
) STRICT;
CREATE INDEX channels_community ON channels (community);

CREATE TABLE emojis (
  id INTEGER PRIMARY KEY,
  community INTEGER NOT NULL,
  file INTEGER NOT NULL,
  name TEXT NOT NULL,
  uploader INTEGER NOT NULL
) STRICT;
CREATE INDEX emojis_community ON emojis (community);

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL,
  author INTEGER NOT NULL,
  content TEXT,
  attachments TEXT,
  embeds TEXT,
  reply_to INTEGER,
  masquerade TEXT,
  edited_ms INTEGER
) STRICT;
CREATE INDEX messages_channel ON messages (channel);  -- an index ends with the row's id by itself

CREATE TABLE reactions (
  position INTEGER PRIMARY KEY,
  message INTEGER NOT NULL,
  emoji INTEGER NOT NULL,
  text TEXT NOT NULL,
  user INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX reactions_message ON reactions (message, emoji, text, user);
CREATE INDEX reactions_emoji ON reactions (emoji) WHERE emoji <> 0;

CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  bucket INTEGER NOT NULL,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  media INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  content_hash BLOB NOT NULL
) STRICT;

CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream_kind INTEGER NOT NULL,
  stream_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX events_stream ON events (stream_kind, stream_id, number);

CREATE TABLE streams (
  kind INTEGER NOT NULL,
  id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE deleted_channels (
  id INTEGER PRIMARY KEY
) STRICT;
)sql";

constexpr Step kSteps[] = {
    {1, kVersion1},
    {2, kVersion2},
};

}  // namespace

std::span<const Step> steps() { return kSteps; }

}  // namespace store::migrations
