// See webhooks.h; runs inside a unit of work.
#include "service/webhooks.h"

#include <utility>

#include "service/audit.h"
#include "service/communities.h"
#include "service/standing.h"

namespace service {

using base::ErrorKind;
using base::Result;
namespace permission = core::permission;

namespace {

struct ChannelStanding {
  core::Channel channel;
  Standing standing;
};

/// not_found "channel", forbidden.
Result<ChannelStanding> open_to_manage(store::Reader& reader, Context context, Actor actor, core::ChannelId id) {
  auto channel = view_channel(reader, context, actor, id);
  if (!channel) return base::pass(channel);
  auto standing = load_standing(reader, context, actor, channel->community);
  if (!standing) return base::pass(standing);
  if (auto ok = require(standing->permissions_in(*channel), permission::manage_webhooks); !ok) return base::pass(ok);
  return ChannelStanding{*std::move(channel), *std::move(standing)};
}

/// The webhook, when the actor, or whoever shows its token, may do something to it; and what they hold in its channel.
struct Found {
  core::Webhook webhook;
  core::Permissions held = 0;
};
Result<Found> load(store::Reader& reader, Context context, std::optional<Actor> actor, core::WebhookId id) {
  auto webhook = find_webhook(reader, id);
  if (!webhook) return base::pass(webhook);
  if (!actor) return Found{*webhook, webhook->permissions | permission::webhook_default};
  const auto opened = open_to_manage(reader, context, *actor, webhook->channel);
  if (!opened && opened.error().kind == ErrorKind::not_found) return base::not_found("webhook");
  if (!opened) return base::pass(opened);
  return Found{*webhook, opened->standing.permissions_in(opened->channel) | permission::webhook_default};
}

/// In the name of its creator when somebody came with the token.
void log(store::Transaction& tx, const Context& context, std::optional<Actor> actor, const core::Webhook& webhook,
         std::string_view type) {
  AuditAction entry = audit_action(type, webhook.id.value);
  entry.webhook = webhook.id;
  entry.name = webhook.name;
  entry.channel = webhook.channel;
  audit(tx, context, actor ? actor->user : webhook.creator, *tx.community(webhook.community), entry);
}

core::Change<core::FileId> to_set(const std::optional<core::FileId>& file) {
  return file ? core::Change<core::FileId>(*file) : core::Change<core::FileId>();
}

}  // namespace

Result<core::Webhook> create_webhook(store::Transaction& tx, Context context, Actor actor, core::ChannelId id,
                                     const NewWebhook& input) {
  const auto opened = open_to_manage(tx, context, actor, id);
  if (!opened) return base::pass(opened);
  const core::ChannelKind kind = opened->channel.kind;
  if (kind == core::ChannelKind::direct || kind == core::ChannelKind::saved) {
    return base::invalid("channel", "nobody else writes there");
  }
  auto avatar = to_set(input.avatar);
  if (auto ok = take_file(tx, avatar, core::FileBucket::avatars, "avatar"); !ok) return base::pass(ok);
  core::Webhook webhook;
  webhook.id = core::WebhookId(tx.next_id());
  webhook.community = opened->channel.community;
  webhook.channel = id;
  webhook.creator = actor.user;
  webhook.name = input.name;
  webhook.avatar = input.avatar;
  tx.put_webhook(webhook);
  tx.append_event(core::stream_of(webhook.community), context.now_ms, core::WebhookCreated{webhook});
  log(tx, context, actor, webhook, audit_type::webhook_create);
  return webhook;
}

Result<std::vector<core::Webhook>> list_webhooks(store::Reader& reader, Context context, Actor actor, core::ChannelId id) {
  const auto opened = open_to_manage(reader, context, actor, id);
  if (!opened) return base::pass(opened);
  return reader.webhooks_of(id);
}

Result<core::Webhook> find_webhook(store::Reader& reader, core::WebhookId id) {
  auto webhook = reader.webhook(id);
  if (!webhook) return base::not_found("webhook");
  return *std::move(webhook);
}

Result<core::Webhook> view_webhook(store::Reader& reader, Context context, Actor actor, core::WebhookId id) {
  auto webhook = find_webhook(reader, id);
  if (!webhook) return webhook;
  if (!view_channel(reader, context, actor, webhook->channel)) return base::not_found("webhook");
  return webhook;
}

Result<core::Webhook> edit_webhook(store::Transaction& tx, Context context, std::optional<Actor> actor, core::WebhookId id,
                                   core::WebhookEdit edit) {
  auto found = load(tx, context, actor, id);
  if (!found) return base::pass(found);
  if (edit.permissions.is_set() && !core::has(found->held, edit.permissions.value())) {
    return base::fail(ErrorKind::forbidden, "grant");
  }
  if (auto ok = take_file(tx, edit.avatar, core::FileBucket::avatars, "avatar"); !ok) return base::pass(ok);
  core::Webhook& webhook = found->webhook;
  if (edit == core::WebhookEdit{}) return webhook;
  edit.apply_to(webhook);
  tx.put_webhook(webhook);
  tx.append_event(core::stream_of(webhook.community), context.now_ms,
                  core::WebhookUpdated{webhook.channel, id, std::move(edit)});
  return webhook;
}

Result<void> delete_webhook(store::Transaction& tx, Context context, std::optional<Actor> actor, core::WebhookId id) {
  auto found = load(tx, context, actor, id);
  if (!found) return base::pass(found);
  const core::Webhook& webhook = found->webhook;
  tx.delete_webhook(id);
  tx.append_event(core::stream_of(webhook.community), context.now_ms, core::WebhookDeleted{webhook.channel, id});
  log(tx, context, actor, webhook, audit_type::webhook_delete);
  return {};
}

}  // namespace service
