// Webhooks as routes get at them: by a token that somebody shows, or as somebody who may see their channel
// (bonfire-rest 4.2). Runs inside a unit of work unless said otherwise.
#pragma once

#include "core/community.h"
#include "http/message.h"
#include "proto/bonfire/routes/guard.h"
#include "store/store.h"

#include <string>

namespace bonfire {

/// The webhook of a path, and whether the token of the path is its own.
struct NamedWebhook {
  core::WebhookId id;
  bool token_fits = false;
};
/// {webhook} and {token} of the path. not_found "webhook" when it is no id, or while webhooks are switched off. Loop thread.
base::Result<NamedWebhook> read_webhook_path(const RoutesContext& context, const http::Request& request);

/// For who came with a token: not_found "webhook", unauthenticated "webhook" when it was another's.
base::Result<core::Webhook> open_by_token(store::Reader& reader, const NamedWebhook& named);
/// For who came as a person: not_found "webhook", not_member "channel" (403 MissingPermission).
base::Result<core::Webhook> open_as_person(store::Reader& reader, const Caller& caller, const NamedWebhook& named);

std::string webhook_token(const RoutesContext& context, core::WebhookId id);

}  // namespace bonfire
