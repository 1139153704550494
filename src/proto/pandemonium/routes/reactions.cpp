// Reactions (pandemonium 5.9.5). Loop thread.
#include "proto/pandemonium/routes/reactions.h"

#include "proto/pandemonium/codec.h"
#include "proto/pandemonium/routes/guard.h"
#include "proto/pandemonium/routes/input.h"
#include "proto/pandemonium/routes/units.h"
#include "proto/pandemonium/routes/views.h"
#include "service/messages.h"

namespace pandemonium {
namespace {

struct Target {
  core::ChannelId channel;
  core::MessageId message;
};
base::Result<Target> path_target(const http::Request& request) {
  const auto channel = path_id_as<core::ChannelId>(request, "channel");
  if (!channel) return base::pass(channel);
  const auto message = path_id_as<core::MessageId>(request, "message");
  if (!message) return base::pass(message);
  return Target{*channel, *message};
}

/// Judged after the message was found for the caller.
base::Result<void> check(const core::ReactionKey& key) {
  const auto* text = std::get_if<std::string>(&key);
  return text != nullptr ? check_unicode_emoji(*text) : base::Result<void>();
}

using UseCase = base::Result<service::MessageViewRef> (*)(store::Transaction&, service::Context, service::Actor,
                                                          core::ChannelId, core::MessageId, const core::ReactionKey&);

/// Reacting with what one reacted with already, and taking back what one did not react with: both are "user".
http::Response reaction_error(const base::Error& error) {
  if (error.subject != "reaction") return error_response(error);
  return error_response(as_invalid({error.kind, error.subject, "the caller's reactions are not like that"}, "user"));
}

base::Task<http::Response> change(RoutesContext& context, http::Request& request, Caller caller, UseCase use_case) {
  const auto target = path_target(request);
  if (!target) co_return error_response(target.error());
  const auto body = decode<ReactionEmojiReference>(request.body);
  if (!body) co_return error_response(body.error());
  const auto unit = [target = *target, key = to_core(*body), caller,
                     use_case](store::Transaction& tx) -> base::Result<ShownMessages> {
    const auto message = service::find_message(tx, caller.context, *caller.actor, target.channel, target.message);
    if (!message) return base::pass(message);
    if (const auto ok = check(key); !ok) return base::pass(ok);
    return with_channels(tx, use_case(tx, caller.context, *caller.actor, target.channel, target.message, key));
  };
  const base::Result<ShownMessages> shown = co_await write(context, unit);
  if (!shown) co_return reaction_error(shown.error());
  co_return json_response(200, message_json(*shown, context.hub));
}

base::Task<http::Response> add_reaction(RoutesContext& context, http::Request& request, Caller caller) {
  return change(context, request, caller, service::add_reaction);
}

base::Task<http::Response> remove_reaction(RoutesContext& context, http::Request& request, Caller caller) {
  return change(context, request, caller, service::remove_reaction);
}

base::Task<http::Response> clear_reactions(RoutesContext& context, http::Request& request, Caller caller) {
  const auto target = path_target(request);
  if (!target) co_return error_response(target.error());
  const auto unit = [target = *target, caller](store::Transaction& tx) {
    return with_channels(tx, service::clear_reactions(tx, caller.context, *caller.actor, target.channel, target.message));
  };
  const base::Result<ShownMessages> shown = co_await write(context, unit);
  if (!shown) {
    const bool none = shown.error().subject == "reaction";
    co_return error_response(none ? as_invalid(shown.error(), "reactions") : shown.error());
  }
  co_return json_response(200, message_json(*shown, context.hub));
}

}  // namespace

void add_reaction_routes(http::Mount& mount, RoutesContext& context) {
  using Limits = OprishRateLimits;
  constexpr std::string_view kReactions = "/channels/{channel}/messages/{message}/reactions";
  constexpr std::string_view kClear = "/channels/{channel}/messages/{message}/reactions/clear";
  constexpr Identity kWho = Identity::channel_and_user;
  add_route(mount, context, http::Method::post, kReactions, {.bucket = &Limits::add_reaction, .identity = kWho},
            add_reaction);
  add_route(mount, context, http::Method::del, kReactions, {.bucket = &Limits::remove_reaction, .identity = kWho},
            remove_reaction);
  add_route(mount, context, http::Method::del, kClear, {.bucket = &Limits::clear_reactions, .identity = kWho},
            clear_reactions);
}

}  // namespace pandemonium
