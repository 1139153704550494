// Use cases: webhooks, which let programs without an account write into a channel. What they write is in messages.h.
// Functions on a transaction. Whoever shows a webhook's token (derived_token.h, checked by the caller) has no actor and may
// do to it what it takes manage_webhooks for otherwise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/community.h"
#include "service/actor.h"
#include "store/store.h"

namespace service {

struct NewWebhook {
  std::string name;
  std::optional<core::FileId> avatar;
};
/// Needs manage_webhooks in the channel. not_found "channel"; invalid "channel" for direct channels and saved messages;
/// invalid "avatar". Event: WebhookCreated.
base::Result<core::Webhook> create_webhook(store::Transaction& tx, Context context, Actor actor, core::ChannelId channel,
                                           const NewWebhook& input);
/// Needs manage_webhooks in the channel. not_found "channel".
base::Result<std::vector<core::Webhook>> list_webhooks(store::Reader& reader, Context context, Actor actor,
                                                       core::ChannelId channel);
/// For who shows the token. not_found "webhook".
base::Result<core::Webhook> find_webhook(store::Reader& reader, core::WebhookId webhook);
/// Needs to see its channel. not_found "webhook".
base::Result<core::Webhook> view_webhook(store::Reader& reader, Context context, Actor actor, core::WebhookId webhook);
/// not_found "webhook"; invalid "avatar". Permissions other than those a webhook may have: forbidden "grant" unless the
/// actor has them. Event: WebhookUpdated.
base::Result<core::Webhook> edit_webhook(store::Transaction& tx, Context context, std::optional<Actor> actor,
                                         core::WebhookId webhook, core::WebhookEdit edit);
/// not_found "webhook". Event: WebhookDeleted.
base::Result<void> delete_webhook(store::Transaction& tx, Context context, std::optional<Actor> actor,
                                  core::WebhookId webhook);

}  // namespace service
