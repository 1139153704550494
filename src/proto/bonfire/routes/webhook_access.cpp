// Getting at webhooks.
#include "proto/bonfire/routes/webhook_access.h"

#include "proto/bonfire/routes/channel_views.h"
#include "proto/bonfire/routes/input.h"
#include "service/webhooks.h"

namespace bonfire {
namespace {

/// Tokens of webhooks are never renewed.
constexpr std::uint32_t kTokenVersion = 0;

}  // namespace

std::string webhook_token(const RoutesContext& context, core::WebhookId id) {
  return service::derive_token(context.key, service::TokenKind::webhook, id.value, kTokenVersion);
}

base::Result<NamedWebhook> read_webhook_path(const RoutesContext& context, const http::Request& request) {
  if (!context.config.webhooks_enabled) return base::not_found("webhook");
  const auto id = path_id<core::WebhookId>(request, "webhook", "webhook");
  if (!id) return base::pass(id);
  const std::string_view token = request.param("token");
  return NamedWebhook{*id, service::is_token_of(context.key, token, service::TokenKind::webhook, id->value, kTokenVersion)};
}

base::Result<core::Webhook> open_by_token(store::Reader& reader, const NamedWebhook& named) {
  auto webhook = service::find_webhook(reader, named.id);
  if (webhook && !named.token_fits) return base::fail(base::ErrorKind::unauthenticated, "webhook");
  return webhook;
}

base::Result<core::Webhook> open_as_person(store::Reader& reader, const Caller& caller, const NamedWebhook& named) {
  auto webhook = service::find_webhook(reader, named.id);
  if (!webhook) return webhook;
  if (const auto seen = see_channel(reader, caller, webhook->channel); !seen) return base::pass(seen);
  return webhook;
}

}  // namespace bonfire
