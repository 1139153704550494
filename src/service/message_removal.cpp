// Deleting messages. See messages.h; runs inside a unit of work.
#include <algorithm>
#include <utility>

#include "service/audit.h"
#include "service/message_access.h"
#include "service/messages.h"

namespace service {
namespace {

void remove(store::Transaction& tx, Context context, const ChannelAccess& access, core::MessageId id) {
  tx.delete_message(id);
  const core::ChannelId channel = access.channel.id;
  tx.append_event(access.stream(), context.now_ms, core::MessageDeleted{channel, id, tx.last_message(channel)});
}

}  // namespace

Result<void> delete_message(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                            core::MessageId id) {
  auto access = open_channel(tx, context, actor, channel);
  if (!access) return base::pass(access);
  auto message = load_message(tx, *access, id);
  if (!message) return base::pass(message);
  if (auto ok = require_power_over(*access, *message); !ok) return ok;
  remove(tx, context, *access, id);
  if (message->author == actor.user) return {};
  AuditAction action = audit_action(audit_type::message_delete, id.value);
  action.author = message->author;
  action.channel = channel;
  audit(tx, context, actor.user, access->standing.community, action);
  return {};
}

Result<void> delete_message(store::Transaction& tx, Context context, core::WebhookId webhook, core::MessageId id) {
  auto opened = open_webhook(tx, context, webhook);
  if (!opened) return base::pass(opened);
  auto message = load_message(tx, opened->access, id);
  if (!message) return base::pass(message);
  if (!is_by(*message, webhook)) return base::fail(base::ErrorKind::forbidden);
  remove(tx, context, opened->access, id);
  return {};
}

Result<std::vector<core::MessageId>> delete_messages(store::Transaction& tx, Context context, Actor actor,
                                                     core::ChannelId channel, const std::vector<core::MessageId>& messages) {
  auto access = open_channel(tx, context, actor, channel);
  if (!access) return base::pass(access);
  if (auto ok = access->require(core::permission::manage_messages); !ok) return base::pass(ok);
  std::vector<core::MessageId> present = messages;
  std::ranges::sort(present);
  present.erase(std::unique(present.begin(), present.end()), present.end());
  std::erase_if(present, [&](core::MessageId id) { return !load_message(tx, *access, id); });
  if (present.empty()) return present;
  erase_messages(tx, context, access->channel.community, channel, present);
  AuditAction action = audit_action(audit_type::message_bulk_delete, channel.value);
  action.channel = channel;
  action.count = static_cast<std::uint32_t>(present.size());
  audit(tx, context, actor.user, access->standing.community, action);
  return present;
}

}  // namespace service
