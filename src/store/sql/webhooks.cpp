// The table of webhooks. See webhooks.h.
#include "store/sql/webhooks.h"

namespace store::sql {
namespace {

#define COLUMNS "SELECT id, community, channel, creator, name, avatar, permissions FROM webhooks "
constexpr const char kFind[] = COLUMNS "WHERE id = $1";
constexpr const char kOfChannel[] = COLUMNS "WHERE channel = $1 ORDER BY id";
#undef COLUMNS
constexpr const char kPut[] =
    "INSERT INTO webhooks (id, community, channel, creator, name, avatar, permissions) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (id) DO UPDATE SET community = excluded.community, channel = excluded.channel, creator = excluded.creator, "
    "name = excluded.name, avatar = excluded.avatar, permissions = excluded.permissions";
constexpr const char kErase[] = "DELETE FROM webhooks WHERE id = $1";
constexpr const char kEraseOf[] = "DELETE FROM webhooks WHERE channel = $1";

std::optional<core::Webhook> next_webhook(Rows& rows) {
  if (!rows.next()) return std::nullopt;
  core::Webhook w;
  rows.read(w.id, w.community, w.channel, w.creator, w.name, w.avatar, w.permissions);
  return w;
}

}  // namespace

std::optional<core::Webhook> Webhooks::find(core::WebhookId id) {
  Rows rows = db_.query(kFind, id);
  return next_webhook(rows);
}

std::vector<core::Webhook> Webhooks::of_channel(core::ChannelId channel) {
  std::vector<core::Webhook> found;
  Rows rows = db_.query(kOfChannel, channel);
  while (auto webhook = next_webhook(rows)) found.push_back(std::move(*webhook));
  return found;
}

void Webhooks::put(const core::Webhook& w) {
  db_.run(kPut, w.id, w.community, w.channel, w.creator, w.name, w.avatar, w.permissions);
}
bool Webhooks::erase(core::WebhookId id) { return db_.run(kErase, id) != 0; }
void Webhooks::erase_of(core::ChannelId channel) { db_.run(kEraseOf, channel); }

}  // namespace store::sql
