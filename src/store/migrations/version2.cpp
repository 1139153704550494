// Version 2: two names for people, private spaces, relations, read states, settings, bots, webhooks, invites, audit logs,
// pins, several replies, mentions, search. Runs once, on the thread that opens a store.
#include "store/migrations/version2.h"

namespace store::migrations {

// What old rows get: a person's handle becomes the tag name too (handles are lower case ASCII, which is what folding gives),
// with a number from 2 to 9998 (handles are unique, so the pair is); 0 is for those who cannot be addressed: the reserved
// accounts 0 and 1, the deleted, those without a name.
const char kVersion2[] = R"sql(
ALTER TABLE users ADD COLUMN tag_name TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN tag_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN discriminator INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN pronouns TEXT;
ALTER TABLE users ADD COLUMN flags INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN bot_owner INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN security TEXT;
ALTER TABLE users ADD COLUMN deletion_due_ms INTEGER AS (json_extract(security, '$.deletion_due_ms')) VIRTUAL;
UPDATE users SET tag_name = username, tag_folded = username,
  discriminator = CASE WHEN id > 1 AND deleted = 0 AND username <> '' THEN 2 + id % 9997 ELSE 0 END;
CREATE UNIQUE INDEX users_tag ON users (tag_folded, discriminator) WHERE deleted = 0 AND discriminator <> 0;
ALTER TABLE users ADD COLUMN email_key TEXT NOT NULL DEFAULT '';
DROP INDEX users_email;
CREATE UNIQUE INDEX users_email ON users (coalesce(nullif(email_key, ''), email)) WHERE deleted = 0 AND email <> '';
CREATE INDEX users_deletion_due ON users (deletion_due_ms) WHERE deletion_due_ms IS NOT NULL;

ALTER TABLE login_sessions ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE login_sessions ADD COLUMN push TEXT NOT NULL DEFAULT '';

CREATE TABLE secrets (
  hash BLOB PRIMARY KEY,
  purpose INTEGER NOT NULL,
  user INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  data TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX secrets_user ON secrets (user, purpose);
CREATE INDEX secrets_expiry ON secrets (expires_ms);

CREATE TABLE relations (
  user INTEGER NOT NULL,
  other INTEGER NOT NULL,
  relation INTEGER NOT NULL,
  PRIMARY KEY (user, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_other ON relations (other);

CREATE TABLE bots (
  id INTEGER PRIMARY KEY,
  owner INTEGER NOT NULL,
  token_version INTEGER NOT NULL,
  open INTEGER NOT NULL,
  analytics INTEGER NOT NULL,
  interactions_url TEXT NOT NULL
) STRICT;
CREATE INDEX bots_owner ON bots (owner);

CREATE TABLE settings (
  user INTEGER NOT NULL,
  key TEXT NOT NULL,
  revision_ms INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (user, key)
) STRICT;

-- Every mention lies under a read state, which may say that nothing was read.
CREATE TABLE read_states (
  user INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  last_read INTEGER NOT NULL,
  PRIMARY KEY (user, channel)
) STRICT, WITHOUT ROWID;
CREATE INDEX read_states_channel ON read_states (channel);
CREATE TABLE mentions (
  user INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  message INTEGER NOT NULL,
  PRIMARY KEY (user, channel, message)
) STRICT, WITHOUT ROWID;

-- A slug is unique where there is one: private spaces have none. The constraint of a column cannot be taken back, hence a
-- new table.
CREATE TABLE communities_2 (
  id INTEGER PRIMARY KEY,
  owner INTEGER NOT NULL,
  name TEXT,
  slug TEXT NOT NULL,
  kind INTEGER NOT NULL,
  description TEXT,
  icon INTEGER,
  banner INTEGER,
  badges INTEGER NOT NULL,
  default_permissions INTEGER NOT NULL,
  system_channels TEXT,
  nsfw INTEGER NOT NULL,
  analytics INTEGER NOT NULL,
  discoverable INTEGER NOT NULL,
  flags INTEGER NOT NULL
) STRICT;
INSERT INTO communities_2
  SELECT id, owner, name, slug, kind, description, icon, banner, badges, default_permissions, NULL, 0, 0, 0, 0 FROM communities;
DROP TABLE communities;
ALTER TABLE communities_2 RENAME TO communities;
CREATE UNIQUE INDEX communities_slug ON communities (slug) WHERE slug <> '';
CREATE INDEX communities_owner ON communities (owner);

ALTER TABLE categories ADD COLUMN alias TEXT NOT NULL DEFAULT '';

ALTER TABLE channels ADD COLUMN icon INTEGER;
ALTER TABLE channels ADD COLUMN nsfw INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channels ADD COLUMN slowmode_s INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channels ADD COLUMN voice_users_max INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channels ADD COLUMN group_permissions INTEGER;
ALTER TABLE channels ADD COLUMN active INTEGER NOT NULL DEFAULT 1;

ALTER TABLE roles ADD COLUMN colour TEXT;
ALTER TABLE roles ADD COLUMN hoist INTEGER NOT NULL DEFAULT 0;
ALTER TABLE roles ADD COLUMN icon INTEGER;

ALTER TABLE members ADD COLUMN pronouns TEXT;
ALTER TABLE members ADD COLUMN may_speak INTEGER NOT NULL DEFAULT 1;
ALTER TABLE members ADD COLUMN may_listen INTEGER NOT NULL DEFAULT 1;

ALTER TABLE emojis ADD COLUMN animated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE emojis ADD COLUMN nsfw INTEGER NOT NULL DEFAULT 0;
ALTER TABLE emojis ADD COLUMN detached INTEGER NOT NULL DEFAULT 0;

-- Of those who left before their timeout was over.
CREATE TABLE kept_timeouts (
  community INTEGER NOT NULL,
  user INTEGER NOT NULL,
  until_ms INTEGER NOT NULL,
  PRIMARY KEY (community, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_timeouts_user ON kept_timeouts (user);

CREATE TABLE invites (
  code TEXT PRIMARY KEY,
  community INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  creator INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX invites_community ON invites (community);

CREATE TABLE webhooks (
  id INTEGER PRIMARY KEY,
  community INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  creator INTEGER NOT NULL,
  name TEXT NOT NULL,
  avatar INTEGER,
  permissions INTEGER NOT NULL
) STRICT;
CREATE INDEX webhooks_channel ON webhooks (channel);

CREATE TABLE audit_entries (
  id INTEGER PRIMARY KEY,
  community INTEGER NOT NULL,
  user INTEGER NOT NULL,
  target INTEGER NOT NULL,
  type TEXT NOT NULL,
  action TEXT NOT NULL,
  reason TEXT
) STRICT;
CREATE INDEX audit_entries_community ON audit_entries (community);

CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  author INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;

ALTER TABLE messages ADD COLUMN replies TEXT;
ALTER TABLE messages ADD COLUMN mentions TEXT;
ALTER TABLE messages ADD COLUMN role_mentions TEXT;
ALTER TABLE messages ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN flags INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN nonce TEXT;
ALTER TABLE messages ADD COLUMN note TEXT;
ALTER TABLE messages ADD COLUMN webhook TEXT;
ALTER TABLE messages ADD COLUMN interactions TEXT;
UPDATE messages SET replies = json_array(reply_to) WHERE reply_to IS NOT NULL;
ALTER TABLE messages DROP COLUMN reply_to;
CREATE INDEX messages_pinned ON messages (channel) WHERE pinned = 1;

-- With the author, so that what somebody wrote is found in the index alone; an index on the author of its own would touch one
-- more page for each message (half as much again for an insertion).
DROP INDEX messages_channel;
CREATE INDEX messages_channel ON messages (channel, id, author);

-- What is searched. The channel is a word too, so that a common word is looked for in one channel and not in all; sizes are
-- kept of nothing, as nothing asks for them. Filled beside the rows, see word_index.h.
CREATE VIRTUAL TABLE message_words USING fts5 (
  channel, content, content = 'messages', content_rowid = 'id', columnsize = 0, tokenize = 'unicode61'
);
INSERT INTO message_words (rowid, channel, content) SELECT id, channel, content FROM messages WHERE content IS NOT NULL;

ALTER TABLE files ADD COLUMN animated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE files ADD COLUMN used INTEGER NOT NULL DEFAULT 1;
CREATE INDEX files_unused ON files (id) WHERE used = 0;
CREATE INDEX files_content ON files (content_hash);
)sql";

}  // namespace store::migrations
