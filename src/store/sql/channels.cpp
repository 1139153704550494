// The tables of categories and of channels. See channels.h.
#include "store/sql/channels.h"

#include "store/sql/json_columns.h"

namespace store::sql {
namespace {

constexpr const char kCategories[] =
    "SELECT id, community, name, position, alias FROM categories WHERE community = $1 ORDER BY position, id";
constexpr const char kPutCategory[] =
    "INSERT INTO categories (id, community, name, position, alias) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (id) DO UPDATE SET community = excluded.community, name = excluded.name, position = excluded.position, "
    "alias = excluded.alias";
constexpr const char kEraseCategory[] = "DELETE FROM categories WHERE id = $1";
constexpr const char kEraseCategoriesOf[] = "DELETE FROM categories WHERE community = $1";

// The last message is asked for and not kept: one step into an index against a write for every message.
#define COLUMNS                                                                                                  \
  "SELECT c.id, c.kind, c.community, c.category, c.name, c.topic, c.position, c.default_allow, c.default_deny, " \
  "c.role_overrides, c.icon, c.nsfw, c.slowmode_s, c.voice_users_max, c.group_permissions, c.active, "           \
  "coalesce((SELECT max(m.id) FROM messages m WHERE m.channel = c.id), 0) FROM channels c "
constexpr const char kFind[] = COLUMNS "WHERE c.id = $1";
constexpr const char kOfCommunity[] = COLUMNS
    "LEFT JOIN categories g ON g.id = c.category WHERE c.community = $1 "
    "ORDER BY coalesce(g.position, 4294967295), c.position, c.id";
#undef COLUMNS
constexpr const char kPut[] =
    "INSERT INTO channels (id, kind, community, category, name, topic, position, default_allow, default_deny, "
    "role_overrides, icon, nsfw, slowmode_s, voice_users_max, group_permissions, active) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) "
    "ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, community = excluded.community, category = excluded.category, "
    "name = excluded.name, topic = excluded.topic, position = excluded.position, default_allow = excluded.default_allow, "
    "default_deny = excluded.default_deny, role_overrides = excluded.role_overrides, icon = excluded.icon, "
    "nsfw = excluded.nsfw, slowmode_s = excluded.slowmode_s, voice_users_max = excluded.voice_users_max, "
    "group_permissions = excluded.group_permissions, active = excluded.active";
constexpr const char kErase[] = "DELETE FROM channels WHERE id = $1";
constexpr const char kRemember[] = "INSERT INTO deleted_channels (id) VALUES ($1) ON CONFLICT (id) DO NOTHING";

std::optional<core::Channel> next_channel(Rows& rows) {
  if (!rows.next()) return std::nullopt;
  core::Channel c;
  JsonColumn overrides;
  rows.read(c.id, c.kind, c.community, c.category, c.name, c.topic, c.position, c.default_override.allow,
            c.default_override.deny, overrides, c.icon, c.nsfw, c.slowmode_s, c.voice_users_max, c.group_permissions,
            c.active, c.last_message);
  from_column(overrides, c.role_overrides);
  return c;
}

}  // namespace

std::vector<core::Category> Categories::of_community(core::CommunityId id) {
  std::vector<core::Category> found;
  Rows rows = db_.query(kCategories, id);
  while (rows.next()) {
    core::Category& c = found.emplace_back();
    rows.read(c.id, c.community, c.name, c.position, c.alias);
  }
  return found;
}

void Categories::put(const core::Category& c) { db_.run(kPutCategory, c.id, c.community, c.name, c.position, c.alias); }
void Categories::erase(core::CategoryId id) { db_.run(kEraseCategory, id); }
void Categories::erase_of(core::CommunityId id) { db_.run(kEraseCategoriesOf, id); }

std::optional<core::Channel> Channels::find(core::ChannelId id) {
  Rows rows = db_.query(kFind, id);
  return next_channel(rows);
}

std::vector<core::Channel> Channels::of_community(core::CommunityId id) {
  std::vector<core::Channel> found;
  Rows rows = db_.query(kOfCommunity, id);
  while (auto channel = next_channel(rows)) found.push_back(std::move(*channel));
  return found;
}

void Channels::put(const core::Channel& c) {
  const JsonColumn overrides = to_column(c.role_overrides);
  db_.run(kPut, c.id, c.kind, c.community, c.category, c.name, c.topic, c.position, c.default_override.allow,
          c.default_override.deny, overrides, c.icon, c.nsfw, c.slowmode_s, c.voice_users_max, c.group_permissions,
          c.active);
}

bool Channels::erase(core::ChannelId id) {
  if (db_.run(kErase, id) == 0) return false;
  db_.run(kRemember, id);
  return true;
}

}  // namespace store::sql
